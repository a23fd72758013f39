using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Operations;

public sealed class OperationTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    static object Form(string? slug = null, string? end = "2017-Q1", string audience = "public", int revision = 0) =>
        new { name = "Haïti, ouragan Matthew", slug, countries = "hti", zone = "America/Port-au-Prince", glide = "TC-2016-000108-HTI", expectedEnd = end, sensitivity = "low", audience, revision };

    [Fact]
    public async Task An_operation_posted_is_read_back_equal()
    {
        var script = await muster.ScriptAsync(await muster.AccountAsync(administrator: true));

        var made = await script.PostAsJsonAsync("/api/operations", Form("matthew"));
        var posted = await made.Content.ReadFromJsonAsync<JsonElement>();
        var read = await script.GetFromJsonAsync<JsonElement>(made.Headers.Location);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(posted.GetRawText(), read.GetRawText());
        Assert.Equal("2017-Q1", read.GetProperty("expectedEnd").GetString());
    }

    [Fact]
    public async Task An_information_officer_opens_the_next_operation_and_a_plain_account_none()
    {
        var (officer, nobody) = (await muster.AccountAsync(), await muster.AccountAsync());
        await muster.JoinAsync(await muster.OperationAsync(), officer, OperationRole.InformationOfficer);

        var opened = await (await muster.ScriptAsync(officer)).PostAsJsonAsync("/api/operations", Form("next"));
        var refused = await (await muster.ScriptAsync(nobody)).PostAsJsonAsync("/api/operations", Form("none"));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Forbidden), (opened.StatusCode, refused.StatusCode));
    }

    [Fact]
    public async Task A_name_taken_is_refused_and_nothing_is_made()
    {
        var script = await muster.ScriptAsync(await muster.AccountAsync(administrator: true));
        await script.PostAsJsonAsync("/api/operations", Form("taken"));

        var again = await script.PostAsJsonAsync("/api/operations", Form("taken"));

        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("operation-name-taken", (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_stale_save_is_refused()
    {
        var script = await muster.ScriptAsync(await muster.AccountAsync(administrator: true));
        await script.PostAsJsonAsync("/api/operations", Form("stale"));
        await script.PutAsJsonAsync("/api/operations/stale", Form("stale", "2017-Q2"));

        var stale = await script.PutAsJsonAsync("/api/operations/stale", Form("stale", "2017-Q3", revision: 0));

        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Equal("2017-Q2", (await script.GetFromJsonAsync<JsonElement>("/api/operations/stale")).GetProperty("expectedEnd").GetString());
    }

    [Fact]
    public async Task A_members_operation_does_not_exist_for_others_in_any_format()
    {
        var operation = await muster.OperationAsync(Audience.Members);
        var stranger = await muster.AccountAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await muster.Browser().GetAsync("/operations/" + operation.Slug)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await muster.ScriptAsync(stranger)).GetAsync("/api/operations/" + operation.Slug)).StatusCode);
        Assert.DoesNotContain(operation.Slug, await (await muster.ScriptAsync(stranger)).GetStringAsync("/api/operations"), StringComparison.Ordinal);
        Assert.DoesNotContain(operation.Slug, await muster.Browser().GetStringAsync("/search?q=matthew"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_member_may_not_change_the_operation()
    {
        var operation = await muster.OperationAsync();
        var member = await muster.AccountAsync();
        await muster.JoinAsync(operation, member, OperationRole.Member);

        var answer = await (await muster.ScriptAsync(member)).PutAsJsonAsync("/api/operations/" + operation.Slug, Form());

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task The_pages_are_complete_in_French()
    {
        var browser = muster.Browser();
        browser.DefaultRequestHeaders.Add("Accept-Language", "fr");
        var operation = await muster.OperationAsync();

        var page = await browser.GetStringAsync("/operations/" + operation.Slug);

        Assert.Contains("Fuseau horaire", page, StringComparison.Ordinal);
        Assert.Contains("lang=\"fr\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2017-Q1", "2017-01-01", "2017-03-31")]
    [InlineData("2017", "2017-01-01", "2017-12-31")]
    [InlineData("2017-02", "2017-02-01", "2017-02-28")]
    [InlineData("2017-02-28", "2017-02-28", "2017-02-28")]
    public void An_expected_end_is_a_range(string text, string first, string last)
    {
        Assert.True(ExpectedEnd.TryParse(text, out var range));
        Assert.Equal((DateOnly.Parse(first, null), DateOnly.Parse(last, null)), range);
    }

    [Theory]
    [InlineData("2017-Q5")]
    [InlineData("2017-13")]
    [InlineData("2017-02-30")]
    [InlineData("soon")]
    public void What_is_no_range_is_no_expected_end(string text) => Assert.False(ExpectedEnd.TryParse(text, out _));
}
