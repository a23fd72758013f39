namespace Muster.Tabular.Reading.Map.Projections;

/// <summary>Albers' equal-area conic (EPSG method 9822).</summary>
sealed class AlbersEqualArea : Projection
{
    readonly double longitude;
    readonly double falseEasting;
    readonly double falseNorthing;
    readonly double n;
    readonly double c;
    readonly double origin;

    /// <param name="ellipsoid">Figure of the Earth.</param>
    /// <param name="latitude">Of the origin, in radians.</param>
    /// <param name="longitude">Of the origin, in radians.</param>
    /// <param name="first">First parallel, in radians.</param>
    /// <param name="second">Second parallel, in radians.</param>
    /// <param name="falseEasting">In metres.</param>
    /// <param name="falseNorthing">In metres.</param>
    public AlbersEqualArea(Ellipsoid ellipsoid, double latitude, double longitude, double first, double second, double falseEasting, double falseNorthing) : base(ellipsoid)
    {
        (this.longitude, this.falseEasting, this.falseNorthing) = (longitude, falseEasting, falseNorthing);
        var (m1, m2) = (M(ellipsoid, first), M(ellipsoid, second));
        var (q1, q2) = (EqualArea.Q(ellipsoid, first), EqualArea.Q(ellipsoid, second));
        n = Math.Abs(first - second) < 1e-9 ? Math.Sin(first) : (m1 * m1 - m2 * m2) / (q2 - q1);
        c = m1 * m1 + n * q1;
        origin = ellipsoid.A * Math.Sqrt(c - n * EqualArea.Q(ellipsoid, latitude)) / n;
    }

    protected override (double Longitude, double Latitude) Invert(double x, double y)
    {
        var (east, north) = (x - falseEasting, origin - (y - falseNorthing));
        var sign = Math.Sign(n);
        var q = (c - (east * east + north * north) * n * n / (Ellipsoid.A * Ellipsoid.A)) / n;
        return (longitude + Math.Atan2(sign * east, sign * north) / n, EqualArea.LatitudeOf(Ellipsoid, q));
    }
}
