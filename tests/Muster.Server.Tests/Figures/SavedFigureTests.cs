using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Tests.Host;
using Muster.Server.Tests.Tables;
using Muster.Tabular.Tagging;

namespace Muster.Server.Tests.Figures;

/// <summary>Figures that are saved, against a running server.</summary>
public sealed class SavedFigureTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_saved_figure_is_seen_and_taken_in_every_format()
    {
        var scene = await SceneAsync("SFA");
        var path = await MakeAsync(scene, "map", new { value = "2" });

        Assert.Contains("Displaced by commune", await scene.Reader.GetStringAsync(path, Cancel));
        Assert.Contains("Highest: Port-au-Prince, 900", await scene.Reader.GetStringAsync(path + "/figure.svg", Cancel));
        Assert.Equal("PNG", Encoding.ASCII.GetString((await scene.Reader.GetByteArrayAsync(path + "/figure.png", Cancel))[1..4]));
        Assert.StartsWith("%PDF", Encoding.ASCII.GetString((await scene.Reader.GetByteArrayAsync(path + "/figure.pdf", Cancel))[..5]));
        Assert.Contains("Port-au-Prince,HT0111,900,", await scene.Reader.GetStringAsync(path + "/figure.csv", Cancel));
        var data = await scene.Reader.GetFromJsonAsync<JsonElement>("/api" + path + "/data", Cancel);
        Assert.Equal(900, data.GetProperty("rows")[0][2].GetInt32());
    }

    [Fact]
    public async Task One_that_follows_draws_the_new_version_and_a_frozen_one_stays()
    {
        var scene = await SceneAsync("SFB");
        var (following, frozen) = (await MakeAsync(scene, "map", new { }), await MakeAsync(scene, "map", new { }, frozen: true));

        await muster.VersionAsync(scene.Dataset, Counts().Row("HT0111", "1", "77"), 2);

        Assert.Contains("HT0111,77,", await scene.Reader.GetStringAsync(following + "/figure.csv", Cancel));
        Assert.Contains("HT0111,900,", await scene.Reader.GetStringAsync(frozen + "/figure.csv", Cancel));
    }

    [Fact]
    public async Task A_rate_of_two_datasets_joined_by_place_shows_both_figures()
    {
        var scene = await SceneAsync("SFC");
        var (second, _) = await muster.DatasetAsync(scene.Operation, new StoredTable().With("code", meaning: new Meaning(Concept.PlaceCode, 2)).With("people", Stored.Whole, new Meaning(Concept.Population)).Row("HT0111", "1800").Row("HT0121", "0"));
        var path = await MakeAsync(scene, "map", new { per = 100 }, second: second.Slug);

        var csv = await scene.Reader.GetStringAsync(path + "/figure.csv", Cancel);

        Assert.Contains("Port-au-Prince,HT0111,900,1800,50", csv);
        // Nobody lives there: there is no rate, and none is made up.
        Assert.Contains("HT0121,40,0,,", csv);
    }

    [Fact]
    public async Task Every_kind_is_drawn_or_says_why_not()
    {
        var scene = await SceneAsync("SFD");
        foreach (var (kind, settings, words) in new (string, object, string)[]
        {
            ("symbols", new { }, "<circle"), ("multiples", new { }, "round 1"), ("bars", new { }, "Port-au-Prince"), ("line", new { split = "place", level = 2 }, "Port-au-Prince"), ("table", new { }, "HT0111"),
        })
        {
            Assert.Contains(words, await scene.Reader.GetStringAsync(await MakeAsync(scene, kind, settings) + "/figure.svg", Cancel));
        }

        foreach (var (kind, code) in new[] { ("pyramid", "figure-no-bands"), ("points", "figure-no-coordinates") })
        {
            var path = await MakeAsync(scene, kind, new { });
            var answer = await scene.Officer.GetAsync($"/api{path}/data", Cancel);
            Assert.Equal((HttpStatusCode.Conflict, code), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString()));
            Assert.Equal(HttpStatusCode.OK, (await scene.Reader.GetAsync(path, Cancel)).StatusCode);
        }
    }

    [Fact]
    public async Task Sites_are_points_by_kind_and_those_without_coordinates_are_counted()
    {
        var scene = await SceneAsync("SFE");
        var table = new StoredTable().With("site", meaning: new Meaning(Concept.SiteName)).With("kind", meaning: new Meaning(Concept.Category)).With("lat", Stored.Text, new Meaning(Concept.Latitude)).With("lon", Stored.Text, new Meaning(Concept.Longitude))
            .Row("Lycée", "School", "18.54", "-72.34").Row("Stade", "Camp", "18.2", "-73.75").Row("?", "Camp", null, null).Row("Zero", "Camp", "0", "0");
        var (sites, _) = await muster.DatasetAsync(scene.Operation, table);
        var path = await MakeAsync(scene, "points", new { by = "c1" }, dataset: sites.Slug);

        var svg = await scene.Reader.GetStringAsync(path + "/figure.svg", Cancel);

        Assert.Contains("Lycée (School)", svg);
        Assert.Contains("2 rows have no usable coordinates", svg);
        Assert.Equal(3, (await scene.Reader.GetStringAsync(path + "/figure.csv", Cancel)).TrimEnd().Split("\r\n").Length);
    }

    [Fact]
    public async Task A_frame_says_of_which_day_it_is_and_may_be_framed()
    {
        var scene = await SceneAsync("SFF");
        var path = await MakeAsync(scene, "bars", new { });

        var answer = await scene.Reader.GetAsync("/embed" + path.Replace("/operations", "", StringComparison.Ordinal), Cancel);

        Assert.Contains("frame-ancestors *", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Matches("Data of .+, drawn on .+\\.", await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_sheet_tells_operation_number_dates_sources_and_disclaimer_in_three_languages()
    {
        var scene = await SceneAsync("SFG");
        var path = await MakeAsync(scene, "map", new { code = true });

        var (english, french, arabic) = (await SheetAsync("en"), await SheetAsync("fr"), await SheetAsync("ar"));

        Assert.Contains("Legend", english);
        Assert.Contains(scene.Operation.Name, english);
        Assert.Contains("Scale about 1 : ", english);
        Assert.Contains("Sources et notes", french);
        Assert.Contains("direction=\"rtl\"", arabic);
        Assert.Contains("مفتاح الخريطة", arabic);
        var pdf = Encoding.Latin1.GetString(await scene.Reader.GetByteArrayAsync(path + "/sheet.pdf?language=ar&paper=a3", Cancel));
        // Letters are in the document as fonts, and nothing is a picture.
        Assert.Contains("/FontFile2", pdf);
        Assert.DoesNotContain("/Subtype /Image", pdf);
        Assert.Matches(@"/MediaBox \[0 0 119[01][.\d]* 84[12][.\d]*\]", pdf);

        Task<string> SheetAsync(string language) => scene.Reader.GetStringAsync($"{path}/sheet.svg?language={language}", Cancel);
    }

    [Fact]
    public async Task A_stale_change_is_refused_a_copy_is_ones_own_and_a_deleted_one_is_gone()
    {
        var scene = await SceneAsync("SFH");
        var path = await MakeAsync(scene, "map", new { });
        var input = new { title = "Second", kind = "bars", dataset = scene.Dataset.Slug, revision = 0 };

        Assert.Equal(HttpStatusCode.OK, (await scene.Officer.PutAsJsonAsync("/api" + path, input, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await scene.Officer.PutAsJsonAsync("/api" + path, input, Cancel)).StatusCode);
        var copy = await (await scene.Member.PostAsync("/api" + path + "/copy", null, Cancel)).Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal("Second (copy)", copy.GetProperty("title").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, (await scene.Member.DeleteAsync("/api" + path, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await scene.Member.DeleteAsync("/api" + copy.GetProperty("path").GetString(), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await scene.Officer.DeleteAsync("/api" + path, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await scene.Reader.GetAsync(path + "/figure.svg", Cancel)).StatusCode);
    }

    [Fact]
    public async Task One_sheet_for_each_department_comes_as_one_document()
    {
        var scene = await SceneAsync("SFI");
        var path = await MakeAsync(scene, "map", new { });

        var begun = await (await scene.Officer.PostAsJsonAsync($"/api{path}/sheets", new { level = 1 }, Cancel)).Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var address = $"/api{path}/sheets/{begun.GetProperty("id").GetString()}";
        var state = begun;
        for (var look = 0; look < 600 && state.GetProperty("state").GetString() == "waiting"; look++)
        {
            await Task.Delay(100, Cancel);
            state = await scene.Officer.GetFromJsonAsync<JsonElement>(address, Cancel);
        }

        Assert.Equal("done", state.GetProperty("state").GetString());
        var units = state.GetProperty("sheets").GetInt32();
        var pdf = Encoding.Latin1.GetString(await scene.Reader.GetByteArrayAsync(address + "/file", Cancel));
        Assert.True(units > 1);
        Assert.Contains($"/Count {units}", pdf);
    }

    [Fact]
    public async Task A_wrong_setting_is_refused_in_words()
    {
        var scene = await SceneAsync("SFJ");

        foreach (var settings in new object[] { new { classes = 12 }, new { method = "magic" }, new { palette = "rainbow" }, new { language = "tlh" }, new { method = "manual" } })
        {
            var answer = await scene.Officer.PostAsJsonAsync($"/api/operations/{scene.Operation.Slug}/figures", new { title = "x", kind = "map", dataset = scene.Dataset.Slug, settings }, Cancel);
            Assert.Equal((HttpStatusCode.BadRequest, "figure-parameter"), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString()));
        }
    }

    static StoredTable Counts() => new StoredTable().With("code", meaning: new Meaning(Concept.PlaceCode, 2)).With("round", Stored.Whole, new Meaning(Concept.Round)).With("people", Stored.Whole, new Meaning(Concept.Displaced));

    async Task<Scene> SceneAsync(string country)
    {
        var operation = await muster.OperationAsync(countries: country);
        await Places.Editions.SmallAsync(muster, country);
        var (dataset, _) = await muster.DatasetAsync(operation, Counts().Row("HT0111", "1", "500").Row("HT0111", "2", "900").Row("HT0121", "2", "40").Row("HT0711", "1", "8"));
        var (officer, member) = (await muster.AccountAsync("Officer" + country), await muster.AccountAsync("Member" + country));
        await muster.JoinAsync(operation, officer, OperationRole.InformationOfficer);
        await muster.JoinAsync(operation, member, OperationRole.Member);
        return new(operation, dataset, await muster.ScriptAsync(officer), await muster.ScriptAsync(member), muster.Browser());
    }

    static async Task<string> MakeAsync(Scene scene, string kind, object settings, bool frozen = false, string? second = null, string? dataset = null)
    {
        var answer = await scene.Officer.PostAsJsonAsync($"/api/operations/{scene.Operation.Slug}/figures", new { title = "Displaced by commune", kind, dataset = dataset ?? scene.Dataset.Slug, secondDataset = second, frozen, settings }, Cancel);
        var body = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("path").GetString()!;
    }

    sealed record Scene(Operation Operation, Muster.Server.Features.Tables.Dataset Dataset, HttpClient Officer, HttpClient Member, HttpClient Reader);
}
