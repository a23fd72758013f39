namespace Muster.Tabular.Reading.Map.Projections;

/// <summary>Mercator (EPSG methods 9804 and 9805), and the one of web maps (1024) on a sphere.</summary>
/// <param name="ellipsoid">Figure of the Earth.</param>
/// <param name="longitude">Of the origin, in radians.</param>
/// <param name="scale">On the equator.</param>
/// <param name="falseEasting">In metres.</param>
/// <param name="falseNorthing">In metres.</param>
sealed class Mercator(Ellipsoid ellipsoid, double longitude, double scale, double falseEasting, double falseNorthing) : Projection(ellipsoid)
{
    /// <summary>The projection of web maps: its degrees are those of WGS 84, its formulas those of a sphere.</summary>
    public static Mercator Web(double longitude = 0, double falseEasting = 0, double falseNorthing = 0) => new(new Ellipsoid(6_378_137, 0), longitude, 1, falseEasting, falseNorthing);

    /// <summary>The scale on the equator where it is true on a parallel.</summary>
    public static double ScaleAt(Ellipsoid ellipsoid, double parallel) => M(ellipsoid, parallel);

    protected override (double Longitude, double Latitude) Invert(double x, double y)
    {
        var radius = Ellipsoid.A * scale;
        return (longitude + (x - falseEasting) / radius, LatitudeOf(Math.Exp((falseNorthing - y) / radius)));
    }
}
