using System.Text.Json;
using Microsoft.Data.Sqlite;
using Muster.Tabular.Mapping;
using Muster.Tabular.Reading;
using Muster.Tabular.Tests.Reading;
using Muster.Tabular.Tests.Validating.Boundaries;
using Muster.Tabular.Validating;
using Muster.Tabular.Writing;
using Muster.Testing;
using NetTopologySuite.Geometries;

namespace Muster.Tabular.Tests.Writing;

public sealed class MapWriterTests
{
    static readonly DateTimeOffset WrittenAt = new(2016, 10, 4, 12, 0, 0, TimeSpan.Zero);

    static TableBuilder Sites => A.Table().WithHeaders("ADM1_PCODE", "site_name", "latitude", "longitude", "individuals").WithRow("HT01", "École \"A\"", "18.5", "-72.25", "12").WithRow("HT09", "0123", "", "", "1,234");

    [Fact]
    public void Coordinates_of_a_table_become_points()
    {
        using var table = Sites;
        using var pipeline = table.Open();
        using var shapes = RowShapes.Points(pipeline.Columns)!;

        Assert.Equal(
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"ADM1_PCODE":"HT01","site_name":"École \"A\"","latitude":18.5,"longitude":-72.25,"individuals":"12"},"geometry":{"type":"Point","coordinates":[-72.25,18.5]}}
            ,{"type":"Feature","properties":{"ADM1_PCODE":"HT09","site_name":"0123","latitude":null,"longitude":null,"individuals":"1,234"},"geometry":null}
            ]}

            """, GeoJson(pipeline, shapes));
        Assert.Equal((1, 3), (shapes.Missing, shapes.FirstMissing));
    }

    [Fact]
    public void Places_of_a_table_become_the_areas_of_their_units()
    {
        using var table = Sites;
        using var pipeline = table.Open();
        using var layer = Layers.WithColumns("ADM1_PCODE").With(Layers.Shape("[[[-73,18],[-73,19],[-72,19],[-72,18],[-73,18]]]"), "HT01").Write();
        using var shapes = RowShapes.Units(pipeline.Columns, BoundarySet.ReadFiles([layer.Path]))!;
        using var written = JsonDocument.Parse(GeoJson(pipeline, shapes));
        var geometry = written.RootElement.GetProperty("features")[0].GetProperty("geometry");

        // The outer ring runs against the clock, however it came.
        Assert.Equal("[[[-73,18],[-72,18],[-72,19],[-73,19],[-73,18]]]", geometry.GetProperty("coordinates").GetRawText());
        Assert.Equal((1, 3), (shapes.Missing, shapes.FirstMissing));
    }

    [Theory]
    [InlineData(HeaderStyle.AsRead, "ADM1_PCODE")]
    [InlineData(HeaderStyle.CodNewest, "adm1_pcode")]
    [InlineData(HeaderStyle.Hxl, "#adm1+code+v_pcode")]
    public void Names_are_in_the_chosen_style(HeaderStyle style, string expected)
    {
        using var table = Sites;
        using var pipeline = table.Open();
        using var shapes = RowShapes.Points(pipeline.Columns)!;
        using var written = JsonDocument.Parse(GeoJson(pipeline, shapes, style));

        Assert.Equal(expected, written.RootElement.GetProperty("features")[0].GetProperty("properties").EnumerateObject().First().Name);
    }

    [Fact]
    public void A_geopackage_is_one_by_the_specification()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "Name", "NAME", "fid", "latitude", "longitude").WithRow("HT01", "a", "b", "7", "18.5", "-72.25").WithRow("HT02", "c", "d", "8", "18.75", "-72.5");
        using var pipeline = table.Open();
        using var file = GeoPackage(pipeline, RowShapes.Points(pipeline.Columns)!);
        using var database = new SqliteConnection($"Data Source={file.Path};Pooling=False;Mode=ReadOnly");
        database.Open();

        Assert.Equal("1196444487", Ask(database, "PRAGMA application_id"));
        Assert.Equal("10300", Ask(database, "PRAGMA user_version"));
        Assert.Equal("ok", Ask(database, "PRAGMA integrity_check"));
        Assert.Equal("", Ask(database, "PRAGMA foreign_key_check"));
        Assert.Equal("-1 0 4326", Ask(database, "SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY srs_id"));
        Assert.Equal("table features 2016-10-04T12:00:00.000Z -72.5 18.5 -72.25 18.75 4326", Ask(database, "SELECT table_name || ' ' || data_type || ' ' || last_change || ' ' || min_x || ' ' || min_y || ' ' || max_x || ' ' || max_y || ' ' || srs_id FROM gpkg_contents"));
        Assert.Equal("table geom POINT 4326 0 0", Ask(database, "SELECT table_name || ' ' || column_name || ' ' || geometry_type_name || ' ' || srs_id || ' ' || z || ' ' || m FROM gpkg_geometry_columns"));
        Assert.Equal("fid geom ADM1_PCODE Name NAME_2 fid_2 latitude longitude", Ask(database, "SELECT name FROM pragma_table_info('table')"));
        Assert.Equal("HT01 HT02", Ask(database, "SELECT ADM1_PCODE FROM \"table\" WHERE substr(hex(geom), 1, 16) = '47500001E6100000' AND typeof(fid_2) = 'integer'"));
    }

    [Fact]
    public void What_was_written_is_read_again()
    {
        using var source = Layers.WithColumns("ADM1_PCODE", "ADM1_EN", "note").With(Layers.Box(0, 0, 1, 1), "HT01", "West", "0123").With("null", "HT02", "East", "é").With(Layers.Shape("[[[[-71,18],[-70,18],[-70,19],[-71,18]]],[[[-69,18],[-68,18],[-68,19],[-69,18]]]]", "MultiPolygon"), "HT03", "Isles", "").Write();
        using var pipeline = Pipeline.Open(source.Path);
        using var shapes = RowShapes.Own(pipeline.Source, pipeline.Sheet.Index)!;
        using var first = GeoPackage(pipeline, shapes);
        using var opened = Pipeline.Open(first.Path);
        using var again = RowShapes.Own(opened.Source, opened.Sheet.Index)!;
        using var second = new TempFile(GeoJson(opened, again));

        Assert.Equal(Everything(source.Path), Everything(first.Path));
        Assert.Equal(Everything(source.Path), Everything(second.Path));
    }

    [Theory]
    [InlineData("haiti/hti_admbnda_adm2_cnigs_20181129_simplified.geojson")]
    [InlineData("haiti/original/hti_admbnda_cnigs_20181129_shp.zip")]
    [InlineData("ukraine/ukr_admbnda_adm1_simplified.geojson")]
    public void A_real_layer_survives_both_forms(string name)
    {
        Assert.SkipWhen(ProjectRoot.SharedData is null, "The reference data lies beside the checkout.");
        using var pipeline = Pipeline.Open(Path.Combine(ProjectRoot.SharedData!, name), sheetIndex: 0);
        using var shapes = RowShapes.Own(pipeline.Source, pipeline.Sheet.Index)!;
        using var package = GeoPackage(pipeline, shapes);
        using var opened = Pipeline.Open(package.Path);
        using var again = RowShapes.Own(opened.Source, 0)!;
        using var json = new TempFile(GeoJson(opened, again));

        Assert.Equal(Shapes(pipeline.Source), Shapes(opened.Source));
        using var last = TableSource.Open(json.Path);
        Assert.Equal(Shapes(pipeline.Source), Shapes(last));
    }

    [Fact]
    public void An_unfinished_map_leaves_nothing_behind()
    {
        using var table = Sites;
        using var pipeline = table.Open();
        var before = Directory.GetFiles(Path.GetTempPath(), "muster-*.gpkg");
        var output = new MemoryStream();
        using (TableWriter.GeoPackage(output, "sites", pipeline.Columns, RowShapes.Points(pipeline.Columns)!, WrittenAt))
        {
        }

        Assert.Equal(0, output.Length);
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), "muster-*.gpkg").Except(before));
    }

    static string GeoJson(Pipeline pipeline, RowShapes shapes, HeaderStyle style = HeaderStyle.AsRead)
    {
        var output = new MemoryStream();
        using var writer = TableWriter.GeoJson(output, pipeline.Columns, shapes, Profiles(pipeline), style);
        Write(pipeline, writer);
        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }

    static TempFile GeoPackage(Pipeline pipeline, RowShapes shapes)
    {
        var output = new MemoryStream();
        using var writer = TableWriter.GeoPackage(output, "table", pipeline.Columns, shapes, WrittenAt, Profiles(pipeline));
        Write(pipeline, writer);
        return new TempFile(output.ToArray());
    }

    static IReadOnlyList<Muster.Tabular.Detecting.ColumnProfile> Profiles(Pipeline pipeline) => pipeline.Examine(new ValidateOptions { Today = Findings.Today, Rules = new HashSet<string>() }).Profiles;

    static void Write(Pipeline pipeline, TableWriter writer)
    {
        var block = new RowBlock();
        using var rows = pipeline.Source.OpenRows(pipeline.Sheet.Index);
        while (rows.ReadBlock(block) > 0)
        {
            block.SkipRows(Enumerable.Range(0, block.Count).Count(row => block.RowNumber(row) < pipeline.Sheet.FirstDataRow));
            writer.Write(block);
        }

        writer.Complete();
    }

    /// <summary>Cells by header, and shapes in one form.</summary>
    static List<string> Everything(string path)
    {
        using var source = TableSource.Open(path);
        return [.. Rows.Of(source.OpenRows()).Select(row => string.Join('|', row)).Concat(Shapes(source))];
    }

    static List<string> Shapes(TableSource source)
    {
        var shapes = new List<string>();
        using var rows = source.OpenShapes();
        while (rows.Read())
        {
            shapes.Add(rows.Shape is { } shape ? Normal(shape).AsText() : "");
        }

        return shapes;
    }

    static Geometry Normal(Geometry shape) => shape is Polygon polygon ? polygon.Factory.CreateMultiPolygon([polygon]).Normalized() : shape.Normalized();

    static string Ask(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
#pragma warning disable CA2100 // The questions stand in the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var answers = new List<string>();
        while (reader.Read())
        {
            answers.Add($"{reader.GetValue(0)}");
        }

        return string.Join(' ', answers);
    }
}
