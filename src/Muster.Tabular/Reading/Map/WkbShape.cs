using System.Buffers.Binary;
using NetTopologySuite.Geometries;

namespace Muster.Tabular.Reading.Map;

/// <summary>Reads a shape from the blob of a GeoPackage (OGC 12-128r19, 2.1.3): a head, then well-known binary. A count is believed only as far as bytes follow.</summary>
ref struct WkbShape(ReadOnlySpan<byte> bytes, ShapeBuilder builder, string where)
{
    ReadOnlySpan<byte> rest = bytes;
    bool isLittle;

    /// <summary>The shape; null for an empty one.</summary>
    public static Geometry? Read(ReadOnlySpan<byte> blob, ShapeBuilder builder, string where)
    {
        builder.Begin();
        if (blob is not [(byte)'G', (byte)'P', _, var flags, _, _, _, _, ..])
        {
            throw Damaged(where);
        }

        ReadOnlySpan<int> boxes = [0, 32, 48, 48, 64];
        var box = (flags >> 1) & 7;
        if (box >= boxes.Length || blob.Length < 8 + boxes[box])
        {
            throw Damaged(where);
        }

        // The flag of an empty shape; some writers leave it out and write a shape of no points.
        return (flags & 0x10) != 0 ? null : new WkbShape(blob[(8 + boxes[box])..], builder, where).ReadShape(0);
    }

    Geometry? ReadShape(int depth)
    {
        if (depth > ShapeBuilder.MaxDepth)
        {
            throw ReadProblems.Broken("A shape holds shapes that hold shapes, deeper than any map needs.", where);
        }

        isLittle = Byte() == 1;
        var code = Number();
        var (type, dimensions) = Kind(code);
        if (dimensions > 2)
        {
            builder.NoteThird();
        }

        switch (type)
        {
            case 1:
                return ReadPoint(dimensions);
            case 2:
                return builder.Line(ReadPoints(dimensions));
            case 3:
                return builder.Area(ReadRings(dimensions));
            case 4 or 5 or 6 or 7:
                var parts = new List<Geometry>();
                for (var count = Count(5); count > 0; count--)
                {
                    if (ReadShape(depth + 1) is { } part)
                    {
                        parts.Add(part);
                    }
                }

                return ShapeBuilder.Join(parts);
            default:
                throw ReadProblems.Broken($"A shape is of the kind {type}, which is not read.", where);
        }
    }

    // The kinds of ISO 13249-3 count thousands for further dimensions, those of PostGIS set high bits.
    (uint Type, int Dimensions) Kind(uint code)
    {
        var dimensions = 2 + (int)(code >> 31) + (int)(code >> 30 & 1u);
        if ((code & 0x20000000) != 0)
        {
            Number();
        }

        var type = code & 0x1FFFFFFF;
        return (type % 1000, (type / 1000) switch { 0 => dimensions, 1 or 2 => 3, 3 => 4, _ => throw Damaged(where) });
    }

    Point? ReadPoint(int dimensions)
    {
        var (x, y) = (Double(), Double());
        Take((dimensions - 2) * 8);
        return double.IsNaN(x) && double.IsNaN(y) ? null : ShapeBuilder.Factory.CreatePoint(builder.Point(x, y, where));
    }

    List<IReadOnlyList<Coordinate>> ReadRings(int dimensions)
    {
        var rings = new List<IReadOnlyList<Coordinate>>();
        for (var count = Count(4); count > 0; count--)
        {
            rings.Add(ReadPoints(dimensions));
        }

        return rings;
    }

    List<Coordinate> ReadPoints(int dimensions)
    {
        var count = Count(dimensions * 8);
        var points = new List<Coordinate>(count);
        for (; count > 0; count--)
        {
            points.Add(builder.Point(Double(), Double(), where));
            Take((dimensions - 2) * 8);
        }

        return points;
    }

    /// <summary>A count of things that take at least so many bytes each.</summary>
    int Count(int bytesEach)
    {
        var count = Number();
        return count <= rest.Length / bytesEach ? (int)count : throw Damaged(where);
    }

    uint Number()
    {
        var four = Take(4);
        return isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(four) : BinaryPrimitives.ReadUInt32BigEndian(four);
    }

    double Double()
    {
        var eight = Take(8);
        return isLittle ? BinaryPrimitives.ReadDoubleLittleEndian(eight) : BinaryPrimitives.ReadDoubleBigEndian(eight);
    }

    byte Byte() => Take(1)[0];

    ReadOnlySpan<byte> Take(int count)
    {
        if (rest.Length < count)
        {
            throw Damaged(where);
        }

        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    static UnreadableException Damaged(string where) => ReadProblems.Broken("A shape of the GeoPackage is damaged.", where);
}
