using NetTopologySuite.Geometries;

namespace Muster.Server.Features.Figures.Drawing;

/// <summary>An outline of one area: its polygons, each an outer ring and holes, in pixels.</summary>
/// <param name="Polygons">Rings of each polygon, the outer one first; not closed by a repeated point. Empty where nothing can be seen.</param>
sealed record Outline(IReadOnlyList<IReadOnlyList<Spot[]>> Polygons);

/// <summary>A line between two areas, or between an area and the outside.</summary>
/// <param name="First">Position of one area.</param>
/// <param name="Second">Position of the other, or -1.</param>
/// <param name="Points">The line.</param>
sealed record Border(int First, int Second, Spot[] Points);

/// <summary>The outlines of neighbouring areas, thinned to what can be seen. A border that two areas share is thinned once and used by both, so that no gap or overlap opens between them.</summary>
sealed class Outlines
{
    /// <summary>Points are moved to a grid this fine, in parts of a pixel, so that neighbours meet.</summary>
    const double Grid = 16;

    /// <summary>A thinned line is nowhere further from the full one.</summary>
    const double Tolerance = 0.35;

    readonly List<List<List<long[]>>> rings = [];
    readonly Dictionary<long, Neighbours> neighbours = [];
    readonly Dictionary<(long, long), Arc> arcs = [];

    Outlines()
    {
    }

    /// <summary>In the order of the areas.</summary>
    public IReadOnlyList<Outline> Areas { get; private set; } = [];

    /// <summary>Every border once.</summary>
    public IReadOnlyList<Border> Borders { get; private set; } = [];

    /// <summary>Thins areas.</summary>
    /// <param name="areas">Polygons in degrees.</param>
    /// <param name="toPixels">Degrees to pixels.</param>
    public static Outlines Of(IReadOnlyList<Geometry> areas, Func<double, double, Spot> toPixels)
    {
        var outlines = new Outlines();
        foreach (var area in areas)
        {
            outlines.Read(area, toPixels);
        }

        outlines.Areas = [.. outlines.rings.Select((area, index) => new Outline([.. area.Select(polygon => outlines.Thin(polygon, index)).Where(polygon => polygon.Count > 0)]))];
        outlines.Borders = [.. outlines.arcs.Values.Select(arc => new Border(arc.First, arc.Second, arc.Points))];
        return outlines;
    }

    void Read(Geometry area, Func<double, double, Spot> toPixels)
    {
        var polygons = new List<List<long[]>>();
        for (var index = 0; index < area.NumGeometries; index++)
        {
            if (area.GetGeometryN(index) is Polygon { IsEmpty: false } polygon)
            {
                var kept = polygon.InteriorRings.Prepend(polygon.ExteriorRing).Select(ring => Snap(ring, toPixels)).Where(ring => ring.Length >= 3).ToList();
                if (kept.Count > 0)
                {
                    polygons.Add(kept);
                    kept.ForEach(Note);
                }
            }
        }

        rings.Add(polygons);
    }

    static long[] Snap(LineString ring, Func<double, double, Spot> toPixels)
    {
        var coordinates = ring.CoordinateSequence;
        var keys = new List<long>(coordinates.Count);
        for (var index = 0; index < coordinates.Count - 1; index++)
        {
            var spot = toPixels(coordinates.GetX(index), coordinates.GetY(index));
            var key = Key(spot);
            if (keys.Count == 0 || keys[^1] != key)
            {
                keys.Add(key);
            }
        }

        while (keys.Count > 1 && keys[^1] == keys[0])
        {
            keys.RemoveAt(keys.Count - 1);
        }

        return [.. keys];
    }

    static long Key(Spot spot) => ((long)Math.Round(spot.X * Grid) << 32) | (uint)(int)Math.Round(spot.Y * Grid);

    static Spot At(long key) => new((key >> 32) / Grid, (int)(key & 0xFFFFFFFF) / Grid);

    void Note(long[] ring)
    {
        for (var index = 0; index < ring.Length; index++)
        {
            var (before, after) = (ring[index == 0 ? ^1 : index - 1], ring[index == ring.Length - 1 ? 0 : index + 1]);
            var pair = before < after ? (before, after) : (after, before);
            neighbours[ring[index]] = neighbours.TryGetValue(ring[index], out var known) ? known with { IsJunction = known.IsJunction || known.Pair != pair } : new(pair, false);
        }
    }

