using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Muster.Server.Tests.Tables;
using Muster.Tabular.Tagging;

namespace Muster.Server.Tests.Population;

public sealed class DisplacementTests(PopulationScene scene) : IClassFixture<PopulationScene>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_place_missing_in_a_round_is_not_assessed_and_sex_told_for_a_part_is_not_scaled()
    {
        var (operation, officer) = await scene.OperationAsync();
        await scene.Muster.DatasetAsync(operation, PopulationScene.Displaced(), title: "DTM");

        var answer = await officer.GetFromJsonAsync<JsonElement>($"/api/operations/{operation.Slug}/displacement", Cancel);
        var (first, second) = (answer.GetProperty("rounds")[0], answer.GetProperty("rounds")[1]);

        Assert.Equal(1000m, first.GetProperty("count").GetProperty("people").GetDecimal());
        Assert.Equal(["HT0121"], second.GetProperty("notAssessed").EnumerateArray().Select(code => code.GetString()));
        Assert.Equal((932m, 527m, true), (second.GetProperty("count").GetProperty("people").GetDecimal(), second.GetProperty("count").GetProperty("sexTold").GetDecimal(), second.GetProperty("count").GetProperty("isPartial").GetBoolean()));
        var absent = answer.GetProperty("places").EnumerateArray().Single(place => place.GetProperty("code").GetString() == "HT0121");
        Assert.False(absent.GetProperty("assessed").GetBoolean());
        Assert.Equal(JsonValueKind.Null, absent.GetProperty("count").ValueKind);
        Assert.Equal(["females", "males"], answer.GetProperty("blankCells").EnumerateArray().Select(cell => cell.GetProperty("column").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_page_says_what_is_not_known_and_draws_the_trend()
    {
        var (operation, _) = await scene.OperationAsync();
        await scene.Muster.DatasetAsync(operation, PopulationScene.Displaced(), title: "DTM");

        var page = WebUtility.HtmlDecode(await scene.Muster.Browser().GetStringAsync($"/operations/{operation.Slug}/displacement", Cancel));

        Assert.Contains("for 527 of 932", page, StringComparison.Ordinal);
        Assert.Contains("not assessed", page, StringComparison.Ordinal);
        Assert.Contains("does not tell people in camps", page, StringComparison.Ordinal);
        Assert.Contains("trend-title", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Camp_or_not_comes_from_the_kind_of_shelter_in_households_where_people_are_not_told()
    {
        var (operation, officer) = await scene.OperationAsync();
        await scene.Muster.DatasetAsync(operation, new StoredTable().With("ADM2_PCODE", meaning: new Meaning(Concept.PlaceCode, 2)).With("individuals", Stored.Whole, new Meaning(Concept.Displaced))
            .With("hh_camp", Stored.Whole, new Meaning(Concept.Households, Qualifier: "camp")).With("hh_host_family", Stored.Whole, new Meaning(Concept.Households, Qualifier: "host family"))
            .Row("HT0711", "60", "8", "4"), title: "Sites");

        var count = (await officer.GetFromJsonAsync<JsonElement>($"/api/operations/{operation.Slug}/displacement", Cancel)).GetProperty("rounds")[0].GetProperty("count");

        Assert.Equal(("households", 8m, 4m), (count.GetProperty("sheltersCount").GetString(), count.GetProperty("inCamp").GetDecimal(), count.GetProperty("outOfCamp").GetDecimal()));
    }

    [Fact]
    public async Task Small_groups_are_left_to_members()
    {
        var (operation, officer) = await scene.OperationAsync();
        await scene.Muster.DatasetAsync(operation, new StoredTable().With("ADM2_PCODE", meaning: new Meaning(Concept.PlaceCode, 2)).With("total", Stored.Whole, new Meaning(Concept.Displaced))
            .With("F_60", Stored.Whole, new Meaning(Concept.Displaced, Sex: Sex.Female, Age: AgeBand.Years(60, null))).Row("HT0711", "60", "2"), title: "Site list");
        var api = $"/api/operations/{operation.Slug}/displacement";

        JsonElement Row(JsonElement answer) => answer.GetProperty("places").EnumerateArray().Single(place => place.GetProperty("code").GetString() == "HT0711").GetProperty("count");
        var seen = Row(await officer.GetFromJsonAsync<JsonElement>(api, Cancel));
        var open = Row(await scene.Muster.Browser().GetFromJsonAsync<JsonElement>(api, Cancel));

        Assert.Equal((1, false), (seen.GetProperty("groups").GetArrayLength(), seen.GetProperty("isWithheld").GetBoolean()));
        Assert.Equal((0, true, 60m), (open.GetProperty("groups").GetArrayLength(), open.GetProperty("isWithheld").GetBoolean(), open.GetProperty("people").GetDecimal()));
    }

    [Fact]
    public async Task A_rate_names_its_denominator_and_is_refused_where_units_or_levels_do_not_fit()
    {
        var (operation, officer) = await scene.OperationAsync();
        var (displaced, _) = await scene.Muster.DatasetAsync(operation, PopulationScene.Displaced(), title: "DTM");
        var (homes, _) = await scene.Muster.DatasetAsync(operation, new StoredTable().With("ADM2_PCODE", meaning: new Meaning(Concept.PlaceCode, 2)).With("hh", Stored.Whole, new Meaning(Concept.Households)).Row("HT0711", "8"), title: "Homes");
        var api = $"/api/operations/{operation.Slug}/rates?per=1000&dataset=";
        Assert.Equal("rate-no-residents", await CodeAsync(officer, api + displaced.Slug));

        await scene.Muster.DatasetAsync(operation, PopulationScene.Residents(("HT0711", 5000, 4320)), title: "Census");
        var rates = await officer.GetFromJsonAsync<JsonElement>(api + displaced.Slug, Cancel);
        var row = rates.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("code").GetString() == "HT0711");

        Assert.Equal((932m, 9320m, 100m, "Census"), (row.GetProperty("people").GetDecimal(), row.GetProperty("residents").GetDecimal(), row.GetProperty("rate").GetDecimal(), row.GetProperty("source").GetString()));
        Assert.Equal("rate-units-differ", await CodeAsync(officer, api + homes.Slug));
        Assert.Equal("rate-levels-differ", await CodeAsync(officer, api + displaced.Slug + "&level=3"));
        Assert.Equal("rate-no-figures", await CodeAsync(officer, api + "no-such"));
    }

    static async Task<string?> CodeAsync(HttpClient script, string address) =>
        (await (await script.GetAsync(address, Cancel)).Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString();
}
