using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Places;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Places;

public sealed class ReadTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    [Fact]
    public async Task A_reader_walks_down_the_tree_without_an_account()
    {
        await Editions.SmallAsync(muster, "HTI");
        var browser = muster.Browser();

        Assert.Contains("/places/HTI", await browser.GetStringAsync("/places"), StringComparison.Ordinal);
        Assert.Contains("/places/HTI/HT01", await browser.GetStringAsync("/places/HTI"), StringComparison.Ordinal);
        var department = await browser.GetStringAsync("/places/HTI/HT01");
        Assert.Contains("/places/HTI/HT0121", department, StringComparison.Ordinal);
        Assert.Contains("<svg", department, StringComparison.Ordinal);
        Assert.Contains("Léogâne", await browser.GetStringAsync("/places/HTI?q=leogane"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_country_without_places_says_how_to_begin_and_an_unknown_one_does_not_exist()
    {
        var administrator = await muster.SignedInAsync(await muster.AccountAsync(administrator: true));

        Assert.Contains("/places/FJI/editions", await administrator.GetStringAsync("/places/FJI"), StringComparison.Ordinal);
        Assert.DoesNotContain("/places/FJI/editions", await muster.Browser().GetStringAsync("/places/FJI"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await muster.Browser().GetAsync("/places/QQQ")).StatusCode);
        Assert.Contains("ISO 3166", await (await administrator.GetAsync("/places/choose?country=Haiti")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("places-none", (await (await (await muster.ScriptAsync()).GetAsync("/api/places/FJI/units")).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Units_are_listed_by_level_page_parent_and_any_unit_above()
    {
        await Editions.SmallAsync(muster, "CHL");

        Assert.Equal(["HT0111"], await CodesAsync("/api/places/CHL/units?level=2&size=1"));
        Assert.Equal(["HT0121"], await CodesAsync("/api/places/CHL/units?level=2&size=1&page=2"));
        Assert.Equal(["HT0111", "HT0121"], await CodesAsync("/api/places/CHL/units?parent=HT01"));
        Assert.Equal(["HT0111", "HT0121", "HT0711"], await CodesAsync("/api/places/CHL/units?within=HT&level=2"));
        Assert.Equal(["HT0711"], await CodesAsync("/api/places/CHL/units?q=les%20cayes"));
        Assert.Equal(["HT0711"], await CodesAsync("/api/places/CHL/units/HT07/children"));
    }

    [Fact]
    public async Task Search_ignores_accents_and_punctuation_and_puts_the_exact_name_first()
    {
        var edition = await Editions.SmallAsync(muster, "PER");
        await muster.SaveAsync(Row(edition.Id, "HT0798", "Grand Zzfond"), Row(edition.Id, "HT0799", "Zzfond"), Row(edition.Id, "HT0797", "Zzfond-des-Nègres"));
        var script = await muster.ScriptAsync();

        Assert.Equal(["Zzfond", "Zzfond-des-Nègres", "Grand Zzfond"], await TitlesAsync(script, "zzfond"));
        Assert.Equal(["Zzfond-des-Nègres"], await TitlesAsync(script, "ZZFOND DES NEGRES"));
        Assert.Equal(["Zzfond"], await TitlesAsync(script, "ht0799"));
    }

    [Fact]
    public async Task Search_finds_places_of_current_editions_only()
    {
        var older = await Editions.SmallAsync(muster, "BOL", current: false);
        await muster.SaveAsync(Row(older.Id, "BO99", "Wwalt"));

        Assert.Empty(await TitlesAsync(await muster.ScriptAsync(), "wwalt"));
    }

    [Fact]
    public async Task Boundaries_come_as_geojson_once_and_then_not_again_until_they_change()
    {
        var edition = await Editions.SmallAsync(muster, "ARG");
        var script = await muster.ScriptAsync();

        var first = await script.GetAsync("/api/places/ARG/boundaries/2.geojson?tolerance=0.1");
        script.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
        var again = await script.GetAsync("/api/places/ARG/boundaries/2.geojson?tolerance=0.1");
        await muster.WithDbAsync(db => db.Set<GazetteerEdition>().Where(row => row.Id == edition.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, 9)));
        var changed = await script.GetAsync("/api/places/ARG/boundaries/2.geojson?tolerance=0.1");

        var features = (await first.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("features").EnumerateArray().ToList();
        Assert.Equal(["HT0111", "HT0121", "HT0711"], features.Select(feature => feature.GetProperty("properties").GetProperty("code").GetString()));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.OK], [first.StatusCode, again.StatusCode, changed.StatusCode]);
        Assert.Equal(HttpStatusCode.BadRequest, (await script.GetAsync("/api/places/ARG/boundaries/2.geojson?tolerance=much")).StatusCode);
    }

    [Fact]
    public async Task The_gazetteer_downloaded_can_be_loaded_again()
    {
        await Editions.LoadAsync(muster, "SLV", [("a.csv", Encoding.UTF8.GetBytes("ADM2_ES,ADM2_PCODE,ADM1_ES,ADM1_PCODE\nSan José,SV0101,=Ahuachapán,SV01\n\"Apaneca, centro\",SV0102,=Ahuachapán,SV01\n"))]);

        var file = await (await muster.ScriptAsync()).GetAsync("/places/SLV/gazetteer.csv");
        var text = await file.Content.ReadAsStringAsync();
        var again = await Editions.LoadAsync(muster, "SLV", [("b.csv", Encoding.UTF8.GetBytes(text))], ("Name", "Again"));

        Assert.Equal("slv_admgz_adm2_20181129.csv", file.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.StartsWith("ADM2_ES,ADM2_PCODE,ADM1_ES,ADM1_PCODE,", text, StringComparison.Ordinal);
        Assert.Contains("\"'=Ahuachapán\"", text, StringComparison.Ordinal);
        Assert.Equal(4, (await (await muster.ScriptAsync()).GetFromJsonAsync<JsonElement>($"/api/places/SLV/units?edition={again.GetProperty("editionId").GetString()}")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task An_officer_sees_who_settled_an_alias_and_undoes_it()
    {
        await Editions.SmallAsync(muster, "URY");
        var (operation, officer) = (await muster.OperationAsync(countries: "URY"), await muster.AccountAsync("Odette"));
        await muster.JoinAsync(operation, officer, OperationRole.InformationOfficer);
        var alias = new AliasRow { Country = "URY", ParentCode = "HT01", Text = "Pòtoprens", Code = "HT0111", DecidedBy = officer.Id, DecidedAt = muster.Clock.GetUtcNow() };
        await muster.SaveAsync(alias);
        var browser = await muster.SignedInAsync(officer);

        var page = await browser.GetStringAsync("/places/URY/HT0111");
        var undone = await RunningMuster.PostFormAsync(browser, "/places/URY/HT0111", $"/places/URY/aliases/{alias.Id}/undo");

        Assert.Contains("Pòtoprens", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Pòtoprens", await muster.Browser().GetStringAsync("/places/URY/HT0111"), StringComparison.Ordinal);
        Assert.Equal("/places/URY/HT0111", undone.Headers.Location?.OriginalString);
        Assert.False(await muster.WithDbAsync(db => db.Set<AliasRow>().AnyAsync(row => row.Id == alias.Id)));
    }

    [Fact]
    public async Task An_officer_makes_an_older_edition_current_again()
    {
        var (older, newer) = (await Editions.SmallAsync(muster, "PRY", current: false), await Editions.SmallAsync(muster, "PRY"));
        var browser = await muster.SignedInAsync(await muster.AccountAsync(administrator: true));

        await RunningMuster.PostFormAsync(browser, "/places/PRY/editions", $"/places/PRY/editions/{older.Id}/current");

        var current = await muster.WithDbAsync(db => db.Set<GazetteerEdition>().Where(row => row.Country == "PRY" && row.IsCurrent).Select(row => row.Id).ToListAsync());
        Assert.Equal([older.Id], current);
        Assert.NotEqual(older.Id, newer.Id);
    }

    [Fact]
    public async Task An_edition_is_loaded_through_the_form_and_its_page_tells_the_outcome_in_french()
    {
        var browser = await muster.SignedInAsync(await muster.AccountAsync(administrator: true));
        browser.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("fr"));
        var token = RunningMuster.FormToken.Match(await browser.GetStringAsync("/places/ECU/editions")).Groups[1].Value;

        var begun = await browser.PostAsync("/places/ECU/editions", Editions.Form([("bad.geojson", "{}"u8.ToArray())], ("__RequestVerificationToken", token)));
        var page = "";
        for (var asked = 0; asked < 200 && !page.Contains("role=\"alert\"", StringComparison.Ordinal); asked++)
        {
            page = await browser.GetStringAsync(begun.Headers.Location);
            await Task.Delay(50);
        }

        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        Assert.Contains("bad.geojson: Ce n’est pas du GeoJSON", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_operations_page_tells_edition_counts_and_missing_boundaries()
    {
        await Editions.LoadAsync(muster, "GUY", [("a.csv", Encoding.UTF8.GetBytes("ADM1_EN,ADM1_PCODE\nBarima,GY01\nCuyuni,GY02\n"))], ("Name", "Guyana list 2012"));
        var operation = await muster.OperationAsync(countries: "GUY SUR");

        var page = await muster.Browser().GetStringAsync("/operations/" + operation.Slug);

        Assert.Contains("Guyana list 2012", page, StringComparison.Ordinal);
        Assert.Contains("units by level: 2", page, StringComparison.Ordinal);
        Assert.Contains("No boundaries for level 1", page, StringComparison.Ordinal);
        Assert.Contains("no places loaded", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browsers_cookie_alone_cannot_load_through_the_api()
    {
        var browser = await muster.SignedInAsync(await muster.AccountAsync(administrator: true));

        var answer = await browser.PostAsync("/api/places/HTI/editions", Editions.Form([("a.csv", [65])]));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    async Task<IEnumerable<string>> CodesAsync(string address) =>
        (await (await muster.ScriptAsync()).GetFromJsonAsync<JsonElement>(address)).GetProperty("units").EnumerateArray().Select(unit => unit.GetProperty("code").GetString()!);

    static async Task<IEnumerable<string>> TitlesAsync(HttpClient script, string text) =>
        (await script.GetFromJsonAsync<JsonElement>("/api/search?q=" + Uri.EscapeDataString(text))).EnumerateArray().Where(group => group.GetProperty("kind").GetString() == "place")
        .SelectMany(group => group.GetProperty("hits").EnumerateArray()).Select(hit => hit.GetProperty("title").GetString()!);

    static PlaceRow Row(Guid edition, string code, string name) => new() { EditionId = edition, Code = code, Level = 2, ParentCode = "HT07", Name = name, NamesJson = "{}", SearchText = PlaceNames.SearchText(code, [name]) };
}
