using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Muster.Server.Features.Accounts;
using Muster.Server.Tests.Tables;
using Muster.Tabular.Tagging;

namespace Muster.Server.Tests.Population;

public sealed class PopulationTests(PopulationScene scene) : IClassFixture<PopulationScene>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sources_that_differ_stand_side_by_side_and_a_choice_holds_for_the_places_below()
    {
        var (operation, officer) = await scene.OperationAsync();
        await scene.Muster.DatasetAsync(operation, PopulationScene.Residents(("HT0111", 500, 400), ("HT0121", 120, 110), ("HT0711", 90, 80)), title: "Census");
        await scene.Muster.DatasetAsync(operation, PopulationScene.Residents(("HT0111", 600, 500), ("HT0121", 130, 120), ("HT0711", 100, 90)), title: "Projection");
        var api = $"/api/operations/{operation.Slug}/population";

        var country = await officer.GetFromJsonAsync<JsonElement>(api, Cancel);
        Assert.Equal([1540m, 1300m], country.GetProperty("sources").EnumerateArray().Select(Total).OrderDescending());
        Assert.Equal(JsonValueKind.Null, country.GetProperty("chosen").ValueKind);
        Assert.All(country.GetProperty("below").EnumerateArray(), unit => Assert.Equal(JsonValueKind.Null, unit.GetProperty("inUse").ValueKind));

        var census = Key(country, "Census");
        var chosen = await officer.PutAsJsonAsync($"{api}/HT/choice", new { source = census, reason = "Agreed by the IMWG.", number = 0 }, Cancel);
        Assert.Equal(HttpStatusCode.NoContent, chosen.StatusCode);

        var commune = await officer.GetFromJsonAsync<JsonElement>($"{api}/HT0711", Cancel);
        Assert.Equal(census, commune.GetProperty("chosen").GetString());
        Assert.Equal("HT", commune.GetProperty("chosenFor").GetString());
        Assert.Equal(20m, commune.GetProperty("sources").EnumerateArray().Single(source => Title(source) == "Projection").GetProperty("difference").GetDecimal());
    }

    [Fact]
    public async Task A_choice_needs_a_reason_and_the_newest_decision_and_keeps_its_history()
    {
        var (operation, officer) = await scene.OperationAsync();
        await scene.Muster.DatasetAsync(operation, PopulationScene.Residents(("HT0111", 500, 400)), title: "Census");
        var api = $"/api/operations/{operation.Slug}/population";
        var key = Key(await officer.GetFromJsonAsync<JsonElement>($"{api}/HT0111", Cancel), "Census");

        Assert.Equal(HttpStatusCode.BadRequest, (await officer.PutAsJsonAsync($"{api}/HT0111/choice", new { source = key, reason = " ", number = 0 }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await officer.PutAsJsonAsync($"{api}/HT0111/choice", new { source = key, reason = "Official.", number = 0 }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await officer.PutAsJsonAsync($"{api}/HT0111/choice", new { source = (string?)null, reason = "", number = 0 }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await officer.PutAsJsonAsync($"{api}/HT0111/choice", new { source = (string?)null, reason = "", number = 1 }, Cancel)).StatusCode);

        var page = WebUtility.HtmlDecode(await scene.Muster.Browser().GetStringAsync($"/operations/{operation.Slug}/population/HT0111", Cancel));
        Assert.Contains("Official.", page, StringComparison.Ordinal);
        Assert.Contains("Choice taken back.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dataset_that_the_viewer_may_not_see_contributes_nothing_and_is_not_named()
    {
        var (operation, officer) = await scene.OperationAsync();
        await scene.Muster.DatasetAsync(operation, PopulationScene.Residents(("HT0111", 500, 400)), title: "Open census");
        await scene.Muster.DatasetAsync(operation, PopulationScene.Residents(("HT0111", 7, 6)), Sensitivity.High, Audience.Named, title: "Hidden list");
        var api = $"/api/operations/{operation.Slug}/population/HT0111";
        var hidden = Key(await officer.GetFromJsonAsync<JsonElement>(api, Cancel), "Hidden list");
        await officer.PutAsJsonAsync($"{api}/choice", new { source = hidden, reason = "Counted by us.", number = 0 }, Cancel);

        var answer = await scene.Muster.Browser().GetStringAsync(api, Cancel);
        var page = await scene.Muster.Browser().GetStringAsync($"/operations/{operation.Slug}/population/HT0111", Cancel);

        Assert.DoesNotContain("Hidden list", answer + page, StringComparison.Ordinal);
        Assert.DoesNotContain("Counted by us.", answer + page, StringComparison.Ordinal);
        Assert.Equal(900m, Total(JsonDocument.Parse(answer).RootElement.GetProperty("sources").EnumerateArray().Single()));
    }

    [Fact]
    public async Task A_sum_of_units_says_how_many_are_there_and_blank_cells_are_not_zero()
    {
        var (operation, officer) = await scene.OperationAsync();
        await scene.Muster.DatasetAsync(operation, PopulationScene.Residents(("HT0111", 500, 400), ("HT0711", 90, null)), title: "Census");

        var source = (await officer.GetFromJsonAsync<JsonElement>($"/api/operations/{operation.Slug}/population", Cancel)).GetProperty("sources")[0].GetProperty("source");

        Assert.Equal((2, 3, true), (source.GetProperty("units").GetInt32(), source.GetProperty("expected").GetInt32(), source.GetProperty("isPartial").GetBoolean()));
        Assert.Equal(1, source.GetProperty("missing").GetInt64());
        var commune = (await officer.GetFromJsonAsync<JsonElement>($"/api/operations/{operation.Slug}/population/HT0711", Cancel)).GetProperty("sources")[0].GetProperty("source");
        Assert.Equal(JsonValueKind.Null, commune.GetProperty("total").ValueKind);
    }

    [Fact]
    public async Task A_total_entered_as_a_key_figure_is_a_source_too()
    {
        var (operation, officer) = await scene.OperationAsync();
        await officer.PostAsJsonAsync($"/api/operations/{operation.Slug}/key-figures", new { indicator = "population", area = "", placeCode = "", value = "10911819", unit = "people", asOf = "2015-06-30", source = "IHSI" }, Cancel);

        var sources = (await officer.GetFromJsonAsync<JsonElement>($"/api/operations/{operation.Slug}/population", Cancel)).GetProperty("sources");

        Assert.Equal(10911819m, Total(sources.EnumerateArray().Single()));
    }

    [Fact]
    public async Task The_wide_form_carries_tags_and_the_long_form_a_row_a_group()
    {
        var (operation, officer) = await scene.OperationAsync();
        await scene.Muster.DatasetAsync(operation, PopulationScene.Residents(("HT0111", 500, 400), ("HT0121", 120, 110), ("HT0711", 90, 80)), title: "Census");
        var path = $"/operations/{operation.Slug}/population/HT/table.csv";

        var wide = (await officer.GetStringAsync(path + "?form=wide&level=1&hxl=true", Cancel)).TrimStart('\uFEFF').Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries);
        var lengthy = await officer.GetStringAsync(path + "?form=long&level=2", Cancel);

        Assert.StartsWith("year,ISO3,ADM0_NAME,ADM0_PCODE,ADM1_NAME,ADM1_PCODE,F_TL,M_TL,T_TL,source", wide[0], StringComparison.Ordinal);
        Assert.Contains("#adm1+code", wide[1], StringComparison.Ordinal);
        Assert.Contains("#population+f", wide[1], StringComparison.Ordinal);
        Assert.Contains("Ouest,HT01,620,510,1130,Census", wide[2], StringComparison.Ordinal);
        Assert.Contains("F_TL,f,all,,,90", lengthy, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await officer.GetAsync(path + "?form=other", Cancel)).StatusCode);
    }

    [Fact]
    public async Task People_in_need_by_sector_are_never_added_up()
    {
        var (operation, officer) = await scene.OperationAsync();
        await scene.Muster.DatasetAsync(operation, new StoredTable().With("adm2_pcode", meaning: new Meaning(Concept.PlaceCode, 2)).With("sector", meaning: new Meaning(Concept.Sector)).With("pin", Stored.Whole, new Meaning(Concept.InNeed))
            .Row("HT0711", "Overall", "1500").Row("HT0711", "WASH", "1000").Row("HT0711", "Shelter", "700"), title: "Needs");

        var source = (await officer.GetFromJsonAsync<JsonElement>($"/api/operations/{operation.Slug}/in-need?place=HT0711", Cancel)).GetProperty("sources")[0];

        Assert.Equal((1500m, 1000m, 1700m), (source.GetProperty("joint").GetDecimal(), source.GetProperty("largest").GetDecimal(), source.GetProperty("added").GetDecimal()));
        Assert.False(source.GetProperty("isImpossible").GetBoolean());
    }

    static string Title(JsonElement source) => source.GetProperty("source").GetProperty("title").GetString()!;

    static decimal Total(JsonElement source) => source.GetProperty("source").GetProperty("total").GetDecimal();

    static string Key(JsonElement answer, string title) => answer.GetProperty("sources").EnumerateArray().Single(source => Title(source) == title).GetProperty("source").GetProperty("key").GetString()!;
}
