using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Muster.Server.Features.Accounts;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Places;

public sealed class LoadTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    const string Square = "[[-73,18],[-72,18],[-72,19],[-73,19],[-73,18]]";

    [Fact]
    public async Task The_sample_country_is_loaded_from_tables_and_boundaries_of_every_level()
    {
        var load = await Editions.LoadAsync(muster, "HTI", [
            .. new[] { 1, 2, 3 }.Select(level => Editions.Sample($"haiti-matthew/places/hti_admin_adm{level}.csv")),
            .. new[] { 0, 1, 2, 3 }.Select(level => Editions.Sample($"haiti-matthew/boundaries/hti_adm{level}.geojson"))]);

        Assert.Equal("loaded", load.GetProperty("state").GetString());
        Assert.Equal([(0, 1, 1), (1, 10, 10), (2, 140, 140), (3, 570, 570)], await LevelsAsync("HTI"));
        var section = await GetAsync("/api/places/HTI/units/HT0111-01");
        Assert.Equal(["HT", "HT01", "HT0111"], section.GetProperty("above").EnumerateArray().Select(above => above.GetProperty("code").GetString()));
        Assert.Equal(18.3, section.GetProperty("areaSqKm").GetDouble(), 0.3);
    }

    [Theory]
    [InlineData("MLI", "mali/mli_admin_adm1.csv mali/mli_admin_adm2.csv mali/mli_admin_adm3.csv mali/mli_admbnda_adm2_simplified.geojson", "0:1:1 1:9:9 2:50:50 3:701:0")]
    [InlineData("SSD", "south_sudan/ssd_admin_adm1.csv south_sudan/ssd_admin_adm2.csv south_sudan/ssd_admbnda_adm2_simplified.geojson", "0:1:1 1:10:10 2:79:79")]
    [InlineData("UKR", "ukraine/ukr_admin_adm1.csv ukraine/ukr_admbnda_adm1_simplified.geojson", "0:1:1 1:27:27")]
    [InlineData("SYR", "syria/syr_admin_adm1.csv syria/syr_admin_adm2.csv syria/syr_admin_adm3.csv", "0:1:0 1:14:0 2:62:0 3:272:0")]
    [InlineData("NPL", "nepal/npl_admin_adm1.csv nepal/npl_admin_adm2.csv", "0:1:0 1:7:0 2:775:0")]
    [InlineData("PHL", "philippines/phl_admin_adm3_2019.csv", "0:1:0 1:18:0 2:87:0 3:1647:0")]
    public async Task Other_countries_are_loaded_with_their_own_ways_of_codes(string country, string files, string levels)
    {
        var load = await Editions.LoadAsync(muster, country, [.. files.Split(' ').Select(Editions.Shared)], ("RepairBoundaries", "true"));

        Assert.Equal(("loaded", ""), (load.GetProperty("state").GetString(), load.GetProperty("message").GetString() ?? ""));
        Assert.Equal(levels, string.Join(' ', (await LevelsAsync(country)).Select(level => $"{level.Level}:{level.Units}:{level.WithBoundary}")));
        var orphans = await GetAsync($"/api/places/{country}/units?level=2&size=1000");
        Assert.All(orphans.GetProperty("units").EnumerateArray(), unit => Assert.NotNull(unit.GetProperty("parentCode").GetString()));
    }

    [Fact]
    public async Task Boundaries_can_be_added_to_an_edition_and_leave_its_units_and_names()
    {
        var first = await Editions.LoadAsync(muster, "DOM", [("units.csv", Encoding.UTF8.GetBytes("ADM1_ES,ADM1_PCODE\nAzua,DO01\nBahoruco,DO02\n"))]);
        var edition = first.GetProperty("editionId").GetString()!;

        var second = await Editions.LoadAsync(muster, "DOM", [Editions.GeoJson(("DO01", Square))], ("Way", "Add"), ("Edition", edition));

        Assert.Equal(edition, second.GetProperty("editionId").GetString());
        Assert.Equal([(0, 1, 0), (1, 2, 1)], await LevelsAsync("DOM"));
        Assert.Equal("Azua", (await GetAsync("/api/places/DOM/units/DO01")).GetProperty("name").GetString());
        Assert.Contains(second.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("rule").GetString() == "AB-G01" && finding.GetProperty("place").GetString() == "DO02");
    }

    [Fact]
    public async Task An_edition_can_be_replaced_and_a_newer_one_made_current_while_the_older_stays()
    {
        byte[] One(string name) => Encoding.UTF8.GetBytes($"ADM1_FR,ADM1_PCODE\n{name},CU01\nAutre,CU02\n");
        var first = await Editions.LoadAsync(muster, "CUB", [("a.csv", One("Ancien"))], ("Name", "Old"));
        var newer = await Editions.LoadAsync(muster, "CUB", [("b.csv", One("Nouveau"))], ("Name", "New"), ("ValidOn", "2020-01-01"));
        await Editions.LoadAsync(muster, "CUB", [("c.csv", Encoding.UTF8.GetBytes("ADM1_FR,ADM1_PCODE\nSeul,CU09\n"))], ("Name", "New"), ("Way", "Replace"), ("Edition", newer.GetProperty("editionId").GetString()!));

        var old = await GetAsync($"/api/places/CUB/units/CU01?edition={first.GetProperty("editionId").GetString()}");
        var now = await GetAsync("/api/places/CUB/units?level=1");

        Assert.Equal("Ancien", old.GetProperty("name").GetString());
        Assert.Equal("CU09", Assert.Single(now.GetProperty("units").EnumerateArray()).GetProperty("code").GetString());
        Assert.Equal("New", now.GetProperty("edition").GetProperty("name").GetString());
    }

    public static TheoryData<string, string, string> BadFiles => new()
    {
        { "boundary-invalid", "near -72.5", Features("""{"type":"Polygon","coordinates":[[[-73,18],[-72,19],[-72,18],[-73,19],[-73,18]]]}""") },
        { "boundary-invalid", "another projection", Features("""{"type":"Polygon","coordinates":[[[782345,2034567],[792345,2034567],[792345,2044567],[782345,2034567]]]}""") },
        { "boundary-invalid", "Point", Features("""{"type":"Point","coordinates":[-72,18]}""") },
        { "boundary-axes-exchanged", "exchanged", Features("""{"type":"Polygon","coordinates":[[[18,-73],[18,-72],[19,-72],[19,-73],[18,-73]]]}""") },
        { "boundary-broken", "feature 1", Features("""{"type":"Polygon","coordinates":[[[-73,18],[-72,18],[-72,19]]]}""") },
        { "boundary-projection", "EPSG::32618", """{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32618"}},"features":[]}""" },
        { "file-not-table", "without a list of rows", """{"type":"Topology","objects":{}}""" },
        { "boundary-not-geojson", "not GeoJSON", """{"hello":"world"}""" },
        { "boundary-not-geojson", "line 1", """{"type":"FeatureCollection","features":[{"type":}]}""" },
        { "boundary-cut-off", "after feature 1", Features("""{"type":"Polygon","coordinates":[[[-73,18],[-72,18],[-72,19],[-73,18]]]}""")[..^2] + ",{\"type\":\"Fea" },
        { "boundary-empty", "no feature", """{"type":"FeatureCollection","features":[]}""" },
        { "boundary-no-codes", "name", """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Ouest"},"geometry":null}]}""" },
        { "places-other-country", "DOM", """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ADM1_ES":"Azua","ADM1_PCODE":"DO01"},"geometry":null}]}""" },
        { "places-other-country", "DOM", "ADM1_ES,ADM1_PCODE\nAzua,DO01\nBahoruco,DO02\n" },
        { "gazetteer-no-codes", "p-codes", "Nom,Remarque\nOuest,a\nSud,b\n" },
        { "file-empty", "empty", "" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task A_file_that_cannot_be_used_is_refused_in_words_and_changes_nothing(string code, string words, string content)
    {
        await Editions.LoadAsync(muster, "JAM", [("good.csv", Encoding.UTF8.GetBytes("ADM1_EN,ADM1_PCODE\nKingston,JM01\n"))]);
        var before = await GetAsync("/api/places/JAM/units");

        var load = await Editions.LoadAsync(muster, "JAM", [("bad.geojson", Encoding.UTF8.GetBytes(content.Replace("HT01", "JM01", StringComparison.Ordinal)))], ("Way", "Replace"), ("Edition", before.GetProperty("edition").GetProperty("id").GetString()!));

        Assert.Equal(("refused", code), (load.GetProperty("state").GetString(), load.GetProperty("problem").GetString()));
        Assert.Contains(words, load.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(before.GetRawText(), (await GetAsync("/api/places/JAM/units")).GetRawText());
    }

    [Fact]
    public async Task An_invalid_boundary_can_be_repaired_on_request_and_is_told()
    {
        var load = await Editions.LoadAsync(muster, "BLZ", [Editions.GeoJson(("BZ01", "[[-89,17],[-88,18],[-88,17],[-89,18],[-89,17]]"))], ("RepairBoundaries", "true"));

        Assert.Equal("loaded", load.GetProperty("state").GetString());
        Assert.Contains(load.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("rule").GetString() == "AB-G03" && finding.GetProperty("message").GetString()!.Contains("repaired", StringComparison.Ordinal));
        Assert.Equal([(0, 1, 1), (1, 1, 1)], await LevelsAsync("BLZ"));
    }

    [Theory]
    [InlineData("haiti/original/hti_admbnda_cnigs_20181129_shp.zip", "0:1:1 1:10:10 2:140:140 3:570:570")]
    [InlineData("haiti/original/hti_adm3_itos_service.topo.json haiti/hti_admin_adm1.csv haiti/hti_admin_adm2.csv", "0:1:1 1:10:10 2:140:140 3:570:570")]
    public async Task Boundaries_of_every_form_are_loaded(string files, string levels)
    {
        var load = await Editions.LoadAsync(muster, "HTI", [.. files.Split(' ').Select(Editions.Shared)], ("RepairBoundaries", "true"));

        Assert.Equal(("loaded", ""), (load.GetProperty("state").GetString(), load.GetProperty("message").GetString() ?? ""));
        Assert.Equal(levels, string.Join(' ', (await LevelsAsync("HTI")).Select(level => $"{level.Level}:{level.Units}:{level.WithBoundary}")));
    }

    [Fact]
    public async Task Only_administrators_and_officers_of_an_operation_in_the_country_load()
    {
        var operation = await muster.OperationAsync(countries: "GTM HND");
        var (officer, member) = (await muster.AccountAsync(), await muster.AccountAsync());
        await muster.JoinAsync(operation, officer, OperationRole.InformationOfficer);
        await muster.JoinAsync(operation, member, OperationRole.Member);
        (string, byte[])[] files = [("a.csv", Encoding.UTF8.GetBytes("ADM1_ES,ADM1_PCODE\nAtlantida,HN01\n"))];

        async Task<HttpStatusCode> PostAsync(HttpClient script, string country) => (await script.PostAsync($"/api/places/{country}/editions", Editions.Form(files))).StatusCode;

        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(await muster.ScriptAsync(officer), "HND"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(await muster.ScriptAsync(officer), "NIC"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(await muster.ScriptAsync(member), "HND"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(await muster.ScriptAsync(), "HND"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(await muster.ScriptAsync(officer), "QQQ"));
    }

    [Fact]
    public async Task A_form_without_name_date_or_file_is_refused_by_field()
    {
        var script = await muster.ScriptAsync(await muster.AccountAsync(administrator: true));

        var answer = await script.PostAsync("/api/places/HTI/editions", Editions.Form([], ("Name", " "), ("ValidOn", "soon")));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal((HttpStatusCode.BadRequest, "edition-invalid"), (answer.StatusCode, problem.GetProperty("code").GetString()));
        Assert.Equal(["files", "name", "validOn"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    async Task<JsonElement> GetAsync(string address) => await (await muster.ScriptAsync()).GetFromJsonAsync<JsonElement>(address);

    async Task<List<(int Level, int Units, int WithBoundary)>> LevelsAsync(string country) =>
        [.. (await GetAsync("/api/places/" + country)).GetProperty("levels").EnumerateArray().Select(level => (level.GetProperty("level").GetInt32(), level.GetProperty("units").GetInt32(), level.GetProperty("withBoundary").GetInt32()))];

    static string Features(string geometry) => $$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ADM1_FR":"Ouest","ADM1_PCODE":"HT01"},"geometry":{{geometry}}}]}""";
}
