namespace Muster.Tabular.Reading.Map.Projections;

/// <summary>A figure of the Earth.</summary>
/// <param name="A">Half the great axis, in metres.</param>
/// <param name="F">Flattening; 0 for a sphere.</param>
readonly record struct Ellipsoid(double A, double F)
{
    /// <summary>WGS 84.</summary>
    public static Ellipsoid Wgs84 { get; } = new(6_378_137, 1 / 298.257223563);

    /// <summary>Square of the first eccentricity.</summary>
    public double E2 => F * (2 - F);

    public double E => Math.Sqrt(E2);

    /// <summary>True for WGS 84 and for GRS 80, which is the same to a tenth of a millimetre.</summary>
    public bool IsModern => Math.Abs(A - 6_378_137) < 0.5 && Math.Abs((F == 0 ? 0 : 1 / F) - 298.25722) < 0.001;
}
