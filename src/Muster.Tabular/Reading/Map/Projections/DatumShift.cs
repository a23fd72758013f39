namespace Muster.Tabular.Reading.Map.Projections;

/// <summary>The seven numbers of TOWGS84: metres, seconds of arc (position vector), parts per million. The height is taken for zero.</summary>
sealed class DatumShift(double dx, double dy, double dz, double rx, double ry, double rz, double scale)
{
    const double Seconds = Math.PI / 180 / 3600;

    /// <summary>Radians on WGS 84.</summary>
    public (double Longitude, double Latitude) ToWgs84(double longitude, double latitude, Ellipsoid from)
    {
        var n = from.A / Math.Sqrt(1 - from.E2 * Math.Pow(Math.Sin(latitude), 2));
        var (x, y, z) = (n * Math.Cos(latitude) * Math.Cos(longitude), n * Math.Cos(latitude) * Math.Sin(longitude), n * (1 - from.E2) * Math.Sin(latitude));
        var m = 1 + scale * 1e-6;
        var (a, b, c) = (rx * Seconds, ry * Seconds, rz * Seconds);
        return ToDegrees(m * (x - c * y + b * z) + dx, m * (c * x + y - a * z) + dy, m * (-b * x + a * y + z) + dz);
    }

    static (double Longitude, double Latitude) ToDegrees(double x, double y, double z)
    {
        var (to, p) = (Ellipsoid.Wgs84, Math.Sqrt(x * x + y * y));
        var latitude = Math.Atan2(z, p * (1 - to.E2));
        for (var round = 0; round < 8; round++)
        {
            var sine = Math.Sin(latitude);
            latitude = Math.Atan2(z + to.E2 * to.A / Math.Sqrt(1 - to.E2 * sine * sine) * sine, p);
        }

        return (Math.Atan2(y, x), latitude);
    }
}
