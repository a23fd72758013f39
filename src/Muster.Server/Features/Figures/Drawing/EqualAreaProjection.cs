using NetTopologySuite.Geometries;

namespace Muster.Server.Features.Figures.Drawing;

/// <summary>A point of the drawing, in pixels or projected metres; y grows downwards.</summary>
readonly record struct Spot(double X, double Y);

/// <summary>Lambert's azimuthal equal-area projection around the middle of what is drawn: equal areas are what a shaded map needs, and a country keeps its shape (Snyder, Map Projections, 1987, chapter 24, sphere).</summary>
sealed class EqualAreaProjection
{
    /// <summary>Radius of the sphere with the earth's surface (WGS 84 authalic).</summary>
    const double Radius = 6_371_007.2;

    const double Degree = Math.PI / 180;
    readonly double centreLongitude;
    readonly double sinCentre;
    readonly double cosCentre;
    readonly bool crossesDateLine;

    EqualAreaProjection(double longitude, double latitude, bool crossesDateLine)
    {
        centreLongitude = longitude * Degree;
        (sinCentre, cosCentre) = Math.SinCos(latitude * Degree);
        this.crossesDateLine = crossesDateLine;
    }

    /// <summary>Projection for areas, centred on the middle of their box. A country on both sides of the date line is taken as one piece.</summary>
    public static EqualAreaProjection Around(IReadOnlyCollection<Geometry> areas)
    {
        var box = new Envelope();
        var shifted = new Envelope();
        foreach (var area in areas)
        {
            foreach (var part in Parts(area))
            {
                box.ExpandToInclude(part);
                shifted.ExpandToInclude(new Envelope(East(part.MinX), East(part.MaxX), part.MinY, part.MaxY));
            }
        }

        var crosses = shifted.Width < box.Width;
        var used = crosses ? shifted : box;
        return used.IsNull ? new(0, 0, false) : new(used.Centre.X, used.Centre.Y, crosses);
    }

    /// <summary>Degrees to metres from the centre, y downwards.</summary>
    public Spot Project(double longitude, double latitude)
    {
        var (sin, cos) = Math.SinCos(latitude * Degree);
        var (sinTurn, cosTurn) = Math.SinCos(((crossesDateLine ? East(longitude) : longitude) * Degree) - centreLongitude);
        var scale = Radius * Math.Sqrt(2 / Math.Max(1e-9, 1 + (sinCentre * sin) + (cosCentre * cos * cosTurn)));
        return new(scale * cos * sinTurn, -scale * ((cosCentre * sin) - (sinCentre * cos * cosTurn)));
    }

    /// <summary>Degrees by which north is turned at a point: where it stays small over the whole map, a north arrow tells the truth.</summary>
    public double NorthTurn(double longitude, double latitude)
    {
        var here = Project(longitude, latitude);
        var north = Project(longitude, latitude + 0.01);
        return Math.Atan2(north.X - here.X, here.Y - north.Y) / Degree;
    }

    static double East(double longitude) => longitude < 0 ? longitude + 360 : longitude;

    static IEnumerable<Envelope> Parts(Geometry area)
    {
        for (var index = 0; index < area.NumGeometries; index++)
        {
            yield return area.GetGeometryN(index).EnvelopeInternal;
        }
    }
}
