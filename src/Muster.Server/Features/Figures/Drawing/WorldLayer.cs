using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Muster.Server.Features.Figures.Drawing;

/// <summary>A country around the map.</summary>
/// <param name="Code">ISO 3166 alpha-3; null for areas that have none.</param>
/// <param name="Name">English name of the source.</param>
/// <param name="Rings">Rings of all polygons in degrees, holes among them.</param>
sealed record WorldCountry(string? Code, string Name, IReadOnlyList<Coordinate[]> Rings);

/// <summary>Outlines of all countries at 1 : 10,000,000 (Natural Earth, in the public domain, as TopoJSON of the package world-atlas), carried in the program: a map has its neighbours and its coast without any other server.</summary>
sealed class WorldLayer
{
    static readonly Lazy<WorldLayer> Lazily = new(Load);

    readonly float[][] arcs;
    readonly List<Shape> shapes;

    WorldLayer(float[][] arcs, List<Shape> shapes) => (this.arcs, this.shapes) = (arcs, shapes);

    public static WorldLayer Loaded => Lazily.Value;

    /// <summary>Countries of which some land lies in a box of degrees.</summary>
    public IReadOnlyList<WorldCountry> Within(Envelope box) =>
        [.. shapes.Select(shape => (shape, Rings: shape.Rings.Where(ring => ring.Box.Intersects(box)).ToList())).Where(found => found.Rings.Count > 0)
            .Select(found => new WorldCountry(found.shape.Code, found.shape.Name, [.. found.Rings.Select(ring => Points(ring.Arcs))]))];

    /// <summary>Lines between two countries in a box, those of one of the named countries left out: the edition draws its own.</summary>
    public IReadOnlyList<Coordinate[]> BordersWithin(Envelope box, IReadOnlySet<string> without)
    {
        var owners = new Dictionary<int, List<Shape>>();
        foreach (var shape in shapes)
        {
            foreach (var ring in shape.Rings.Where(ring => ring.Box.Intersects(box)))
            {
                foreach (var arc in ring.Arcs)
                {
                    var key = arc < 0 ? ~arc : arc;
                    (owners.TryGetValue(key, out var list) ? list : owners[key] = []).Add(shape);
                }
            }
        }

        return [.. owners.Where(arc => arc.Value.Distinct().Count() > 1 && !arc.Value.Any(shape => shape.Code is not null && without.Contains(shape.Code))).Select(arc => Points([arc.Key]))];
    }

    Coordinate[] Points(IReadOnlyList<int> ring)
    {
        var points = new List<Coordinate>();
        foreach (var arc in ring)
        {
            var values = arcs[arc < 0 ? ~arc : arc];
            var count = values.Length / 2;
            for (var index = points.Count > 0 ? 1 : 0; index < count; index++)
            {
                var at = arc < 0 ? count - 1 - index : index;
                points.Add(new Coordinate(values[at * 2], values[(at * 2) + 1]));
            }
        }

        return [.. points];
    }

    static WorldLayer Load()
    {
        using var stream = typeof(WorldLayer).Assembly.GetManifestResourceStream("countries-10m.json") ?? throw new InvalidOperationException("The outlines of the world are not in the program.");
        using var json = JsonDocument.Parse(stream);
        var transform = json.RootElement.GetProperty("transform");
        var (scale, shift) = (Pair(transform.GetProperty("scale")), Pair(transform.GetProperty("translate")));
        float[][] arcs = [.. json.RootElement.GetProperty("arcs").EnumerateArray().Select(arc => Decode(arc, scale, shift))];
        var boxes = arcs.Select(BoxOf).ToArray();
        var countries = json.RootElement.GetProperty("objects").GetProperty("countries").GetProperty("geometries").EnumerateArray();
        return new WorldLayer(arcs, [.. countries.Where(country => country.TryGetProperty("arcs", out _)).Select(country => Read(country, boxes))]);
    }

    /// <summary>Points are steps on a grid, each from the one before (TopoJSON 1.0, 2.1.4).</summary>
    static float[] Decode(JsonElement arc, (double X, double Y) scale, (double X, double Y) shift)
    {
        var points = new float[arc.GetArrayLength() * 2];
        var (x, y, at) = (0, 0, 0);
        foreach (var step in arc.EnumerateArray())
        {
            (x, y) = (x + step[0].GetInt32(), y + step[1].GetInt32());
            points[at++] = (float)((x * scale.X) + shift.X);
            points[at++] = (float)((y * scale.Y) + shift.Y);
        }

        return points;
    }

    static Shape Read(JsonElement country, Envelope[] boxes)
    {
        var polygons = country.GetProperty("type").GetString() == "Polygon" ? [country.GetProperty("arcs")] : country.GetProperty("arcs").EnumerateArray().ToArray();
        var rings = polygons.SelectMany(polygon => polygon.EnumerateArray()).Select(ring => ring.EnumerateArray().Select(arc => arc.GetInt32()).ToArray()).Select(ring =>
        {
            var box = new Envelope();
            foreach (var arc in ring)
            {
                box.ExpandToInclude(boxes[arc < 0 ? ~arc : arc]);
            }

            return new Ring(ring, box);
        });
        return new Shape(WorldCodes.Alpha3(country.TryGetProperty("id", out var id) ? id.GetString() : null), country.GetProperty("properties").GetProperty("name").GetString() ?? "", [.. rings]);
    }

    static Envelope BoxOf(float[] points)
    {
        var box = new Envelope();
        for (var at = 0; at < points.Length; at += 2)
        {
            box.ExpandToInclude(points[at], points[at + 1]);
        }

        return box;
    }

    static (double X, double Y) Pair(JsonElement pair) => (pair[0].GetDouble(), pair[1].GetDouble());

    sealed record Ring(int[] Arcs, Envelope Box);

    sealed record Shape(string? Code, string Name, IReadOnlyList<Ring> Rings);
}
