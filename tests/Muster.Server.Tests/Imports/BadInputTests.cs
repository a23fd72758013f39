using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Tables;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Imports;

public sealed class BadInputTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    public static TheoryData<string, string> Files => new()
    {
        { "empty.csv", "file-empty" },
        { "cut-off.xlsx", "file-cut-off" },
        { "web-page.csv", "file-web-page" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task What_is_no_table_is_said_in_words_and_nothing_is_published(string sample, string code)
    {
        var scene = await ImportScene.MakeAsync(muster);

        var import = await scene.UploadAsync(sample, await File.ReadAllBytesAsync(ImportScene.Sample("traps/" + sample)));

        AssertRefused(import, code);
        Assert.Equal(0, await muster.WithDbAsync(db => db.Set<Dataset>().CountAsync(dataset => dataset.OperationId == scene.Operation.Id)));
    }

    [Fact]
    public async Task A_picture_is_no_table()
    {
        var scene = await ImportScene.MakeAsync(muster);

        AssertRefused(await scene.UploadAsync("map.csv", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0]), "file-not-table");
    }

    [Fact]
    public async Task A_cell_of_many_megabytes_is_refused_with_its_row()
    {
        var scene = await ImportScene.MakeAsync(muster);

        var import = await scene.UploadAsync("huge.csv", "ADM2_PCODE,T_TL\nHT0112,\"" + new string('x', 20 << 20) + "\"\n");

        AssertRefused(import, "cell-too-long");
        Assert.Equal("row 2, column 2", import.GetProperty("problem").GetProperty("where").GetString());
    }

    [Theory]
    [InlineData("ADM2_PCODE,T_TL\n", "no row below")]
    public async Task A_table_of_which_no_row_is_left_is_not_accepted(string content, string words)
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.UploadAsync("none.csv", content);

        var answer = await scene.OfficerScript.PostAsJsonAsync(ImportScene.Url(import) + "/acceptance", new { title = "None", reason = "x", revision = import.GetProperty("revision").GetInt32() });
        var refusal = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("acceptance-invalid", refusal.GetProperty("code").GetString());
        Assert.Contains(words, refusal.GetProperty("errors").GetProperty("rows")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("review", (await scene.WaitAsync(import)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task An_unreadable_file_shows_what_where_and_what_next_on_its_page()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var browser = await muster.SignedInAsync(scene.Officer);

        var import = await scene.UploadAsync("empty.csv", "");
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(import.GetProperty("page").GetString()));

        Assert.Contains(import.GetProperty("problem").GetProperty("what").GetString()!, page, StringComparison.Ordinal);
        Assert.Contains(import.GetProperty("problem").GetProperty("next").GetString()!, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_encoding_chosen_can_be_taken_back()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.UploadAsync("latin-1.csv", await File.ReadAllBytesAsync(ImportScene.Sample("traps/latin-1.csv")));

        await scene.OfficerScript.PutAsJsonAsync(ImportScene.Url(import) + "/choices", new { encoding = "utf-8" });
        var wrong = await scene.WaitAsync(import);
        await scene.OfficerScript.PutAsJsonAsync(ImportScene.Url(import) + "/choices", new { });

        Assert.Equal("unreadable", wrong.GetProperty("state").GetString());
        Assert.Equal("review", (await scene.WaitAsync(import)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_country_without_a_gazetteer_is_said_and_the_file_still_read()
    {
        var scene = await ImportScene.MakeAsync(muster, "XXX");
        var browser = await muster.SignedInAsync(scene.Officer);

        var import = await scene.UploadAsync("x.csv", "ADM2_PCODE,T_TL\nXX01,10\n");

        Assert.Equal("review", import.GetProperty("state").GetString());
        Assert.Contains("No gazetteer is loaded", await browser.GetStringAsync(import.GetProperty("page").GetString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_as_the_body_of_a_script_is_refused()
    {
        var scene = await ImportScene.MakeAsync(muster);

        var answer = await scene.OfficerScript.PostAsync(scene.Api, new MultipartFormDataContent { { new StringContent("a,b"), "file", "a.csv" } });

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "upload-body-wrong"), (answer.StatusCode, await CodeAsync(answer)));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_before_the_file_is_kept()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var browser = await muster.SignedInAsync(scene.Officer);

        var answer = await browser.PostAsync(scene.Pages, new MultipartFormDataContent { { new StringContent("a,b\n1,2\n"), "file", "a.csv" } });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, await muster.WithDbAsync(db => db.Set<Import>().CountAsync(import => import.OperationId == scene.Operation.Id)));
    }

    [Fact]
    public async Task A_step_that_nobody_knows_is_refused_and_nothing_changes()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.UploadAsync("x.csv", "ADM2_PCODE,T_TL\nHT0112,10\n");

        var answer = await scene.OfficerScript.PostAsJsonAsync(ImportScene.Url(import) + "/steps", new { step = "delete-everything" });

        Assert.Equal((HttpStatusCode.BadRequest, "step-invalid"), (answer.StatusCode, await CodeAsync(answer)));
        Assert.Equal(import.GetProperty("revision").GetInt32(), (await scene.WaitAsync(import)).GetProperty("revision").GetInt32());
    }

    static void AssertRefused(JsonElement import, string code)
    {
        Assert.Equal("unreadable", import.GetProperty("state").GetString());
        var problem = import.GetProperty("problem");
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEmpty(problem.GetProperty("what").GetString()!);
        Assert.NotEmpty(problem.GetProperty("next").GetString()!);
    }

    static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}
