using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Tests.Host;
using Muster.Server.Tests.Tables;
using Muster.Tabular.Tagging;

namespace Muster.Server.Tests.KeyFigures;

public sealed class KeyFigureTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reports_that_differ_stand_side_by_side_until_a_person_chooses()
    {
        var (operation, officer, _) = await SceneAsync();
        var api = $"/api/operations/{operation.Slug}/key-figures";
        await AddAsync(officer, api, "deaths", "336", "2016-10-09", "DPC");
        var line = await AddAsync(officer, api, "Fatalities", "1000", "2016-10-09", "A news agency");

        Assert.Equal("deaths", line.GetProperty("indicator").GetString());
        Assert.Equal(2, line.GetProperty("values").GetArrayLength());
        Assert.True(line.GetProperty("inDoubt").GetBoolean());
        Assert.Equal(JsonValueKind.Null, line.GetProperty("anchor").ValueKind);

        var id = line.GetProperty("id").GetGuid();
        var official = line.GetProperty("values").EnumerateArray().Single(value => value.GetProperty("source").GetString() == "DPC").GetProperty("id").GetGuid();
        var chosen = await officer.PutAsJsonAsync($"{api}/{id}/anchor", new { value = official, reason = "The official count.", revision = 0 }, Cancel);
        Assert.Equal(HttpStatusCode.OK, chosen.StatusCode);
        Assert.Equal(official, (await chosen.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("anchor").GetGuid());

        var page = WebUtility.HtmlDecode(await muster.Browser().GetStringAsync($"/operations/{operation.Slug}/key-figures/{id}", Cancel));
        Assert.Contains("The official count.", page, StringComparison.Ordinal);
        Assert.Contains("+664", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Odile", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_made_on_an_old_page_is_refused_and_changes_nothing()
    {
        var (operation, officer, _) = await SceneAsync();
        var api = $"/api/operations/{operation.Slug}/key-figures";
        var line = await AddAsync(officer, api, "displaced", "61 537", "2016-10-09", "DPC");
        var (id, value) = (line.GetProperty("id").GetGuid(), line.GetProperty("values")[0].GetProperty("id").GetGuid());
        await officer.PutAsJsonAsync($"{api}/{id}/anchor", new { value, reason = "First.", revision = 0 }, Cancel);

        var late = await officer.PutAsJsonAsync($"{api}/{id}/anchor", new { value = (Guid?)null, reason = "", revision = 0 }, Cancel);

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal("First.", (await officer.GetFromJsonAsync<JsonElement>($"{api}/{id}", Cancel)).GetProperty("anchorReason").GetString());
    }

    [Fact]
    public async Task The_same_report_is_not_added_twice_and_a_withdrawn_one_comes_back()
    {
        var (operation, officer, account) = await SceneAsync();
        var api = $"/api/operations/{operation.Slug}/key-figures";
        var line = await AddAsync(officer, api, "in need", "1 410 774", "2016-10-10", "OCHA");
        await AddAsync(officer, api, "PIN", "1410774", "2016-10-10", "ocha", HttpStatusCode.OK);
        var (id, value) = (line.GetProperty("id").GetGuid(), line.GetProperty("values")[0].GetProperty("id").GetGuid());

        Assert.Equal(HttpStatusCode.NoContent, (await officer.DeleteAsync($"{api}/{id}/values/{value}", Cancel)).StatusCode);
        Assert.DoesNotContain("1,410,774", await muster.Browser().GetStringAsync($"/operations/{operation.Slug}/key-figures", Cancel), StringComparison.Ordinal);

        var browser = await muster.SignedInAsync(account);
        var back = await RunningMuster.PostFormAsync(browser, $"/operations/{operation.Slug}/key-figures/{id}", $"/operations/{operation.Slug}/key-figures/{id}/values/{value}/return");
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Contains("1,410,774", await muster.Browser().GetStringAsync($"/operations/{operation.Slug}/key-figures", Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("value", "12,345")]
    [InlineData("value", "about 300")]
    [InlineData("asOf", "2036-01-01")]
    [InlineData("source", "")]
    [InlineData("url", "javascript:alert(1)")]
    [InlineData("indicator", "…")]
    public async Task A_wrong_field_is_named_and_nothing_is_added(string field, string value)
    {
        var (operation, officer, _) = await SceneAsync();
        var form = new Dictionary<string, string> { ["indicator"] = "deaths", ["value"] = "3", ["asOf"] = "2016-10-09", ["source"] = "DPC", [field] = value };

        var answer = await officer.PostAsJsonAsync($"/api/operations/{operation.Slug}/key-figures", form, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal("key-figure-invalid", problem.GetProperty("code").GetString());
        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
        Assert.Equal(0, (await officer.GetFromJsonAsync<JsonElement>($"/api/operations/{operation.Slug}/key-figures", Cancel)).GetArrayLength());
    }

    [Fact]
    public async Task A_figure_from_a_cell_stays_linked_and_tells_when_a_newer_version_says_otherwise()
    {
        var (operation, officer, account) = await SceneAsync();
        var (dataset, _) = await muster.DatasetAsync(operation, Table("Léogâne", "181709"), title: "People of communes");
        var browser = await muster.SignedInAsync(account);
        var pages = $"/operations/{operation.Slug}";
        var row = (await officer.GetFromJsonAsync<JsonElement>($"/api{pages}/datasets/{dataset.Slug}/rows", Cancel)).GetProperty("rows")[0].GetProperty("number").GetInt32();
        var form = $"{pages}/key-figures/new?dataset={dataset.Slug}&row={row}&column=c2";

        Assert.Contains("181709", await browser.GetStringAsync(form, Cancel), StringComparison.Ordinal);
        var added = await RunningMuster.PostFormAsync(browser, form, pages + "/key-figures",
            ("Indicator", "population"), ("Value", "999"), ("AsOf", "2016-10-01"), ("Source", "IHSI"), ("Dataset", dataset.Slug), ("Row", row.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Column", "c2"));

        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var path = added.Headers.Location!.OriginalString.Split('?')[0];
        // The cell decides, not what the form sends along.
        Assert.Contains("181,709", await muster.Browser().GetStringAsync(path, Cancel), StringComparison.Ordinal);

        await muster.VersionAsync(dataset, Table("Léogâne", "190000"), 2);
        Assert.Contains("Version 2 says 190000", await muster.Browser().GetStringAsync(path, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_of_a_dataset_that_the_viewer_may_not_see_does_not_exist_for_them()
    {
        var (operation, officer, _) = await SceneAsync();
        var (dataset, _) = await muster.DatasetAsync(operation, Table("Delmas", "424242"), Sensitivity.Moderate, Audience.Members);
        var api = $"/api/operations/{operation.Slug}/key-figures";
        var added = await officer.PostAsJsonAsync(api, new { indicator = "present", asOf = "2016-10-01", source = "IHSI", dataset = dataset.Slug, row = 2, column = "c2" }, Cancel);
        var id = (await added.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetGuid();
        var anonymous = muster.Browser();

        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anonymous.GetAsync($"/operations/{operation.Slug}/key-figures/{id}", Cancel)).StatusCode);
        foreach (var path in new[] { $"/operations/{operation.Slug}", $"/operations/{operation.Slug}/key-figures", $"/operations/{operation.Slug}/key-figures.csv", api, "/search?q=present" })
        {
            var page = await anonymous.GetStringAsync(path, Cancel);
            Assert.DoesNotContain("424", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_table_of_reports_is_taken_whole_once_and_its_gaps_are_told()
    {
        var (operation, officer, _) = await SceneAsync();
        var table = new StoredTable().With("as_of").With("area").With("indicator").With("value").With("published_by")
            .Row("2016-10-07", "Nippes", "deaths", "6", "DPC").Row("2016-10-07", "Nippes", "missing", null, "DPC").Row("2016-10-07", "Nippes", "injured", "12,345", "DPC").Row("7 Oct", "Nippes", "injured", "4", "DPC");
        var (dataset, _) = await muster.DatasetAsync(operation, table);
        var api = $"/api/operations/{operation.Slug}/key-figures";
        var columns = new { dataset = dataset.Slug, asOf = "c0", area = "c1", indicator = "c2", value = "c3", source = "c4" };

        var first = await (await officer.PostAsJsonAsync(api + "/from-dataset", columns, Cancel)).Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var second = await (await officer.PostAsJsonAsync(api + "/from-dataset", columns, Cancel)).Content.ReadFromJsonAsync<JsonElement>(Cancel);

        Assert.Equal((2, 0, 2), Counts(first));
        Assert.Equal((0, 2, 2), Counts(second));
        var lines = await officer.GetFromJsonAsync<JsonElement>(api, Cancel);
        // A blank cell is a report that gives no value, not a zero.
        Assert.Equal(JsonValueKind.Null, lines.EnumerateArray().Single(line => line.GetProperty("indicator").GetString() == "missing").GetProperty("values")[0].GetProperty("value").ValueKind);
        Assert.Contains("Take 2 figures", await (await muster.SignedInAsync(await OfficerAsync(operation))).GetStringAsync($"/operations/{operation.Slug}/key-figures/from-dataset?dataset={dataset.Slug}", Cancel), StringComparison.Ordinal);

        static (int, int, int) Counts(JsonElement taken) => (taken.GetProperty("added").GetInt32(), taken.GetProperty("present").GetInt32(), taken.GetProperty("left").GetArrayLength());
    }

    [Fact]
    public async Task The_operations_page_shows_key_figures_first_and_the_register_is_exported()
    {
        var (operation, officer, _) = await SceneAsync();
        await AddAsync(officer, $"/api/operations/{operation.Slug}/key-figures", "=cmd", "5", "2016-10-09", "DPC");
        await AddAsync(officer, $"/api/operations/{operation.Slug}/key-figures", "affected", "2 100 000", "2016-10-09", "OCHA");

        Assert.Contains("People affected: 2,100,000", await muster.Browser().GetStringAsync($"/operations/{operation.Slug}", Cancel), StringComparison.Ordinal);
        var csv = await muster.Browser().GetStringAsync($"/operations/{operation.Slug}/key-figures.csv", Cancel);
        Assert.Contains("2016-10-09,,,affected,2100000,people,OCHA,,,,,,,", csv, StringComparison.Ordinal);
        Assert.Contains(",'=cmd,", csv, StringComparison.Ordinal);
    }

    async Task<(Operation Operation, HttpClient Officer, Account Account)> SceneAsync()
    {
        var operation = await muster.OperationAsync();
        var officer = await OfficerAsync(operation);
        return (operation, await muster.ScriptAsync(officer), officer);
    }

    async Task<Account> OfficerAsync(Operation operation)
    {
        var officer = await muster.AccountAsync("Odile");
        await muster.JoinAsync(operation, officer, OperationRole.InformationOfficer);
        return officer;
    }

    static StoredTable Table(string name, string people) => new StoredTable()
        .With("ADM2_PCODE", meaning: new Meaning(Concept.PlaceCode, 2)).With("ADM2_FR", meaning: new Meaning(Concept.PlaceName, 2, Language: "fr")).With("people", Stored.Whole).Row("HT0111", name, people);

    static async Task<JsonElement> AddAsync(HttpClient script, string api, string indicator, string value, string asOf, string source, HttpStatusCode expected = HttpStatusCode.Created)
    {
        var answer = await script.PostAsJsonAsync(api, new { indicator, value, asOf, source }, Cancel);
        Assert.Equal(expected, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
