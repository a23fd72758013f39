using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;
using Muster.Server.Tests.Host;
using Muster.Server.Tests.Tables;
using Muster.Tabular.Validating;

namespace Muster.Server.Tests.Catalogue;

public sealed class DatasetTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_shows_what_the_viewer_may_see_and_what_is_missing()
    {
        var operation = await muster.OperationAsync();
        await muster.DatasetAsync(operation, title: "Everybody's figures");
        await muster.DatasetAsync(operation, sensitivity: Sensitivity.High, audience: Audience.Named, title: "Hidden figures");

        var page = await muster.Browser().GetStringAsync($"/operations/{operation.Slug}/datasets", Cancel);

        Assert.Contains("Everybody&#x27;s figures", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden figures", page, StringComparison.Ordinal);
        Assert.Contains("Missing: displaced people", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Missing: population", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?q=haiti", 1)]
    [InlineData("?q=h%C3%A0%C3%AFti+ihsi", 1)]
    [InlineData("?q=cuba", 0)]
    [InlineData("?source=IHSI", 1)]
    [InlineData("?source=OCHA", 0)]
    [InlineData("?q=&source=&sensitivity=&sort=rows", 1)]
    public async Task The_list_is_searched_and_narrowed(string query, int count)
    {
        var operation = await muster.OperationAsync();
        await muster.DatasetAsync(operation);

        var list = await (await muster.ScriptAsync()).GetFromJsonAsync<JsonElement>($"/api/operations/{operation.Slug}/datasets{query}", Cancel);

        Assert.Equal(count, list.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_dataset_page_tells_how_the_table_was_made_and_shows_its_first_rows()
    {
        var operation = await muster.OperationAsync();
        var (dataset, _) = await muster.DatasetAsync(operation);

        var page = await muster.Browser().GetStringAsync($"/operations/{operation.Slug}/datasets/{dataset.Slug}", Cancel);

        Assert.Contains("6 rows read, 5 accepted, 0 queued, 1 dropped by decision", page, StringComparison.Ordinal);
        Assert.Contains("Léogâne", page, StringComparison.Ordinal);
        Assert.Contains($"/operations/{operation.Slug}/datasets/{dataset.Slug}/versions/1", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_version_stays_as_it_was()
    {
        var operation = await muster.OperationAsync();
        var (dataset, _) = await muster.DatasetAsync(operation);
        await muster.VersionAsync(dataset, StoredTable.Communes().Row("HT01", "new", "1", "1", "1", "1", null), 2);
        var script = await muster.ScriptAsync();
        var path = $"/api/operations/{operation.Slug}/datasets/{dataset.Slug}";

        Assert.Equal(5, (await script.GetFromJsonAsync<JsonElement>($"{path}/versions/1/rows", Cancel)).GetProperty("total").GetInt32());
        Assert.Equal(6, (await script.GetFromJsonAsync<JsonElement>($"{path}/rows", Cancel)).GetProperty("total").GetInt32());
        Assert.Contains("&#x2B;1", await muster.Browser().GetStringAsync($"/operations/{operation.Slug}/datasets/{dataset.Slug}/versions", Cancel), StringComparison.Ordinal);
        Assert.Contains("is not the newest", await muster.Browser().GetStringAsync($"/operations/{operation.Slug}/datasets/{dataset.Slug}/versions/1", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Findings_are_grouped_by_rule_and_paged()
    {
        var findings = Enumerable.Range(0, 230).Select(row => new Finding("PS-04", Severity.Warning, row + 2, "F_TL", $"value {row}", null, null, 1, "Sum differs.", []))
            .Append(new Finding("ST-03", Severity.Error, 3, "ADM2_PCODE", "HT99", null, null, 1, "No such place.", [])).ToList();
        var operation = await muster.OperationAsync();
        var (dataset, _) = await muster.DatasetAsync(operation, findings: findings);
        var path = $"/operations/{operation.Slug}/datasets/{dataset.Slug}/findings";
        var browser = muster.Browser();

        var rules = await browser.GetStringAsync(path, Cancel);
        var last = await browser.GetStringAsync(path + "?rule=PS-04&page=5", Cancel);

        Assert.True(rules.IndexOf("ST-03", StringComparison.Ordinal) < rules.IndexOf("PS-04", StringComparison.Ordinal), "errors come first");
        Assert.Contains("value 229", last, StringComparison.Ordinal);
        Assert.DoesNotContain("value 199", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_is_saved_with_its_audit_entry_and_a_stale_one_refused()
    {
        var (operation, dataset, officer) = await OfficerAsync();
        var path = $"/api/operations/{operation.Slug}/datasets/{dataset.Slug}";

        var saved = await officer.PutAsJsonAsync(path, Form("Renamed", "moderate", "members", 0), Cancel);
        var stale = await officer.PutAsJsonAsync(path, Form("Again", "moderate", "members", 0), Cancel);

        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Equal("Renamed", (await officer.GetFromJsonAsync<JsonElement>(path, Cancel)).GetProperty("title").GetString());
        var audit = await muster.WithDbAsync(db => db.Set<AuditEntry>().SingleAsync(entry => entry.OperationId == operation.Id && entry.Action == "dataset.sensitivity"));
        Assert.Equal("Low, Public -> Moderate, Members", audit.Detail);
    }

    [Theory]
    [InlineData("moderate", "public", "audience")]
    [InlineData("high", "members", "audience")]
    [InlineData("severe", "named", "sensitivity")]
    public async Task An_audience_wider_than_the_sensitivity_allows_is_refused(string sensitivity, string audience, string field)
    {
        var (operation, dataset, officer) = await OfficerAsync();

        var refused = await officer.PutAsJsonAsync($"/api/operations/{operation.Slug}/datasets/{dataset.Slug}", Form("X", sensitivity, audience, 0), Cancel);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Cancel);

        Assert.Equal("dataset-invalid", problem.GetProperty("code").GetString());
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task A_deleted_dataset_leaves_no_file_and_an_audit_entry()
    {
        var (operation, dataset, officer) = await OfficerAsync();
        var version = await muster.WithDbAsync(db => db.Set<DatasetVersion>().AsNoTracking().SingleAsync(version => version.DatasetId == dataset.Id));
        var path = $"/api/operations/{operation.Slug}/datasets/{dataset.Slug}";
        await officer.GetStringAsync(path + "/rows", Cancel);

        var deleted = await officer.DeleteAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(path, Cancel)).StatusCode);
        var stored = Directory.EnumerateFiles(muster.DataFolder, "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(Path.GetDirectoryName(file)) + Path.GetFileName(file)).ToList();
        Assert.DoesNotContain(version.FileHash, stored);
        var audit = await muster.WithDbAsync(db => db.Set<AuditEntry>().SingleAsync(entry => entry.OperationId == operation.Id && entry.Action == "dataset.delete"));
        Assert.Contains(version.FileHash, audit.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deletion_by_the_page_asks_for_the_title()
    {
        var operation = await muster.OperationAsync();
        var officer = await muster.AccountAsync();
        await muster.JoinAsync(operation, officer, OperationRole.InformationOfficer);
        var (dataset, _) = await muster.DatasetAsync(operation);
        var browser = await muster.SignedInAsync(officer);
        var path = $"/operations/{operation.Slug}/datasets/{dataset.Slug}/deletion";

        var wrong = await RunningMuster.PostFormAsync(browser, path, path, ("title", "something"));
        var right = await RunningMuster.PostFormAsync(browser, path, path, ("title", "population of haiti"));

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
    }

    [Fact]
    public async Task A_form_sent_empty_comes_back_with_what_is_missing()
    {
        var operation = await muster.OperationAsync();
        var officer = await muster.AccountAsync();
        await muster.JoinAsync(operation, officer, OperationRole.InformationOfficer);
        var (dataset, _) = await muster.DatasetAsync(operation);
        var path = $"/operations/{operation.Slug}/datasets/{dataset.Slug}/edit";

        var answer = await RunningMuster.PostFormAsync(await muster.SignedInAsync(officer), path, path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Give a title", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_search_box_and_the_operation_page_show_only_what_the_viewer_may_see()
    {
        var operation = await muster.OperationAsync();
        var word = "w" + Guid.NewGuid().ToString("N");
        var (seen, _) = await muster.DatasetAsync(operation, title: $"Open {word}");
        var (hidden, _) = await muster.DatasetAsync(operation, sensitivity: Sensitivity.Moderate, audience: Audience.Members, title: $"Closed {word}");
        var browser = muster.Browser();

        foreach (var page in new[] { await browser.GetStringAsync($"/search?q={word}", Cancel), await browser.GetStringAsync($"/operations/{operation.Slug}", Cancel) })
        {
            Assert.Contains(seen.Slug, page, StringComparison.Ordinal);
            Assert.DoesNotContain(hidden.Slug, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_pages_are_complete_in_French()
    {
        var operation = await muster.OperationAsync();
        var (dataset, _) = await muster.DatasetAsync(operation);
        var browser = muster.Browser();
        browser.DefaultRequestHeaders.Add("Accept-Language", "fr");

        var page = await browser.GetStringAsync($"/operations/{operation.Slug}/datasets/{dataset.Slug}/table", Cancel);

        Assert.Contains("Colonnes et lignes par page", page, StringComparison.Ordinal);
    }

    static object Form(string title, string sensitivity, string audience, int revision) => new { title, sensitivity, audience, revision };

    async Task<(Operation Operation, Dataset Dataset, HttpClient Officer)> OfficerAsync()
    {
        var operation = await muster.OperationAsync();
        var officer = await muster.AccountAsync();
        await muster.JoinAsync(operation, officer, OperationRole.InformationOfficer);
        var (dataset, _) = await muster.DatasetAsync(operation);
        return (operation, dataset, await muster.ScriptAsync(officer));
    }
}
