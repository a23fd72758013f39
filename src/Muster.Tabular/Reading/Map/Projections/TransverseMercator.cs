namespace Muster.Tabular.Reading.Map.Projections;

/// <summary>Transverse Mercator, the projection of UTM (EPSG method 9807, series of Krüger to the fourth power).</summary>
sealed class TransverseMercator : Projection
{
    readonly double longitude;
    readonly double falseEasting;
    readonly double falseNorthing;
    readonly double radius;
    readonly double[] inverse;

    /// <param name="ellipsoid">Figure of the Earth.</param>
    /// <param name="latitude">Of the origin, in radians.</param>
    /// <param name="longitude">Of the origin, in radians.</param>
    /// <param name="scale">On the central meridian.</param>
    /// <param name="falseEasting">In metres.</param>
    /// <param name="falseNorthing">In metres.</param>
    public TransverseMercator(Ellipsoid ellipsoid, double latitude, double longitude, double scale, double falseEasting, double falseNorthing) : base(ellipsoid)
    {
        (this.longitude, this.falseEasting) = (longitude, falseEasting);
        var n = ellipsoid.F / (2 - ellipsoid.F);
        var (n2, n3, n4) = (n * n, n * n * n, n * n * n * n);
        radius = scale * ellipsoid.A / (1 + n) * (1 + n2 / 4 + n4 / 64);
        inverse = [n / 2 - n2 * 2 / 3 + n3 * 37 / 96 - n4 / 360, n2 / 48 + n3 / 15 - n4 * 437 / 1440, n3 * 17 / 480 - n4 * 37 / 840, n4 * 4397 / 161280];
        double[] forward = [n / 2 - n2 * 2 / 3 + n3 * 5 / 16 + n4 * 41 / 180, n2 * 13 / 48 - n3 * 3 / 5 + n4 * 557 / 1440, n3 * 61 / 240 - n4 * 103 / 140, n4 * 49561 / 161280];
        var xi = Math.Atan(Math.Sinh(Math.Asinh(Math.Tan(latitude)) - ellipsoid.E * Math.Atanh(ellipsoid.E * Math.Sin(latitude))));
        var origin = xi;
        for (var k = 0; k < forward.Length; k++)
        {
            origin += forward[k] * Math.Sin(2 * (k + 1) * xi);
        }

        this.falseNorthing = falseNorthing - radius * origin;
    }

    /// <summary>A zone of the Universal Transverse Mercator grid.</summary>
    public static TransverseMercator Utm(Ellipsoid ellipsoid, int zone, bool isSouth) =>
        new(ellipsoid, 0, (zone * 6 - 183) / Degrees, 0.9996, 500_000, isSouth ? 10_000_000 : 0);

    protected override (double Longitude, double Latitude) Invert(double x, double y)
    {
        var (xi, eta) = ((y - falseNorthing) / radius, (x - falseEasting) / radius);
        var (xi0, eta0) = (xi, eta);
        for (var k = 0; k < inverse.Length; k++)
        {
            xi0 -= inverse[k] * Math.Sin(2 * (k + 1) * xi) * Math.Cosh(2 * (k + 1) * eta);
            eta0 -= inverse[k] * Math.Cos(2 * (k + 1) * xi) * Math.Sinh(2 * (k + 1) * eta);
        }

        var e = Ellipsoid.E;
        var q = Math.Asinh(Math.Tan(Math.Asin(Math.Sin(xi0) / Math.Cosh(eta0))));
        var isometric = q;
        for (var round = 0; round < 8; round++)
        {
            isometric = q + e * Math.Atanh(e * Math.Tanh(isometric));
        }

        return (longitude + Math.Atan2(Math.Sinh(eta0), Math.Cos(xi0)), Math.Atan(Math.Sinh(isometric)));
    }
}
