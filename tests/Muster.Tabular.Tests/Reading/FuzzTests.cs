using System.Diagnostics;
using System.Text;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tests.Reading.Map;

namespace Muster.Tabular.Tests.Reading;

/// <summary>Damaged files of every form: each is read or refused, in bounded time, and nothing else happens. The seed is fixed, so that a failure repeats.</summary>
public sealed class FuzzTests
{
    static readonly byte[] Csv = Encoding.UTF8.GetBytes("code;nom;\"a \"\"b\"\"\"\r\nHT01;Ouest é;1,5\n\nHT02;\"x\ny\";2\n");
    static readonly byte[] Json = Encoding.UTF8.GetBytes("""{"a":1,"rows":[{"x":"é\u00e9","y":{"z":[1,2]}},{"x":null,"w":1e5}]}""");
    static readonly byte[] GeoJson = Encoding.UTF8.GetBytes("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"n":"a"},"geometry":{"type":"Point","coordinates":[1,2]}}]}""");
    static readonly byte[] Kml = Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><kml><Placemark><name>a&amp;b</name><ExtendedData><Data name=\"p\"><value>1</value></Data></ExtendedData><Point><coordinates>1,2</coordinates></Point></Placemark></kml>");

    static readonly double[] Ring = [0, 0, 0, 4, 4, 4, 4, 0, 0, 0];
    static readonly byte[] Shapes = Shapefile.Shp(5, Shapefile.Polygon(Ring, [1, 1, 2, 1, 2, 2, 1, 2, 1, 1]), Shapefile.Polygon(Ring));
    static readonly byte[] Areas = Shapefile.Zip(units: [("HT01", [Ring]), ("HT02", [Ring])]);
    static readonly byte[] Topology = Encoding.UTF8.GetBytes("""{"type":"Topology","transform":{"scale":[0.5,0.5],"translate":[10,20]},"objects":{"a":{"type":"GeometryCollection","geometries":[{"type":"Polygon","properties":{"n":"A"},"arcs":[[0,1]]},{"type":"MultiPolygon","properties":{"n":"B"},"arcs":[[[-2,2]]]}]}},"arcs":[[[0,0],[0,4],[4,0]],[[4,4],[-4,-4]],[[4,4],[0,-4],[-4,0]]]}""");
    static readonly byte[] Polygons = Encoding.UTF8.GetBytes("""{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:32618"}},"features":[{"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[4,0],[4,4],[0,0]]]]},"properties":{"n":"a"}},{"geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]},"properties":{"n":"b"}}]}""");
    static readonly byte[] KmlAreas = Encoding.UTF8.GetBytes("<kml><Placemark><name>a</name><MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 4,0 4,4 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon><Point><coordinates>1,2</coordinates></Point></MultiGeometry></Placemark></kml>");

    static readonly Lazy<byte[]> GeoPackage = new(() =>
    {
        using var file = GeoPackages.Sample();
        return File.ReadAllBytes(file.Path);
    });

    static readonly byte[] OldWorkbook = File.ReadAllBytes(Path.Combine(Muster.Testing.ProjectRoot.Path, "samples", "traps", "cells-of-every-kind.xls"));

    public static TheoryData<string> Forms => ["csv", "json", "geojson", "kml", "xlsx", "xlsx parts", "xls", "ods parts", "dbf", "zip", "shapefile", "shapes", "prj", "geopackage", "topojson", "polygons", "kml areas", "xls 97", "gzip"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_damaged_file_is_read_or_refused(string form)
    {
        var random = new Random(20161004);
        for (var round = 0; round < 250; round++)
        {
            var bytes = Damaged(form, random);
            using var file = new TempFile(bytes);
            var watch = Stopwatch.StartNew();
            try
            {
                ReadAll(file.Path);
            }
            catch (UnreadableException refused)
            {
                Assert.NotEmpty(refused.Problem.Code);
            }
            catch (Exception other)
            {
                Assert.Fail($"{form}, round {round}: {other}\n{System.Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, 600)))}");
            }

            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{form}, round {round}: {watch.Elapsed}");
        }
    }

    static byte[] Damaged(string form, Random random) => form switch
    {
        "csv" => Damage(Csv, random),
        "json" => Damage(Json, random),
        "geojson" => Damage(GeoJson, random),
        "kml" => Damage(Kml, random),
        "xlsx" => Damage(Xlsx(text => text), random),
        "xlsx parts" => Xlsx(text => DamageText(text, random)),
        "xls" => Damage(OtherFormsTests.Biff2(), random),
        "ods parts" => Workbook.Zip([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", DamageText("<d><table name=\"a\"><table-row number-rows-repeated=\"2\"><table-cell value-type=\"float\" value=\"1.5\"/><table-cell value-type=\"string\"><p>a<s c=\"3\"/>b</p></table-cell></table-row></table></d>", random))]),
        "xls 97" => Damage(OldWorkbook, random),
        "gzip" => Damage(Gzip(Csv), random),
        "shapefile" => Damage(Areas, random),
        "shapes" => Shapefile.Parts(("a.shp", Damage(Shapes, random)), ("a.dbf", Shapefile.Dbf(["HT01", "HT02"])), ("a.prj", Encoding.ASCII.GetBytes(Shapefile.Wgs84))),
        "prj" => Shapefile.Parts(("a.shp", Shapes), ("a.dbf", Shapefile.Dbf(["HT01", "HT02"])), ("a.prj", Damage(Encoding.ASCII.GetBytes(Shapefile.Utm18North), random))),
        "geopackage" => Damage(GeoPackage.Value, random),
        "topojson" => Damage(Topology, random),
        "polygons" => Damage(Polygons, random),
        "kml areas" => Damage(KmlAreas, random),
        "dbf" => Damage(OtherFormsTests.Dbf(Encoding.UTF8), random),
        _ => Damage(Workbook.Zip([("a.csv", "a,b\n1,2\n")]), random),
    };

    static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    static byte[] Xlsx(Func<string, string> change) => Workbook.Zip(Workbook
        .Parts([("S", "visible", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><f>A1</f><v>42647.5</v></c></row><row r=\"3\"><c r=\"C3\" t=\"inlineStr\"><is><t>x_x000D_</t></is></c></row>", "<mergeCells><mergeCell ref=\"A1:A3\"/></mergeCells>")], "<si><t>a</t></si>", "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>")
        .Select(part => (part.Name, part.Name == "[Content_Types].xml" ? part.Text : change(part.Text))));

    static string DamageText(string text, Random random) => Encoding.Latin1.GetString(random.Next(3) > 0 ? Encoding.Latin1.GetBytes(text) : Damage(Encoding.Latin1.GetBytes(text), random));

    static byte[] Damage(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var times = random.Next(1, 5); times > 0 && bytes.Count > 1; times--)
        {
            var at = random.Next(bytes.Count);
            var length = random.Next(1, Math.Min(12, bytes.Count - at) + 1);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    bytes.RemoveRange(at, random.Next(4) == 0 ? bytes.Count - at : 1);
                    break;
            }
        }

        return [.. bytes];
    }

    static void ReadAll(string path)
    {
        using var source = TableSource.Open(path);
        foreach (var sheet in source.Sheets)
        {
            using var reader = source.HasShapes(sheet.Index) ? source.OpenShapes(sheet.Index) : source.OpenRows(sheet.Index);
            var block = new RowBlock();
            for (var rows = 0; rows < 2_000_000 && reader.ReadBlock(block) is > 0 and var read; rows += read)
            {
                _ = reader.Shape?.EnvelopeInternal;
            }
        }

        SheetDetector.Detect(source);
    }
}
