using NetTopologySuite.Geometries;

namespace Muster.Server.Features.Figures.Drawing;

/// <summary>Where degrees lie on the paper: a projection, and the scale at which its extent fills a place.</summary>
sealed class MapFit
{
    const double Air = 3;
    readonly double shiftX;
    readonly double shiftY;

    MapFit(EqualAreaProjection projection, Placing frame, Envelope degrees, double pixelsPerMetre, double shiftX, double shiftY)
    {
        (Projection, Frame, Degrees, PixelsPerMetre) = (projection, frame, degrees, pixelsPerMetre);
        (this.shiftX, this.shiftY) = (shiftX, shiftY);
    }

    public EqualAreaProjection Projection { get; }

    /// <summary>The place on the paper.</summary>
    public Placing Frame { get; }

    /// <summary>Degrees that the place shows, somewhat more rather than less.</summary>
    public Envelope Degrees { get; }

    public double PixelsPerMetre { get; }

    /// <summary>Width by height of what shapes need, in projected metres.</summary>
    public static double AspectOf(IReadOnlyCollection<Geometry> shapes)
    {
        var (_, _, width, height) = Extent(shapes, EqualAreaProjection.Around(shapes));
        return width / Math.Max(1, height);
    }

    /// <summary>Fits shapes into a place.</summary>
    /// <param name="shapes">What must be seen whole.</param>
    /// <param name="frame">The place.</param>
    /// <param name="air">Share of the place left free on each side.</param>
    public static MapFit Of(IReadOnlyCollection<Geometry> shapes, Placing frame, double air = 0)
    {
        var projection = EqualAreaProjection.Around(shapes);
        var (left, top, width, height) = Extent(shapes, projection);
        var (roomX, roomY) = (frame.Right - frame.Left, frame.Bottom - frame.Top);
        var (airX, airY) = (Air + (roomX * air), Air + (roomY * air));
        var scale = Math.Min((roomX - (2 * airX)) / Math.Max(width, 1), (roomY - (2 * airY)) / Math.Max(height, 1));
        var shiftX = frame.Left + ((roomX - (width * scale)) / 2) - (left * scale);
        var shiftY = frame.Top + ((roomY - (height * scale)) / 2) - (top * scale);
        return new(projection, frame, Shown(shapes, roomX / scale, roomY / scale), scale, shiftX, shiftY);
    }

    public Spot ToPixels(double longitude, double latitude)
    {
        var (x, y) = Projection.Project(longitude, latitude);
        return new((x * PixelsPerMetre) + shiftX, (y * PixelsPerMetre) + shiftY);
    }

    /// <summary>A box around the middle of the shapes, as large as the place.</summary>
    static Envelope Shown(IReadOnlyCollection<Geometry> shapes, double metresWide, double metresHigh)
    {
        const double perDegree = 111_320;
        var box = new Envelope();
        foreach (var shape in shapes)
        {
            box.ExpandToInclude(shape.EnvelopeInternal);
        }

        if (box.IsNull)
        {
            return box;
        }

        var (middleX, middleY) = (box.Centre.X, box.Centre.Y);
        var high = metresHigh / perDegree * 0.6;
        var wide = metresWide / perDegree * 0.6 / Math.Max(0.15, Math.Cos(Math.Min(89, Math.Abs(middleY) + high) * Math.PI / 180));
        return new Envelope(middleX - wide, middleX + wide, Math.Max(-90, middleY - high), Math.Min(90, middleY + high));
    }

    static (double Left, double Top, double Width, double Height) Extent(IEnumerable<Geometry> shapes, EqualAreaProjection projection)
    {
        var (left, top, right, bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (var shape in shapes)
        {
            foreach (var part in Rings(shape))
            {
                for (var index = 0; index < part.Count; index++)
                {
                    var (x, y) = projection.Project(part.GetX(index), part.GetY(index));
                    (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
                }
            }
        }

        return left > right ? (0, 0, 0, 0) : (left, top, right - left, bottom - top);
    }

    static IEnumerable<CoordinateSequence> Rings(Geometry shape)
    {
        for (var index = 0; index < shape.NumGeometries; index++)
        {
            switch (shape.GetGeometryN(index))
            {
                case Polygon { IsEmpty: false } polygon: yield return polygon.ExteriorRing.CoordinateSequence; break;
                case Point { IsEmpty: false } point: yield return point.CoordinateSequence; break;
            }
        }
    }
}
