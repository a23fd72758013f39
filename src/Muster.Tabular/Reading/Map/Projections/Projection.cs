namespace Muster.Tabular.Reading.Map.Projections;

/// <summary>Turns the coordinates of a file into longitude and latitude in degrees on WGS 84. Formulas: IOGP Guidance Note 7-2.</summary>
abstract class Projection(Ellipsoid ellipsoid)
{
    protected const double Degrees = 180 / Math.PI;

    /// <summary>Figure of the Earth on which the projection stands.</summary>
    public Ellipsoid Ellipsoid { get; } = ellipsoid;

    /// <summary>Metres in one unit of the file; radians in one for degrees and grads.</summary>
    public double Unit { get; init; } = 1;

    /// <summary>Longitude of the prime meridian east of Greenwich, in radians.</summary>
    public double Meridian { get; init; }

    /// <summary>What has to be added to come to WGS 84; null where the datum is the same within a few metres.</summary>
    public DatumShift? Shift { get; init; }

    /// <returns>Degrees; the numbers as they came where they have no place on Earth, so that the check of the shapes tells them.</returns>
    public (double Longitude, double Latitude) ToDegrees(double x, double y)
    {
        var (longitude, latitude) = Invert(x * Unit, y * Unit);
        longitude += Meridian;
        if (Shift is not null)
        {
            (longitude, latitude) = Shift.ToWgs84(longitude, latitude, Ellipsoid);
        }

        (longitude, latitude) = (longitude * Degrees, latitude * Degrees);
        return double.IsFinite(longitude) && double.IsFinite(latitude) ? (longitude, latitude) : (x, y);
    }

    /// <summary>Radians of metres.</summary>
    protected abstract (double Longitude, double Latitude) Invert(double x, double y);

    /// <summary>Latitude of an isometric colatitude: the function that conformal projections share.</summary>
    protected double LatitudeOf(double t)
    {
        var e = Ellipsoid.E;
        var latitude = Math.PI / 2 - 2 * Math.Atan(t);
        for (var round = 0; round < 12; round++)
        {
            var sine = e * Math.Sin(latitude);
            latitude = Math.PI / 2 - 2 * Math.Atan(t * Math.Pow((1 - sine) / (1 + sine), e / 2));
        }

        return latitude;
    }

    /// <summary>Isometric colatitude.</summary>
    protected static double T(Ellipsoid ellipsoid, double latitude)
    {
        var sine = ellipsoid.E * Math.Sin(latitude);
        return Math.Tan(Math.PI / 4 - latitude / 2) / Math.Pow((1 - sine) / (1 + sine), ellipsoid.E / 2);
    }

    /// <summary>Radius of a parallel over the great axis.</summary>
    protected static double M(Ellipsoid ellipsoid, double latitude) => Math.Cos(latitude) / Math.Sqrt(1 - ellipsoid.E2 * Math.Pow(Math.Sin(latitude), 2));
}

/// <summary>Longitude and latitude already, in some unit of angle or on another datum.</summary>
sealed class Geographic(Ellipsoid ellipsoid) : Projection(ellipsoid)
{
    protected override (double Longitude, double Latitude) Invert(double x, double y) => (x, y);
}
