using Muster.Tabular.Reading.Map.Projections;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace Muster.Tabular.Reading.Map;

/// <summary>Puts shapes together from the coordinates of any form: degrees on WGS 84, two dimensions, rings closed, and never more points than a person could have drawn.</summary>
/// <param name="projection">Of the file; null for degrees.</param>
sealed class ShapeBuilder(Projection? projection)
{
    /// <summary>Points of one shape: the coast of the longest country has a tenth of this in full detail.</summary>
    public const int MostPoints = 5_000_000;

    /// <summary>Shapes within shapes.</summary>
    public const int MaxDepth = 8;

    /// <summary>All shapes are made here, so that they can be put together.</summary>
    public static GeometryFactory Factory { get; } = new(new PrecisionModel(), 4326);

    string? fault;
    Coordinate? faultAt;
    bool hasThird;
    int points;

    /// <summary>What was mended in the present shape.</summary>
    public ShapeNotes Notes => new(fault, faultAt, hasThird);

    /// <summary>Begins a shape.</summary>
    public void Begin() => (fault, faultAt, hasThird, points) = (null, null, false, 0);

    /// <summary>Notes that the shape has a third coordinate.</summary>
    public void NoteThird() => hasThird = true;

    /// <summary>Notes a fault; the first one counts.</summary>
    public void NoteFault(string what, Coordinate? at = null) => (fault, faultAt) = fault is null ? (what, at) : (fault, faultAt);

    /// <summary>A point of the file.</summary>
    /// <param name="x">Longitude or easting.</param>
    /// <param name="y">Latitude or northing.</param>
    /// <param name="where">Which row, for messages.</param>
    public Coordinate Point(double x, double y, string where)
    {
        if (!double.IsFinite(x) || !double.IsFinite(y))
        {
            throw ReadProblems.Broken("A coordinate is no number.", where);
        }

        Count(1, where);
        if (projection is null)
        {
            return new Coordinate(x, y);
        }

        var (longitude, latitude) = projection.ToDegrees(x, y);
        return new Coordinate(longitude, latitude);
    }

    /// <summary>Refuses a shape of too many points before they are made.</summary>
    public void Count(int more, string where)
    {
        points = more > MostPoints ? int.MaxValue : points + more;
        if (points > MostPoints)
        {
            throw ReadProblems.ShapeTooLarge(where);
        }
    }

    /// <summary>A line; null where it has fewer than two points.</summary>
    public LineString? Line(IReadOnlyList<Coordinate> line)
    {
        if (line.Count > 1)
        {
            return Factory.CreateLineString([.. line]);
        }

        NoteFault("a line has fewer than two points", line.Count > 0 ? line[0] : null);
        return null;
    }

    /// <summary>An area of an outer ring and its holes; null where the outer ring is none.</summary>
    public Polygon? Area(IReadOnlyList<IReadOnlyList<Coordinate>> rings)
    {
        if (rings.Count == 0 || Ring(rings[0]) is not { } shell)
        {
            return null;
        }

        return Factory.CreatePolygon(shell, [.. rings.Skip(1).Select(Ring).OfType<LinearRing>()]);
    }

    /// <summary>Areas of rings whose direction says which is a hole, as a shapefile has them: outer rings run clockwise.</summary>
    public Geometry? Areas(IReadOnlyList<IReadOnlyList<Coordinate>> rings)
    {
        var all = rings.Select(Ring).OfType<LinearRing>().ToList();
        var shells = all.Where(ring => !Orientation.IsCCW(ring.CoordinateSequence)).ToList();
        if (shells.Count == 0)
        {
            shells = all;
        }

        var holes = new Dictionary<LinearRing, List<LinearRing>>();
        if (shells.Count < all.Count)
        {
            PutHoles(all.Except(shells), shells, holes);
        }

        return Join([.. shells.Select(shell => Factory.CreatePolygon(shell, holes.TryGetValue(shell, out var inside) ? [.. inside] : []))]);
    }

    /// <summary>One shape of several parts; null where there is none.</summary>
    public static Geometry? Join(IReadOnlyList<Geometry> parts) => parts.Count switch
    {
        0 => null,
        1 => parts[0],
        _ when parts.All(part => part is Polygon) => Factory.CreateMultiPolygon([.. parts.Cast<Polygon>()]),
        _ when parts.All(part => part is LineString) => Factory.CreateMultiLineString([.. parts.Cast<LineString>()]),
        _ when parts.All(part => part is Point) => Factory.CreateMultiPoint([.. parts.Cast<Point>()]),
        _ => Factory.CreateGeometryCollection([.. parts]),
    };

    /// <summary>A closed ring; an open one is closed and told, one of too few points is left out and told.</summary>
    LinearRing? Ring(IReadOnlyList<Coordinate> points)
    {
        if (points.Count == 0)
        {
            return null;
        }

        var isClosed = points[0].Equals2D(points[^1]);
        if (points.Count < (isClosed ? 4 : 3))
        {
            NoteFault("a ring has fewer than four points", points[0]);
            return null;
        }

        if (isClosed)
        {
            return Factory.CreateLinearRing([.. points]);
        }

        NoteFault("a ring is not closed", points[^1]);
        return Factory.CreateLinearRing([.. points, points[0].Copy()]);
    }

    // A hole belongs to the smallest outer ring around it; one outside of all is told as an area turned the wrong way.
    void PutHoles(IEnumerable<LinearRing> inner, List<LinearRing> shells, Dictionary<LinearRing, List<LinearRing>> holes)
    {
        var tree = new STRtree<LinearRing>();
        foreach (var shell in shells)
        {
            tree.Insert(shell.EnvelopeInternal, shell);
        }

        var asked = 0;
        foreach (var hole in inner.ToList())
        {
            var around = tree.Query(hole.EnvelopeInternal)
                .Where(shell => shell.EnvelopeInternal.Covers(hole.EnvelopeInternal) && ++asked < 1_000_000 && PointLocation.IsInRing(hole.GetCoordinateN(0), shell.Coordinates))
                .MinBy(shell => shell.EnvelopeInternal.Area);
            if (around is null)
            {
                NoteFault("a hole lies outside of every area", hole.GetCoordinateN(0));
                continue;
            }

            if (!holes.TryGetValue(around, out var inside))
            {
                holes[around] = inside = [];
            }

            inside.Add(hole);
        }
    }
}
