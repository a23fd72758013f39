using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Muster.Server.Features.Accounts;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Imports;

public sealed class DecisionTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    const string Small = "ADM2_FR,ADM2_PCODE,T_TL\nDelmas,HT0112,10\n";

    [Fact]
    public async Task A_member_uploads_but_cannot_accept()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.UploadAsync("x.csv", System.Text.Encoding.UTF8.GetBytes(Small), scene.MemberScript);

        var answer = await scene.MemberScript.PostAsJsonAsync(ImportScene.Url(import) + "/acceptance", new { title = "Mine", reason = "I say so." });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("review", (await scene.WaitAsync(import)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Another_members_import_does_not_exist()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var other = await muster.AccountAsync("Autre");
        await muster.JoinAsync(scene.Operation, other, OperationRole.Member);
        var import = await scene.UploadAsync("x.csv", System.Text.Encoding.UTF8.GetBytes(Small), scene.MemberScript);
        var script = await muster.ScriptAsync(other);

        Assert.Equal(HttpStatusCode.NotFound, (await script.GetAsync(ImportScene.Url(import))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await script.PostAsJsonAsync(ImportScene.Url(import) + "/steps", new { step = "trim" })).StatusCode);
        Assert.Equal(0, (await script.GetFromJsonAsync<JsonElement>(scene.Api)).GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task A_stranger_may_not_upload()
    {
        var scene = await ImportScene.MakeAsync(muster);

        Assert.Equal(HttpStatusCode.Forbidden, (await scene.SendAsync("x.csv", [1], await muster.ScriptAsync(await muster.AccountAsync()))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await scene.SendAsync("x.csv", [1], await muster.ScriptAsync())).StatusCode);
    }

    [Fact]
    public async Task A_decision_on_what_was_seen_before_is_refused()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.UploadAsync("x.csv", Small);
        await scene.StepAsync(import, new { step = "trim" });

        var late = await scene.OfficerScript.PostAsJsonAsync(ImportScene.Url(import) + "/acceptance", new { title = "Late", reason = "x", revision = import.GetProperty("revision").GetInt32() });

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal("changed-meanwhile", (await late.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_was_accepted_is_no_longer_changed()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.AcceptAsync(await scene.UploadAsync("x.csv", Small), "Closed");

        var step = await scene.OfficerScript.PostAsJsonAsync(ImportScene.Url(import) + "/steps", new { step = "trim" });
        var discard = await scene.OfficerScript.DeleteAsync(ImportScene.Url(import));

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (step.StatusCode, discard.StatusCode));
    }

    [Theory]
    [InlineData("severe", "named", "sensitivity")]
    [InlineData("high", "public", "audience")]
    [InlineData("moderate", "public", "audience")]
    public async Task An_audience_wider_than_the_sensitivity_allows_is_refused(string sensitivity, string audience, string field)
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.UploadAsync("x.csv", Small);

        var answer = await scene.OfficerScript.PostAsJsonAsync(ImportScene.Url(import) + "/acceptance", new { title = "Secret", sensitivity, audience, reason = "x" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Errors_left_need_a_reason()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.UploadAsync("x.csv", "ADM2_FR,ADM2_PCODE,F_TL,M_TL,T_TL\nDelmas,HT0112,1,2,30\n");
        Assert.True(import.GetProperty("findings").GetProperty("errors").GetInt64() > 0);

        var answer = await scene.OfficerScript.PostAsJsonAsync(ImportScene.Url(import) + "/acceptance", new { title = "Wrong sums", sensitivity = "low", audience = "public" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty("reason", out _));
    }

    [Fact]
    public async Task A_discarded_import_stays_on_record()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.UploadAsync("x.csv", Small);

        var answer = await scene.OfficerScript.DeleteAsync(ImportScene.Url(import));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("discarded", (await scene.WaitAsync(import)).GetProperty("state").GetString());
    }
}
