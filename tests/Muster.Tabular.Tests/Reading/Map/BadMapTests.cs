using System.Globalization;
using System.Text;
using Muster.Tabular.Reading;

namespace Muster.Tabular.Tests.Reading.Map;

public sealed class BadMapTests
{
    static readonly double[] Ring = [0, 0, 0, 4, 4, 4, 4, 0, 0, 0];
    static readonly byte[] Shp = Shapefile.Shp(5, Shapefile.Polygon(Ring), Shapefile.Polygon(Ring));
    static readonly byte[] Dbf = Shapefile.Dbf(["HT01", "HT02"]);
    static readonly byte[] Prj = Encoding.ASCII.GetBytes(Shapefile.Wgs84);

    [Fact]
    public void A_shapefile_without_projection_is_refused() => Refused("projection-missing", Shapefile.Parts(("a.shp", Shp), ("a.dbf", Dbf)));

    [Fact]
    public void A_shapefile_of_an_unknown_projection_is_refused() => Refused("projection-unknown", Shapefile.Parts(("a.shp", Shp), ("a.dbf", Dbf), ("a.prj", "LOCAL_CS[\"x\"]"u8.ToArray())));

    [Fact]
    public void A_shapefile_without_its_table_is_refused() => Refused("shapefile-no-table", Shapefile.Parts(("a.shp", Shp), ("a.prj", Prj)));

    [Fact]
    public void A_shapefile_that_is_cut_off_is_refused() => Refused("file-cut-off", Shapefile.Parts(("a.shp", Shp[..^10]), ("a.dbf", Dbf), ("a.prj", Prj)));

    [Fact]
    public void A_shapefile_with_fewer_shapes_than_rows_is_refused() => Refused("file-cut-off", Shapefile.Parts(("a.shp", Shapefile.Shp(5, Shapefile.Polygon(Ring))), ("a.dbf", Dbf), ("a.prj", Prj)));

    [Fact]
    public void A_shape_that_claims_more_points_than_it_has_is_refused()
    {
        var shp = (byte[])Shp.Clone();
        shp[100 + 8 + 40 + 3] = 0x7F;
        Refused("file-broken", Shapefile.Parts(("a.shp", shp), ("a.dbf", Dbf), ("a.prj", Prj)));
    }

    [Theory]
    [InlineData("projection-unknown", """{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:2056"}},"features":[{"type":"Feature","properties":{"a":1},"geometry":null}]}""")]
    [InlineData("file-broken", """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":{"type":"Polygon","coordinates":[[["x",1]]]}}]}""")]
    [InlineData("file-broken", """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":{"type":"Polygon","coordinates":[[[[[[1,2]]]]]]}}]}""")]
    [InlineData("file-broken", """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[1e999,2]}}]}""")]
    [InlineData("file-broken", """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":{"type":"Blob","coordinates":[1,2]}}]}""")]
    [InlineData("file-cut-off", """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":{"type":"Polygon","coordinates":[[[1,2],[3""")]
    [InlineData("file-broken", """{"type":"Topology","objects":{"a":{"type":"GeometryCollection","geometries":[{"type":"Polygon","properties":{"a":1},"arcs":[[7]]}]}},"arcs":[]}""")]
    [InlineData("file-broken", "<kml><Placemark><name>a</name><Polygon><outerBoundaryIs><LinearRing><coordinates>1;2</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>")]
    public void A_map_that_breaks_its_rules_is_refused(string code, string text) => Refused(code, Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Shapes_within_shapes_without_end_are_refused()
    {
        var geometry = string.Concat(Enumerable.Repeat("{\"type\":\"GeometryCollection\",\"geometries\":[", 20)) + string.Concat(Enumerable.Repeat("]}", 20));
        Refused("file-broken", Encoding.UTF8.GetBytes($$$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":{{{geometry}}}}]}"""));
    }

    [Fact]
    public void A_shape_of_too_many_points_is_refused()
    {
        var text = new StringBuilder("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":{"type":"LineString","coordinates":[[0,0]""");
        for (var point = 0; point < 5_000_001; point++)
        {
            text.Append(CultureInfo.InvariantCulture, $",[{point % 10},1]");
        }

        Refused("shape-too-large", Encoding.UTF8.GetBytes(text.Append("]}}]}").ToString()));
    }

    [Fact]
    public void A_database_that_is_no_geopackage_is_refused()
    {
        using var file = GeoPackages.Write("CREATE TABLE a (b)");
        Assert.Equal("file-not-table", Assert.Throws<UnreadableException>(() => ReadAll(file.Path)).Problem.Code);
    }

    [Fact]
    public void A_geopackage_without_layers_is_refused()
    {
        using var file = GeoPackages.Write(GeoPackages.Schema);
        var problem = Assert.Throws<UnreadableException>(() => ReadAll(file.Path)).Problem;

        Assert.Contains("without layers", problem.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CREATE VIEW adm1 AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT x AS fid, x AS geom FROM n")]
    [InlineData("CREATE TABLE other (x)")]
    public void A_layer_that_is_no_table_is_not_run(string sql)
    {
        using var file = GeoPackages.Write(GeoPackages.Schema, sql, GeoPackages.Register("adm1"));
        Assert.Equal("file-broken", Assert.Throws<UnreadableException>(() => ReadAll(file.Path)).Problem.Code);
    }

    [Fact]
    public void A_geopackage_of_an_unknown_projection_is_refused()
    {
        using var file = GeoPackages.Write(GeoPackages.Schema, "CREATE TABLE adm1 (fid INTEGER PRIMARY KEY, geom BLOB)", GeoPackages.Register("adm1", system: 2056));
        Assert.Equal("projection-unknown", Assert.Throws<UnreadableException>(() => ReadAll(file.Path)).Problem.Code);
    }

    [Fact]
    public void A_geopackage_gives_its_layers_and_never_changes()
    {
        using var file = GeoPackages.Sample();
        var before = File.ReadAllBytes(file.Path);
        using var source = TableSource.Open(file.Path);

        Assert.Equal((SourceFormat.GeoPackage, "adm1", "notes"), (source.Format, source.Sheets[0].Name, source.Sheets[1].Name));
        Assert.Equal([["ADM1_PCODE", "pop", "ok"], ["HT01", "12", "true"], ["HT02", "", ""]], Rows.Of(source.OpenRows()));
        Assert.Equal([false, true], new[] { 1, 0 }.Select(source.HasShapes));
        using var shapes = source.OpenShapes();
        shapes.Read();
        shapes.Read();
        Assert.Equal("POLYGON ((0 0, 0 4, 4 4, 0 0))", shapes.Shape!.AsText());
        Assert.Equal(before, File.ReadAllBytes(file.Path));
    }

    static void Refused(string code, byte[] bytes)
    {
        using var file = new TempFile(bytes);
        var problem = Assert.Throws<UnreadableException>(() => ReadAll(file.Path)).Problem;

        Assert.Equal(code, problem.Code);
        Assert.EndsWith(".", problem.Next, StringComparison.Ordinal);
    }

    internal static void ReadAll(string path)
    {
        using var source = TableSource.Open(path);
        foreach (var sheet in source.Sheets.Where(sheet => source.HasShapes(sheet.Index)))
        {
            using var rows = source.OpenShapes(sheet.Index);
            for (var count = 0; count < 2_000_000 && rows.Read(); count++)
            {
                _ = rows.Shape;
            }
        }
    }
}
