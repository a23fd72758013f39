using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Map.Projections;
using Muster.Testing;
using NetTopologySuite.Geometries;

namespace Muster.Tabular.Tests.Reading.Map;

public sealed class ShapeReaderTests
{
    static readonly double[] Outer = [0, 0, 0, 4, 4, 4, 4, 0, 0, 0];
    static readonly double[] Hole = [1, 1, 2, 1, 2, 2, 1, 2, 1, 1];
    static readonly double[] Island = [6, 6, 6, 7, 7, 7, 6, 6];

    [Fact]
    public void A_shapefile_gives_areas_with_their_holes_and_islands()
    {
        using var file = new TempFile(Shapefile.Zip(units: [("HT01", [Outer, Hole, Island]), ("HT02", [Island])]));
        var rows = Shapes(file.Path);

        Assert.Equal(["HT01", "HT02"], rows.Select(row => row.Code));
        Assert.Equal("MULTIPOLYGON (((0 0, 0 4, 4 4, 4 0, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1)), ((6 6, 6 7, 7 7, 6 6)))", rows[0].Shape!.AsText());
        Assert.IsType<Polygon>(rows[1].Shape);
    }

    [Fact]
    public void A_projected_shapefile_comes_out_in_degrees()
    {
        using var file = new TempFile(Shapefile.Zip(Shapefile.Utm18North, ("HT01", [[780_000, 2_050_000, 780_000, 2_051_000, 781_000, 2_051_000, 780_000, 2_050_000]])));
        var first = Assert.Single(Shapes(file.Path)).Shape!.Coordinate;

        Assert.Equal((-72.35, 18.52), (Math.Round(first.X, 2), Math.Round(first.Y, 2)));
    }

