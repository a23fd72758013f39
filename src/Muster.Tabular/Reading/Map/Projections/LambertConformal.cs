namespace Muster.Tabular.Reading.Map.Projections;

/// <summary>Lambert's conformal conic with one or two parallels (EPSG methods 9801 and 9802).</summary>
sealed class LambertConformal : Projection
{
    readonly double longitude;
    readonly double falseEasting;
    readonly double falseNorthing;
    readonly double n;
    readonly double reach;
    readonly double origin;

    /// <param name="ellipsoid">Figure of the Earth.</param>
    /// <param name="latitude">Of the origin, in radians.</param>
    /// <param name="longitude">Of the origin, in radians.</param>
    /// <param name="first">First parallel, in radians.</param>
    /// <param name="second">Second parallel; the same as the first where there is one.</param>
    /// <param name="scale">On the parallel.</param>
    /// <param name="falseEasting">In metres.</param>
    /// <param name="falseNorthing">In metres.</param>
    public LambertConformal(Ellipsoid ellipsoid, double latitude, double longitude, double first, double second, double scale, double falseEasting, double falseNorthing) : base(ellipsoid)
    {
        (this.longitude, this.falseEasting, this.falseNorthing) = (longitude, falseEasting, falseNorthing);
        var (m, t) = (M(ellipsoid, first), T(ellipsoid, first));
        n = Math.Abs(first - second) < 1e-9 ? Math.Sin(first) : (Math.Log(m) - Math.Log(M(ellipsoid, second))) / (Math.Log(t) - Math.Log(T(ellipsoid, second)));
        reach = scale * ellipsoid.A * m / (n * Math.Pow(t, n));
        origin = Math.Abs(Math.Abs(latitude) - Math.PI / 2) < 1e-9 ? 0 : reach * Math.Pow(T(ellipsoid, latitude), n);
    }

    protected override (double Longitude, double Latitude) Invert(double x, double y)
    {
        var (east, north) = (x - falseEasting, origin - (y - falseNorthing));
        var sign = Math.Sign(n);
        var t = Math.Pow(sign * Math.Sqrt(east * east + north * north) / reach, 1 / n);
        return (longitude + Math.Atan2(sign * east, sign * north) / n, LatitudeOf(t));
    }
}
