using System.Buffers.Binary;
using Muster.Tabular.Reading.Map.Projections;
using NetTopologySuite.Geometries;

namespace Muster.Tabular.Reading.Map;

/// <summary>Streams the shapes of a shapefile (ESRI Shapefile Technical Description, 1998), one record at a time; the index beside it is not needed.</summary>
sealed class ShpReader : IDisposable
{
    const int HeaderLength = 100;

    /// <summary>Bytes of the longest record: a shape of the most points with heights and measures.</summary>
    const long MaxRecord = ShapeBuilder.MostPoints * 33L;

    readonly Stream stream;
    readonly ShapeBuilder builder;
    readonly string layer;
    byte[] record = new byte[1 << 12];
    int number;

    public ShpReader(Stream stream, Projection? projection, string layer)
    {
        (this.stream, this.layer, builder) = (new BufferedStream(stream, 1 << 16), layer, new ShapeBuilder(projection));
        Take(record.AsSpan(0, HeaderLength));
    }

    /// <summary>The present shape; null for a record without one.</summary>
    public Geometry? Shape { get; private set; }

    /// <summary>What was mended in it.</summary>
    public ShapeNotes Notes => builder.Notes;

    /// <summary>Checks the head of a file.</summary>
    /// <exception cref="UnreadableException">No shapefile, or shorter than it says.</exception>
    public static void Check(Stream stream, string layer)
    {
        Span<byte> head = stackalloc byte[HeaderLength];
        if (stream.ReadAtLeast(head, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
        {
            throw ReadProblems.CutOff("The shapes of the shapefile end in the middle.", $"{layer}.shp");
        }

        if (BinaryPrimitives.ReadInt32BigEndian(head) != 9994)
        {
            throw ReadProblems.Broken("The file with the shapes is no shapefile.", $"{layer}.shp");
        }

        if (BinaryPrimitives.ReadInt32BigEndian(head[24..]) * 2L > stream.Length)
        {
            throw ReadProblems.CutOff("The shapes of the shapefile end in the middle.", $"{layer}.shp");
        }
    }

    /// <summary>Moves to the next record.</summary>
    /// <exception cref="UnreadableException">The file ends before it, or the record is damaged.</exception>
    public void Read()
    {
        number++;
        builder.Begin();
        Span<byte> head = stackalloc byte[8];
        Take(head);
        var length = BinaryPrimitives.ReadInt32BigEndian(head[4..]) * 2L;
        if (length is < 4 or > MaxRecord)
        {
            throw ReadProblems.Broken("A shape of the shapefile has an impossible length.", Where);
        }

        if (record.Length < length)
        {
            GrowTo((int)length);
        }

        Take(record.AsSpan(0, (int)length));
        Shape = ReadShape(record.AsSpan(0, (int)length));
    }

    public void Dispose() => stream.Dispose();

    string Where => $"{layer}.shp, record {number}";

    // A length that lies is not believed with memory: the file must be as long.
    void GrowTo(int length)
    {
        if (stream.CanSeek && stream.Length - stream.Position < length)
        {
            throw ReadProblems.CutOff("The shapes of the shapefile end in the middle.", Where);
        }

        record = new byte[Math.Max(length, record.Length * 2)];
    }

    Geometry? ReadShape(ReadOnlySpan<byte> bytes)
    {
        var type = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (type is >= 10 and < 30)
        {
            builder.NoteThird();
        }

        return type switch
        {
            0 => null,
            1 or 11 or 21 => ShapeBuilder.Factory.CreatePoint(PointAt(bytes, 4)),
            8 or 18 or 28 => ShapeBuilder.Join([.. Points(bytes, 40, Number(bytes, 36)).Select(ShapeBuilder.Factory.CreatePoint)]),
            3 or 13 or 23 => ShapeBuilder.Join([.. Parts(bytes).Select(builder.Line).OfType<Geometry>()]),
            5 or 15 or 25 => builder.Areas(Parts(bytes)),
            _ => throw ReadProblems.Broken($"A shape of the shapefile is of the kind {type}, which is not read.", Where),
        };
    }

    List<IReadOnlyList<Coordinate>> Parts(ReadOnlySpan<byte> bytes)
    {
        var (parts, points) = (Number(bytes, 36), Number(bytes, 40));
        if (44L + parts * 4L + points * 16L > bytes.Length)
        {
            throw Damaged();
        }

        var all = Points(bytes, 44 + parts * 4, points);
        var rings = new List<IReadOnlyList<Coordinate>>(parts);
        for (var part = 0; part < parts; part++)
        {
            var start = Number(bytes, 44 + part * 4);
            var end = part + 1 < parts ? Number(bytes, 48 + part * 4) : points;
            if (start > end || end > points)
            {
                throw Damaged();
            }

            rings.Add(all.GetRange(start, end - start));
        }

        return rings;
    }

    List<Coordinate> Points(ReadOnlySpan<byte> bytes, int at, int count)
    {
        if (at + count * 16L > bytes.Length)
        {
            throw Damaged();
        }

        var points = new List<Coordinate>(count);
        for (var point = 0; point < count; point++)
        {
            points.Add(PointAt(bytes, at + point * 16));
        }

        return points;
    }

    Coordinate PointAt(ReadOnlySpan<byte> bytes, int at) => at + 16 <= bytes.Length
        ? builder.Point(BinaryPrimitives.ReadDoubleLittleEndian(bytes[at..]), BinaryPrimitives.ReadDoubleLittleEndian(bytes[(at + 8)..]), Where)
        : throw Damaged();

    int Number(ReadOnlySpan<byte> bytes, int at)
    {
        var number = at + 4 <= bytes.Length ? BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]) : -1;
        return number >= 0 ? number : throw Damaged();
    }

    UnreadableException Damaged() => ReadProblems.Broken("A shape of the shapefile is damaged.", Where);

    void Take(Span<byte> bytes)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw ReadProblems.CutOff("The shapes of the shapefile end in the middle.", Where);
        }
    }
}