    List<Spot[]> Thin(List<long[]> polygon, int area)
    {
        var thinned = polygon.Select(ring => Thin(ring, area)).ToList();
        // A hole that cannot be seen goes; an outer ring that cannot be seen goes with its holes.
        return thinned[0].Length < 3 ? [] : [thinned[0], .. thinned.Skip(1).Where(ring => ring.Length >= 3)];
    }

    Spot[] Thin(long[] ring, int area)
    {
        var first = Array.FindIndex(ring, key => neighbours[key].IsJunction);
        if (first < 0)
        {
            return [.. Line(Rotate(ring, Array.IndexOf(ring, ring.Min())), area)[..^1]];
        }

        var closed = Rotate(ring, first);
        var points = new List<Spot>();
        for (var (start, at) = (0, 1); at < closed.Length; at++)
        {
            if (at == closed.Length - 1 || neighbours[closed[at]].IsJunction)
            {
                points.AddRange(Line(closed[start..(at + 1)], area)[..^1]);
                start = at;
            }
        }

        return [.. points];
    }

    /// <summary>The ring from a position around to the same point again.</summary>
    static long[] Rotate(long[] ring, int start) => [.. ring[start..], .. ring[..start], ring[start]];

    /// <summary>The thinned line for a run of points, the same for whoever walks along it in either direction.</summary>
    Spot[] Line(long[] run, int area)
    {
        // Between two junctions nothing branches off, so an end and its next point tell the line.
        var forward = (run[0], run[1]).CompareTo((run[^1], run[^2])) <= 0;
        var key = forward ? (run[0], run[1]) : (run[^1], run[^2]);
        if (!arcs.TryGetValue(key, out var arc))
        {
            var points = run.Select(At).ToArray();
            if (!forward)
            {
                Array.Reverse(points);
            }

            arcs[key] = arc = new Arc(LineThinning.Thin(points, Tolerance)) { First = area };
        }
        else if (arc.First != area)
        {
            arc.Second = area;
        }

        return forward ? arc.Points : [.. arc.Points.Reverse()];
    }

    readonly record struct Neighbours((long, long) Pair, bool IsJunction);

    sealed class Arc(Spot[] points)
    {
        public Spot[] Points => points;
        public int First { get; init; }
        public int Second { get; set; } = -1;
    }
}

/// <summary>Leaves out points that nobody would miss (Douglas and Peucker, 1973).</summary>
static class LineThinning
{
    /// <summary>The line without the points that lie closer than <paramref name="tolerance"/> to it; its ends stay.</summary>
    public static Spot[] Thin(Spot[] points, double tolerance)
    {
        if (points.Length < 3)
        {
            return points;
        }

        var keep = new bool[points.Length];
        keep[0] = keep[^1] = true;
        var parts = new Stack<(int From, int To)>();
        parts.Push((0, points.Length - 1));
        while (parts.TryPop(out var part))
        {
            var (furthest, distance) = Furthest(points, part.From, part.To);
            if (distance > tolerance * tolerance)
            {
                keep[furthest] = true;
                parts.Push((part.From, furthest));
                parts.Push((furthest, part.To));
            }
        }

        return [.. points.Where((_, index) => keep[index])];
    }

    static (int At, double SquaredDistance) Furthest(Spot[] points, int from, int to)
    {
        var (at, most) = (from, -1.0);
        for (var index = from + 1; index < to; index++)
        {
            var distance = SquaredDistance(points[index], points[from], points[to]);
            if (distance > most)
            {
                (at, most) = (index, distance);
            }
        }

        return (at, most);
    }

    /// <summary>Square of the distance from a point to the stretch between two others.</summary>
    public static double SquaredDistance(Spot point, Spot from, Spot to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = (dx * dx) + (dy * dy);
        var along = length == 0 ? 0 : Math.Clamp((((point.X - from.X) * dx) + ((point.Y - from.Y) * dy)) / length, 0, 1);
        var (x, y) = (point.X - from.X - (along * dx), point.Y - from.Y - (along * dy));
        return (x * x) + (y * y);
    }
}
