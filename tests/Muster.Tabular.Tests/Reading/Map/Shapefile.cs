using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Muster.Tabular.Tests.Reading.Map;

/// <summary>Builds small zipped shapefiles, whole or lacking a part.</summary>
static class Shapefile
{
    public const string Wgs84 = """GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""";

    public const string Utm18North = """PROJCS["WGS_1984_UTM_Zone_18N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",-75.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""";

    /// <summary>A layer of polygons, each a list of rings, under the columns ADM1_PCODE and ADM1_EN.</summary>
    public static byte[] Zip(string? prj = Wgs84, params (string Code, double[][] Rings)[] units) => Parts(
        ("layer.shp", Shp(5, [.. units.Select(unit => Polygon(unit.Rings))])),
        ("layer.dbf", Dbf(units.Select(unit => unit.Code))),
        ("layer.prj", prj is null ? null : Encoding.ASCII.GetBytes(prj)));

    /// <summary>An archive of parts; null ones are left out.</summary>
    public static byte[] Parts(params (string Name, byte[]? Bytes)[] parts)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in parts.Where(part => part.Bytes is not null))
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(bytes!);
            }
        }

        return stream.ToArray();
    }

    public static byte[] Shp(int type, params byte[][] records)
    {
        var stream = new MemoryStream();
        var head = new byte[100];
        BinaryPrimitives.WriteInt32BigEndian(head, 9994);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(24), 50 + records.Sum(record => 4 + record.Length / 2));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(28), 1000);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(32), type);
        stream.Write(head);
        for (var index = 0; index < records.Length; index++)
        {
            var before = new byte[8];
            BinaryPrimitives.WriteInt32BigEndian(before, index + 1);
            BinaryPrimitives.WriteInt32BigEndian(before.AsSpan(4), records[index].Length / 2);
            stream.Write(before);
            stream.Write(records[index]);
        }

        return stream.ToArray();
    }

    /// <summary>Rings as lists of x, y, x, y.</summary>
    public static byte[] Polygon(params double[][] rings)
    {
        var record = new MemoryStream();
        using var writer = new BinaryWriter(record);
        writer.Write(5);
        writer.Write(new byte[32]);
        writer.Write(rings.Length);
        writer.Write(rings.Sum(ring => ring.Length / 2));
        var at = 0;
        foreach (var ring in rings)
        {
            writer.Write(at);
            at += ring.Length / 2;
        }

        foreach (var number in rings.SelectMany(ring => ring))
        {
            writer.Write(number);
        }

        writer.Flush();
        return record.ToArray();
    }

    public static byte[] Dbf(IEnumerable<string> codes)
    {
        var rows = codes.ToList();
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.ASCII);
        writer.Write((byte[])[3, 118, 11, 29]);
        writer.Write(rows.Count);
        writer.Write((short)(32 + 2 * 32 + 1));
        writer.Write((short)31);
        writer.Write(new byte[20]);
        foreach (var (name, length) in new[] { ("ADM1_PCODE", 10), ("ADM1_EN", 20) })
        {
            writer.Write(Encoding.ASCII.GetBytes(name.PadRight(11, '\0')));
            writer.Write((byte)'C');
            writer.Write(new byte[4]);
            writer.Write((byte)length);
            writer.Write(new byte[15]);
        }

        writer.Write((byte)0x0D);
        foreach (var code in rows)
        {
            writer.Write(Encoding.ASCII.GetBytes(" " + code.PadRight(10) + ("Unit " + code).PadRight(20)));
        }

        writer.Write((byte)0x1A);
        writer.Flush();
        return stream.ToArray();
    }
}
