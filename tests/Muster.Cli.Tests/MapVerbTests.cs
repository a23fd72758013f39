using System.IO.Compression;
using System.Text.Json;

namespace Muster.Cli.Tests;

public sealed class MapVerbTests : IDisposable
{
    const string Layer = """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ADM1_PCODE":"HT01","ADM1_EN":"West"},"geometry":{"type":"Polygon","coordinates":[[[-73,18],[-72,18],[-72,19],[-73,19],[-73,18]]]}},{"type":"Feature","properties":{"ADM1_PCODE":"HT02","ADM1_EN":"East"},"geometry":{"type":"Polygon","coordinates":[[[-72.1,18],[-71,18],[-71,19],[-72.1,19],[-72.1,18]]]}}]}""";

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Validate_checks_the_shapes_of_a_layer()
    {
        var run = MusterProgram.Run("validate", "--rules", "AB-G", folder.Write("layer.geojson", Layer));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("AB-G07  row 3", run.Data, StringComparison.Ordinal);
        Assert.Contains("HT01 and HT02 overlap by 1169 km2 near -72.05, 18.5.", run.Data, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_holds_a_table_against_boundaries()
    {
        var run = MusterProgram.Run("validate", "--rules", "PT-02,PT-01", "--boundaries", folder.Write("layer.geojson", Layer), folder.Write("sites.csv", "adm1_pcode,latitude,longitude", "HT01,18.5,-71.5", "HT01,18.5,-72.5", "HT77,18.5,-72.5"));

        Assert.Equal(1, run.ExitCode);
        Assert.Matches("PT-02a +row 2 ", run.Data);
        Assert.Contains("18.5, -71.5 lies in HT02, declared HT01.", run.Data, StringComparison.Ordinal);
        Assert.Contains("HT77 is unknown", run.Data, StringComparison.Ordinal);
        Assert.DoesNotContain("row 3", run.Data, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_writes_the_form_that_the_ending_says()
    {
        var table = folder.Write("sites.csv", "adm1_pcode,latitude,longitude", "HT01,18.5,-72.5");
        var points = MusterProgram.Run("convert", table, "-o", folder["sites.geojson"]);
        var areas = MusterProgram.Run("convert", table, "--boundaries", folder.Write("layer.geojson", Layer), "-o", folder["sites.gpkg"]);
        using var json = JsonDocument.Parse(File.ReadAllText(folder["sites.geojson"]));

        Assert.Equal((0, 0), (points.ExitCode, areas.ExitCode));
        Assert.Equal("Point", json.RootElement.GetProperty("features")[0].GetProperty("geometry").GetProperty("type").GetString());
        Assert.StartsWith("adm1_pcode,latitude,longitude\nHT01,18.5,-72.5", MusterProgram.Run("convert", folder["sites.gpkg"]).Data, StringComparison.Ordinal);
        Assert.Contains("geoPackage", MusterProgram.Run("detect", folder["sites.gpkg"]).Data, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Rows_without_a_shape_are_told()
    {
        var run = MusterProgram.Run("convert", "--to", "geojson", folder.Write("sites.csv", "adm1_pcode,latitude,longitude", "HT01,18.5,-72.5", "HT01,,"));

        Assert.Equal((1, "1 rows have no shape, the first is row 3: it has no coordinates on Earth.\n"), (run.ExitCode, run.Words));
    }

    [Theory]
    [InlineData("neither shapes nor", "convert", "--to", "geojson", "TABLE")]
    [InlineData("no room", "convert", "--to", "csv", "--boundaries", "LAYER", "TABLE")]
    [InlineData("No column holds p-codes", "convert", "--to", "geojson", "--boundaries", "LAYER", "TABLE")]
    [InlineData("table without shapes", "validate", "--boundaries", "TABLE", "TABLE")]
    [InlineData("There is no file", "validate", "--boundaries", "nowhere.zip", "TABLE")]
    [InlineData("no .prj file", "validate", "NOPRJ")]
    [InlineData("no .prj file", "convert", "--output", "OUT", "NOPRJ")]
    [InlineData("no .prj file", "validate", "--boundaries", "NOPRJ", "TABLE")]
    [InlineData("is not known", "validate", "CRS")]
    [InlineData("no number", "validate", "BROKEN")]
    [InlineData("no number", "convert", "--output", "OUT", "BROKEN")]
    public void What_cannot_be_done_with_a_map_is_a_sentence_and_code_2_and_nothing_is_written(string sentence, params string[] arguments)
    {
        var table = folder.Write("a.csv", "name,value", "x,1");
        var layer = folder.Write("layer.geojson", Layer);
        var crs = folder.Write("crs.geojson", Layer.Replace("\"features\"", "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:2056\"}},\"features\"", StringComparison.Ordinal));
        var broken = folder.Write("broken.geojson", Layer.Replace("[-72,18]", "[\"x\",18]", StringComparison.Ordinal));
        var noPrj = folder["noprj.zip"];
        using (var archive = ZipFile.Open(noPrj, ZipArchiveMode.Create))
        {
            foreach (var part in new[] { "a.shp", "a.dbf" })
            {
                using var entry = archive.CreateEntry(part).Open();
                entry.Write(new byte[200]);
            }
        }

        var before = Directory.GetFiles(folder.Path).Length;
        var run = MusterProgram.Run([.. arguments.Select(argument => argument switch { "TABLE" => table, "LAYER" => layer, "NOPRJ" => noPrj, "CRS" => crs, "BROKEN" => broken, "OUT" => folder["out.gpkg"], _ => argument })]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(sentence, run.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.Words, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(folder.Path).Length);
    }
}