    [Theory]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,0]]]}""", "POLYGON ((0 0, 4 0, 4 4, 0 0))")]
    [InlineData("""{"coordinates":[[[[0,0,5],[4,0,5],[4,4,5],[0,0,5]]]],"type":"MultiPolygon"}""", "POLYGON ((0 0, 4 0, 4 4, 0 0))")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4]]]}""", "POLYGON ((0 0, 4 0, 4 4, 0 0))")]
    [InlineData("""{"type":"LineString","coordinates":[[0,0],[4,0]]}""", "LINESTRING (0 0, 4 0)")]
    [InlineData("""{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"LineString","coordinates":[[0,0],[4,0]]}]}""", "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 4 0))")]
    [InlineData("""{"type":"Polygon","coordinates":[]}""", null)]
    [InlineData("null", null)]
    public void A_geometry_of_geojson_is_read_whatever_the_order_of_its_members(string geometry, string? expected)
    {
        using var file = new TempFile($$$"""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{{{geometry}}},"properties":{"ADM1_PCODE":"HT01"}}]}""");

        Assert.Equal(expected, Assert.Single(Shapes(file.Path)).Shape?.AsText());
    }

    [Fact]
    public void Arcs_of_a_topology_are_put_together_forwards_and_backwards()
    {
        const string Topology = """
            {"type":"Topology","transform":{"scale":[0.5,0.5],"translate":[10,20]},
             "objects":{"adm1":{"type":"GeometryCollection","geometries":[
               {"type":"Polygon","properties":{"ADM1_PCODE":"A"},"arcs":[[0,1]]},
               {"type":"MultiPolygon","properties":{"ADM1_PCODE":"B"},"arcs":[[[-2,2]]]},
               {"type":"Point","properties":{"ADM1_PCODE":"C"},"coordinates":[2,2]}]}},
             "arcs":[[[0,0],[0,4],[4,0]],[[4,4],[-4,-4]],[[4,4],[0,-4],[-4,0]]]}
            """;
        using var file = new TempFile(Topology);
        var rows = Shapes(file.Path);

        Assert.Equal(["POLYGON ((10 20, 10 22, 12 22, 10 20))", "POLYGON ((10 20, 12 22, 12 20, 10 20))", "POINT (11 21)"], rows.Select(row => row.Shape!.AsText()));
    }

    [Fact]
    public void Placemarks_have_their_shapes()
    {
        const string Kml = """
            <kml xmlns="http://www.opengis.net/kml/2.2"><Document>
            <Placemark><name>A</name><MultiGeometry><Polygon><innerBoundaryIs><LinearRing><coordinates>1,1 2,1 2,2 1,1</coordinates></LinearRing></innerBoundaryIs><outerBoundaryIs><LinearRing><coordinates>
              0,0,0 4,0,0
              4,4,0 0,0,0</coordinates></LinearRing></outerBoundaryIs></Polygon><Point><coordinates>3,3</coordinates></Point></MultiGeometry></Placemark>
            <Placemark><name>B</name></Placemark></Document></kml>
            """;
        using var file = new TempFile(Kml);
        using var source = TableSource.Open(file.Path);
        using var rows = source.OpenShapes();
        var shapes = new List<string?>();
        while (rows.Read())
        {
            shapes.Add(rows.Shape?.AsText());
        }

        Assert.Equal([null, "GEOMETRYCOLLECTION (POLYGON ((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1)), POINT (3 3))", null], shapes);
    }

    [Fact]
    public void Points_of_a_projected_geojson_are_columns_in_degrees()
    {
        using var file = new TempFile("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[780000,2050000]},"properties":{"n":"a"}}],"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32618"}}}""");
        using var source = TableSource.Open(file.Path);
        var row = Rows.Of(source.OpenRows())[1];

        Assert.StartsWith("-72.34", row[0], StringComparison.Ordinal);
        Assert.StartsWith("18.52", row[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("haiti/original/hti_admbnda_cnigs_20181129_shp.zip")]
    [InlineData("haiti/hti_admbnda_adm2_cnigs_20181129_simplified.geojson")]
    [InlineData("haiti/original/hti_adm3_itos_service.topo.json")]
    [InlineData("nepal/original/npl_adm3_districts_2015.geojson")]
    [InlineData("mali/mli_admbnda_adm2_simplified.geojson")]
    [InlineData("south_sudan/ssd_admbnda_adm2_simplified.geojson")]
    [InlineData("ukraine/ukr_admbnda_adm1_simplified.geojson")]
    public void Every_unit_of_a_real_layer_has_an_area(string name)
    {
        Assert.SkipWhen(ProjectRoot.SharedData is null, "The reference data lies beside the checkout.");
        using var source = TableSource.Open(Path.Combine(ProjectRoot.SharedData!, name));

        Assert.All(source.Sheets, sheet => Assert.True(source.HasShapes(sheet.Index)));
        foreach (var sheet in source.Sheets)
        {
            using var rows = source.OpenShapes(sheet.Index);
            rows.Read();
            while (rows.Read())
            {
                Assert.True(EqualArea.SquareKilometres(rows.Shape!) > 0.1, $"{sheet.Name} row {rows.RowNumber}");
            }
        }
    }

    /// <summary>The published area of each commune comes from an equal-area projection.</summary>
    [Fact]
    public void Computed_areas_are_the_published_ones()
    {
        Assert.SkipWhen(ProjectRoot.SharedData is null, "The reference data lies beside the checkout.");
        using var table = TableSource.Open(Path.Combine(ProjectRoot.SharedData!, "haiti/hti_admin_adm2.csv"));
        var rows = Rows.Of(table.OpenRows());
        var (code, area) = (Array.IndexOf(rows[0], "ADM2_PCODE"), Array.IndexOf(rows[0], "AREA_SQKM"));
        var published = rows.Skip(1).ToDictionary(row => row[code], row => double.Parse(row[area], System.Globalization.CultureInfo.InvariantCulture));
        var shapes = Shapes(Path.Combine(ProjectRoot.SharedData!, "haiti/original/hti_admbnda_cnigs_20181129_shp.zip"), 1, "ADM2_PCODE");

        Assert.Equal(140, shapes.Count);
        Assert.All(shapes, shape => Assert.Equal(1, EqualArea.SquareKilometres(shape.Shape!) / published[shape.Code], 2e-3));
    }

    static List<(string Code, Geometry? Shape)> Shapes(string path, int sheet = 0, string column = "ADM1_PCODE")
    {
        using var source = TableSource.Open(path);
        using var rows = source.OpenShapes(sheet);
        rows.Read();
        var index = Enumerable.Range(0, rows.FieldCount).First(field => rows.Field(field).SequenceEqual(column));
        var shapes = new List<(string, Geometry?)>();
        while (rows.Read())
        {
            shapes.Add((rows.Field(index).ToString(), rows.Shape));
        }

        return shapes;
    }
}
