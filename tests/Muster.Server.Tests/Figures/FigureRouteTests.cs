using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Muster.Server.Features.Accounts;
using Muster.Server.Tests.Host;
using Muster.Server.Tests.Places;
using Muster.Server.Tests.Tables;
using Muster.Tabular.Tagging;

namespace Muster.Server.Tests.Figures;

public sealed partial class FigureRouteTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    static StoredTable Counts() => new StoredTable().With("code", meaning: new Meaning(Concept.PlaceCode, 2)).With("people", Stored.Whole, new Meaning(Concept.Displaced));

    [Fact]
    public async Task Figures_of_the_map_are_the_sums_of_the_data()
    {
        var figures = await FiguresAsync(Counts().Row("HT0111", "5").Row("HT0111", "7").Row("HT0711", "0"));

        Assert.Equal([("HT0111", "12"), ("HT0711", "0"), ("HT0121", "")], await CsvAsync(figures + "/map.csv"));
    }

    [Fact]
    public async Task A_coarser_map_sums_up_to_the_units_above()
    {
        var figures = await FiguresAsync(Counts().Row("HT0111", "5").Row("HT0121", "7").Row("HT0711", "1"));

        Assert.Equal([("HT01", "12"), ("HT07", "1")], await CsvAsync(figures + "/map.csv?level=1"));
    }

    [Fact]
    public async Task A_blank_is_no_data_and_is_told()
    {
        var figures = await FiguresAsync(Counts().Row("HT0111", null).Row("HT0711", "4"));

        Assert.Contains(("HT0111", ""), await CsvAsync(figures + "/map.csv"));
        Assert.Contains("1 blank cells of people are not counted as zero.", await TextAsync(figures + "/map.svg"));
    }

    [Fact]
    public async Task A_unit_with_rows_of_its_parts_is_not_counted_twice()
    {
        var figures = await FiguresAsync(Counts().Row("HT01", "99").Row("HT0111", "5"));

        Assert.Contains(("HT01", "5"), await CsvAsync(figures + "/map.csv?level=1"));
        Assert.Contains("Ouest", await TextAsync(figures + "/map.svg"));
    }

    [Fact]
    public async Task Of_several_rounds_the_newest_is_shown_and_never_their_sum()
    {
        var table = new StoredTable().With("code", meaning: new Meaning(Concept.PlaceCode, 2)).With("people", Stored.Whole, new Meaning(Concept.Displaced)).With("round", Stored.Whole, new Meaning(Concept.Round))
            .Row("HT0111", "50", "9").Row("HT0111", "20", "10").Row("HT0711", "30", "9");
        var figures = await FiguresAsync(table);

        Assert.Equal([("HT0111", "20"), ("HT0121", ""), ("HT0711", "")], await CsvAsync(figures + "/map.csv"));
        Assert.Equal([("HT0111", "50"), ("HT0711", "30"), ("HT0121", "")], await CsvAsync(figures + "/map.csv?round=9"));
        Assert.Contains("round 10 (newest of 2)", await TextAsync(figures + "/map.svg"));
        await RefusedAsync(figures + "/map.svg?round=all", 400, "figure-parameter");
    }

    [Fact]
    public async Task The_displacement_of_the_demonstration_is_that_of_its_last_round()
    {
        var operation = await muster.OperationAsync(countries: "DTM");
        await SampleData.EditionAsync(muster, "DTM");
        var (dataset, _) = await muster.DatasetAsync(operation, SampleData.Displacement());

        var sum = (await CsvAsync($"/operations/{operation.Slug}/datasets/{dataset.Slug}/figures/map.csv")).Sum(row => row.Value.Length == 0 ? 0 : long.Parse(row.Value, CultureInfo.InvariantCulture));

        Assert.Equal(File.ReadLines(Path.Combine(Testing.ProjectRoot.Path, "samples", "haiti-matthew", "displacement", "hti_dtm_idps_matthew_adm2.csv")).Skip(1).Select(line => line.Split(',')).Where(cells => cells[10] == "11").Sum(cells => long.Parse(cells[8], CultureInfo.InvariantCulture)), sum);
    }

    [Fact]
    public async Task Females_and_males_are_added_up_where_there_is_no_total()
    {
        var figures = await FiguresAsync(StoredTable.Communes());

        Assert.Equal([("HT0111", "900"), ("HT0121", "230"), ("HT0711", "111")], await CsvAsync(figures + "/map.csv"));
        Assert.Equal([("HT0111", "400"), ("HT0121", "110"), ("HT0711", "11")], await CsvAsync(figures + "/map.csv?value=3"));
    }

    [Fact]
    public async Task Table_legend_and_values_of_the_page_agree_with_the_drawing()
    {
        var figures = await FiguresAsync(Counts().Row("HT0111", "1200").Row("HT0711", "4"));
        var page = await TextAsync(figures + "/map");
        var drawn = XDocument.Parse(await TextAsync(figures + "/map.svg"));
        var values = await (await muster.ScriptAsync()).GetFromJsonAsync<JsonElement>(figures + "/map-values.json");
        var areas = values.GetProperty("areas");

        Assert.Contains("<td class=\"number\">1,200</td>", page);
        Assert.Contains(drawn.Descendants(Svg + "g"), group => group.Attribute("fill")?.Value == areas.GetProperty("HT0111").GetProperty("fill").GetString() && group.Value.Contains("Port-au-Prince (HT0111): 1,200", StringComparison.Ordinal));
        Assert.Equal("1,200", areas.GetProperty("HT0111").GetProperty("text").GetString());
        Assert.Equal("No data", values.GetProperty("legend").EnumerateArray().Last().GetProperty("label").GetString());
        Assert.False(areas.TryGetProperty("HT0121", out _));
    }

    [Fact]
    public async Task A_pyramid_sums_the_places_asked_for()
    {
        var table = new StoredTable().With("code", meaning: new Meaning(Concept.PlaceCode, 2));
        foreach (var (header, sex, age) in ((string, Sex, AgeBand)[])[("F_00_17", Sex.Female, AgeBand.Years(0, 17)), ("M_00_17", Sex.Male, AgeBand.Years(0, 17)), ("F_18Plus", Sex.Female, AgeBand.Years(18, null)), ("M_18Plus", Sex.Male, AgeBand.Years(18, null))])
        {
            table.With(header, Stored.Whole, new Meaning(Concept.Population, Sex: sex, Age: age));
        }

        var figures = await FiguresAsync(table.Row("HT0111", "1", "2", "3", "4").Row("HT0121", "10", "20", "30", "40").Row("HT0711", "100", "200", "300", "400"));

        Assert.Equal("age,from_months,to_months,male,female,total,places,round\r\n0-17,0,216,22,11,33,HT01,\r\n18+,216,,44,33,77,HT01,\r\n", (await TextAsync(figures + "/pyramid.csv?place=HT01")).TrimStart('\uFEFF'));
        Assert.Contains("666", await TextAsync(figures + "/pyramid"));
        var pyramid = await TextAsync(figures + "/pyramid.svg?place=HT01&unit=percent");
        Assert.Contains("Ouest", pyramid);
        Assert.Contains(">Age<", pyramid);
        Assert.DoesNotContain("{0}", pyramid);
        await RefusedAsync(figures + "/pyramid.svg?place=XX", 400, "figure-parameter");
    }

    [Theory]
    [InlineData("map.svg?level=4", "figure-parameter")]
    [InlineData("map.svg?level=two", "figure-parameter")]
    [InlineData("map.svg?classes=1", "figure-parameter")]
    [InlineData("map.png?palette=rainbow", "figure-parameter")]
    [InlineData("map.csv?method=magic", "figure-parameter")]
    [InlineData("map?method=manual", "figure-parameter")]
    [InlineData("map?method=manual&limits=a", "figure-parameter")]
    [InlineData("map?value=0", "figure-parameter")]
    [InlineData("map?round=1", null)]
    public async Task A_wrong_parameter_is_refused_in_words(string address, string? code)
    {
        var figures = await FiguresAsync(Counts().Row("HT0111", "5"));
        if (code is null)
        {
            Assert.Equal(HttpStatusCode.OK, (await (await muster.ScriptAsync()).GetAsync(figures + "/" + address)).StatusCode);
            return;
        }

        await RefusedAsync(figures + "/" + address, 400, code);
    }

    [Fact]
    public async Task Data_without_places_counts_or_bands_is_refused_in_words()
    {
        await RefusedAsync(await FiguresAsync(new StoredTable().With("people", Stored.Whole, new Meaning(Concept.Displaced)).Row("5")) + "/map", 409, "figure-no-place-codes");
        await RefusedAsync(await FiguresAsync(new StoredTable().With("code", meaning: new Meaning(Concept.PlaceCode, 2)).Row("HT0111")) + "/map", 409, "figure-no-counts");
        await RefusedAsync(await FiguresAsync(Counts().Row("HT0111", "5")) + "/pyramid", 409, "figure-no-bands");
        await RefusedAsync(await FiguresAsync(Counts().Row("ZZ1", "5").Row("ZZ2", "5")) + "/map.svg", 409, "figure-other-edition", "None of the 2 place codes is of the edition CNIGS 2018-11-29.");
    }

    [Fact]
    public async Task A_country_without_boundaries_is_named()
    {
        var operation = await muster.OperationAsync(countries: "ATL");
        var (dataset, _) = await muster.DatasetAsync(operation, Counts().Row("HT0111", "5"));

        await RefusedAsync($"/operations/{operation.Slug}/datasets/{dataset.Slug}/figures/map", 409, "figure-no-boundaries", "No boundaries of ATL are loaded at a level of this dataset.");
    }

    [Theory]
    [InlineData("map")]
    [InlineData("map.svg")]
    [InlineData("map.png")]
    [InlineData("map.csv")]
    [InlineData("map.geojson")]
    [InlineData("map-values.json")]
    [InlineData("pyramid")]
    [InlineData("pyramid.svg")]
    [InlineData("pyramid.png")]
    [InlineData("pyramid.csv")]
    public async Task What_a_viewer_may_not_see_has_no_figure_either(string file)
    {
        var operation = await muster.OperationAsync(countries: await CountryAsync());
        var (dataset, _) = await muster.DatasetAsync(operation, Counts().Row("HT0111", "5"), Sensitivity.High, Audience.Named);
        var stranger = await muster.ScriptAsync();

        foreach (var version in (string[])["", "/versions/1"])
        {
            var answer = await stranger.GetAsync($"/operations/{operation.Slug}/datasets/{dataset.Slug}{version}/figures/{file}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.DoesNotContain("Haïti", await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task A_known_figure_is_not_sent_again_until_the_dataset_changes()
    {
        var operation = await muster.OperationAsync(countries: await CountryAsync());
        var (dataset, _) = await muster.DatasetAsync(operation, Counts().Row("HT0111", "5"));
        var script = await muster.ScriptAsync();
        var figures = $"/operations/{operation.Slug}/datasets/{dataset.Slug}/figures";
        foreach (var file in (string[])["map.svg", "map.png", "map.csv", "map.geojson", "map-values.json"])
        {
            var tag = (await script.GetAsync($"{figures}/{file}")).Headers.ETag!;
            Assert.Equal(HttpStatusCode.NotModified, (await SendAsync(script, $"{figures}/{file}", tag)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(script, $"{figures}/{file}?palette=green", tag)).StatusCode);
        }

        var before = (await script.GetAsync(figures + "/map.svg")).Headers.ETag!;
        await muster.VersionAsync(dataset, Counts().Row("HT0111", "6"), 2);

        Assert.Contains("Port-au-Prince (HT0111): 6", await (await SendAsync(script, figures + "/map.svg", before)).Content.ReadAsStringAsync());
        Assert.Contains("Port-au-Prince (HT0111): 5", await TextAsync($"/operations/{operation.Slug}/datasets/{dataset.Slug}/versions/1/figures/map.svg"));
    }

    [Fact]
    public async Task The_picture_is_twice_as_fine_as_the_drawing_and_has_letters()
    {
        var figures = await FiguresAsync(Counts().Row("HT0111", "5"));
        var drawn = XDocument.Parse(await TextAsync(figures + "/map.svg")).Root!;
        using var picture = SkiaSharp.SKBitmap.Decode(await (await muster.ScriptAsync()).GetByteArrayAsync(figures + "/map.png"));

        Assert.Equal(2 * (int)drawn.Attribute("width")!, picture.Width);
        Assert.Equal(2 * (int)drawn.Attribute("height")!, picture.Height);
        // The title lies in the first 70 rows: without a font they would be blank.
        Assert.Contains(Enumerable.Range(40, 400), x => Enumerable.Range(40, 60).Any(y => picture.GetPixel(x, y).Red < 80));
    }

    [Fact]
    public async Task A_reader_of_French_gets_a_French_figure()
    {
        var figures = await FiguresAsync(Counts().Row("HT0111", "1200"));
        var script = await muster.ScriptAsync();
        script.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("fr"));
        var drawn = await script.GetStringAsync(figures + "/map.svg");

        Assert.Contains("Personnes déplacées", drawn);
        Assert.Contains("1\u00A0200", drawn);
    }

    [Fact]
    public async Task The_dataset_page_shows_its_map()
    {
        var figures = await FiguresAsync(Counts().Row("HT0111", "1200"));

        Assert.Contains($"src=\"{figures}/map.svg\"", await TextAsync(figures[..^"/figures".Length]));
    }

    [Fact]
    public async Task The_page_runs_no_inline_script_and_no_inline_style()
    {
        var page = await TextAsync(await FiguresAsync(Counts().Row("HT0111", "1200")) + "/map");

        Assert.DoesNotContain(" style=", page);
        Assert.DoesNotMatch(InlineScript, page);
    }

    async Task<string> FiguresAsync(StoredTable table)
    {
        var operation = await muster.OperationAsync(countries: await CountryAsync());
        var (dataset, _) = await muster.DatasetAsync(operation, table);
        return $"/operations/{operation.Slug}/datasets/{dataset.Slug}/figures";
    }

    /// <summary>The small edition under a country of this class.</summary>
    async Task<string> CountryAsync()
    {
        if (!await muster.WithDbAsync(db => Task.FromResult(db.Set<Features.Places.GazetteerEdition>().Any(edition => edition.Country == "FIG"))))
        {
            await Editions.SmallAsync(muster, "FIG");
        }

        return "FIG";
    }

    async Task<string> TextAsync(string address)
    {
        var answer = await muster.Browser().GetAsync(address);
        Assert.True(answer.IsSuccessStatusCode, $"{address} answered {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync();
    }

    async Task<List<(string Code, string Value)>> CsvAsync(string address) =>
        [.. (await TextAsync(address)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).Select(cells => (cells[0], cells[3]))];

    async Task RefusedAsync(string address, int status, string code, string? title = null)
    {
        var answer = await (await muster.ScriptAsync()).GetAsync(address);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal((status, code), ((int)answer.StatusCode, problem.GetProperty("code").GetString()));
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        if (title is not null)
        {
            Assert.Equal(title, problem.GetProperty("title").GetString());
        }
    }

    static Task<HttpResponseMessage> SendAsync(HttpClient script, string address, EntityTagHeaderValue known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(known);
        return script.SendAsync(request);
    }

    [GeneratedRegex("<script(?![^>]* src=)")]
    static partial Regex InlineScript { get; }
}
