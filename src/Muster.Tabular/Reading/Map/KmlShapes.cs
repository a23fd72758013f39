using System.Buffers.Text;
using Muster.Tabular.Reading.Xlsx;
using NetTopologySuite.Geometries;

namespace Muster.Tabular.Reading.Map;

/// <summary>Reads the geometry elements of a placemark (OGC KML 2.3, 10).</summary>
sealed class KmlShapes(XmlBytes xml)
{
    readonly ShapeBuilder builder = new(null);
    readonly List<Geometry> shapes = [];
    string where = "";

    /// <summary>The shape of the present placemark; null where it has none.</summary>
    public Geometry? Shape => ShapeBuilder.Join(shapes);

    /// <summary>What was mended in it.</summary>
    public ShapeNotes Notes => builder.Notes;

    /// <summary>Begins a placemark.</summary>
    public void Begin(int number)
    {
        where = $"placemark {number}";
        shapes.Clear();
        builder.Begin();
    }

    /// <summary>Takes the element on which the scanner stands, if it is a geometry.</summary>
    public bool Take(string name) => Take(name, 0);

    bool Take(string name, int depth)
    {
        switch (name)
        {
            case "Point":
                shapes.AddRange(Lines("Point").SelectMany(line => line.Take(1)).Select(ShapeBuilder.Factory.CreatePoint));
                return true;
            case "LineString":
                shapes.AddRange(Lines("LineString").Select(builder.Line).OfType<Geometry>());
                return true;
            case "Polygon":
                if (builder.Area(Lines("Polygon")) is { } area)
                {
                    shapes.Add(area);
                }

                return true;
            case "MultiGeometry":
                TakeAll(depth);
                return true;
            default:
                return false;
        }
    }

    void TakeAll(int depth)
    {
        if (depth > ShapeBuilder.MaxDepth)
        {
            throw ReadProblems.Broken("A shape holds shapes that hold shapes, deeper than any map needs.", where);
        }

        while (!xml.IsEmptyElement && xml.Read() && !xml.IsEnd("MultiGeometry"u8))
        {
            if (xml.Token == XmlToken.Start && !Take(System.Text.Encoding.UTF8.GetString(xml.Name), depth + 1))
            {
                xml.Skip();
            }
        }
    }

    /// <summary>The lists of coordinates up to the end of an element, the outer ring of a polygon first.</summary>
    List<IReadOnlyList<Coordinate>> Lines(string element)
    {
        var (lines, isOuter) = (new List<IReadOnlyList<Coordinate>>(), false);
        if (xml.IsEmptyElement)
        {
            return lines;
        }

        var name = System.Text.Encoding.UTF8.GetBytes(element);
        while (xml.Read() && !xml.IsEnd(name))
        {
            isOuter = xml.IsStart("outerBoundaryIs"u8) || (isOuter && !xml.IsEnd("outerBoundaryIs"u8));
            if (xml.IsStart("coordinates"u8) && !xml.IsEmptyElement)
            {
                lines.Insert(isOuter ? 0 : lines.Count, Coordinates());
            }
        }

        return lines;
    }

    List<Coordinate> Coordinates()
    {
        var points = new List<Coordinate>();
        while (xml.Read() && xml.Token is XmlToken.Text or XmlToken.Literal)
        {
            var text = xml.Text;
            while (!(text = text.TrimStart(" \t\r\n"u8)).IsEmpty)
            {
                var end = text.IndexOfAny(" \t\r\n"u8);
                points.Add(Position(end < 0 ? text : text[..end]));
                text = end < 0 ? default : text[end..];
            }
        }

        return points;
    }

    Coordinate Position(ReadOnlySpan<byte> text)
    {
        if (!Utf8Parser.TryParse(text, out double x, out var used) || used >= text.Length || text[used] != ',' || !Utf8Parser.TryParse(text[(used + 1)..], out double y, out var more))
        {
            throw ReadProblems.Broken("A coordinate is no number.", where);
        }

        // A height of zero says nothing and most programs write it.
        var rest = text[(used + 1 + more)..];
        if (rest is [(byte)',', ..] && Utf8Parser.TryParse(rest[1..], out double z, out _) && z != 0)
        {
            builder.NoteThird();
        }

        return builder.Point(x, y, where);
    }
}
