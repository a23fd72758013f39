using System.Globalization;
using System.Text.RegularExpressions;

namespace Muster.Tabular.Reading.Map.Projections;

/// <summary>Finds the projection that a file states: as well-known text, or by its EPSG number.</summary>
static partial class ProjectionReader
{
    const double Radians = Math.PI / 180;

    /// <summary>Reads well-known text.</summary>
    /// <returns>Null where the coordinates are degrees on WGS 84 already.</returns>
    /// <exception cref="UnreadableException"><c>projection-unknown</c>.</exception>
    public static Projection? OfText(string text, string where)
    {
        var root = CrsNode.Parse(text);
        root = root?.Word == "COMPD_CS" ? root.Nodes.FirstOrDefault(node => node.Word is "GEOGCS" or "PROJCS") : root;
        try
        {
            return root switch
            {
                { Word: "GEOGCS" } => OfDegrees(root),
                { Word: "PROJCS" } when root["GEOGCS"] is { } degrees => OfPlane(root, degrees),
                _ => throw new ArgumentException("no coordinate system"),
            };
        }
        catch (ArgumentException)
        {
            throw ReadProblems.UnknownProjection(root?.Name is { Length: > 0 } name ? name : text.Trim(), where);
        }
    }

    /// <summary>Finds a projection by its name, such as <c>EPSG:32618</c> or <c>urn:ogc:def:crs:OGC:1.3:CRS84</c>.</summary>
    /// <inheritdoc cref="OfText"/>
    public static Projection? OfName(string name, string where)
    {
        if (name.Contains("CRS84", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var number = EpsgNumber().Match(name) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;
        return number switch
        {
            // Degrees on WGS 84, ETRS 89, NAD 83, and what the first of them was called before.
            4326 or 4258 or 4269 or 4979 => null,
            3857 or 900913 or 102100 or 3785 => Mercator.Web(),
            > 32600 and <= 32660 => TransverseMercator.Utm(Ellipsoid.Wgs84, number - 32600, isSouth: false),
            > 32700 and <= 32760 => TransverseMercator.Utm(Ellipsoid.Wgs84, number - 32700, isSouth: true),
            > 25827 and <= 25838 => TransverseMercator.Utm(Ellipsoid.Wgs84, number - 25800, isSouth: false),
            _ => throw ReadProblems.UnknownProjection(name, where),
        };
    }

    static Geographic? OfDegrees(CrsNode crs)
    {
        var (ellipsoid, shift) = DatumOf(crs);
        var (unit, meridian) = (AngleOf(crs), MeridianOf(crs));
        return shift is null && meridian == 0 && Math.Abs(unit - Radians) < 1e-10 ? null : new Geographic(ellipsoid) { Unit = unit, Meridian = meridian, Shift = shift };
    }

    static Projection OfPlane(CrsNode crs, CrsNode degrees)
    {
        var (ellipsoid, shift) = DatumOf(degrees);
        var unit = crs["UNIT"] is { Numbers: [> 0 and < 1e6 and var metres, ..] } ? metres : throw new ArgumentException("unit");
        var angle = AngleOf(degrees);
        var values = crs.Nodes.Where(node => node is { Word: "PARAMETER", Numbers.Count: > 0 }).GroupBy(node => node.Name.ToLowerInvariant()).ToDictionary(group => group.Key, group => group.First().Numbers[0]);
        double Value(double otherwise, params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (values.TryGetValue(name, out var value))
                {
                    return value;
                }
            }

            return otherwise;
        }

        var (east, north) = (Value(0, "false_easting") * unit, Value(0, "false_northing") * unit);
        var longitude = Value(0, "central_meridian", "longitude_of_center", "longitude_of_origin") * angle;
        var latitude = Value(0, "latitude_of_origin", "latitude_of_center") * angle;
        var scale = Value(1, "scale_factor");
        var first = Value(latitude / angle, "standard_parallel_1") * angle;
        var second = Value(first / angle, "standard_parallel_2") * angle;
        var name = (crs["PROJECTION"]?.Name ?? "").ToLowerInvariant();
        Projection projection = name switch
        {
            "transverse_mercator" or "gauss_kruger" => new TransverseMercator(ellipsoid, latitude, longitude, scale, east, north) { Unit = unit, Meridian = MeridianOf(degrees), Shift = shift },
            "lambert_conformal_conic" or "lambert_conformal_conic_1sp" or "lambert_conformal_conic_2sp" => new LambertConformal(ellipsoid, latitude, longitude, first, second, scale, east, north) { Unit = unit, Meridian = MeridianOf(degrees), Shift = shift },
            "albers" or "albers_conic_equal_area" => new AlbersEqualArea(ellipsoid, latitude, longitude, first, second, east, north) { Unit = unit, Meridian = MeridianOf(degrees), Shift = shift },
            "mercator_auxiliary_sphere" or "popular_visualisation_pseudo_mercator" or "mercator_1sp" or "mercator" when IsWeb(crs, name) => new Mercator(new Ellipsoid(ellipsoid.A, 0), longitude, 1, east, north) { Unit = unit, Meridian = MeridianOf(degrees) },
            "mercator_1sp" => new Mercator(ellipsoid, longitude, scale, east, north) { Unit = unit, Meridian = MeridianOf(degrees), Shift = shift },
            "mercator" or "mercator_2sp" => new Mercator(ellipsoid, longitude, Mercator.ScaleAt(ellipsoid, first), east, north) { Unit = unit, Meridian = MeridianOf(degrees), Shift = shift },
            _ => throw new ArgumentException("projection"),
        };
        return IsSound(projection) ? projection : throw new ArgumentException("parameters");
    }

    static bool IsWeb(CrsNode crs, string name) =>
        name is "mercator_auxiliary_sphere" or "popular_visualisation_pseudo_mercator" || crs.Name.Contains("Pseudo-Mercator", StringComparison.OrdinalIgnoreCase) || crs.Name.Contains("Web_Mercator", StringComparison.OrdinalIgnoreCase);

    /// <summary>A datum on the modern figure of the Earth lies within a few metres of WGS 84; any other has to say how it is shifted.</summary>
    static (Ellipsoid Ellipsoid, DatumShift? Shift) DatumOf(CrsNode degrees)
    {
        var datum = degrees["DATUM"] ?? throw new ArgumentException("datum");
        var ellipsoid = datum["SPHEROID"] is { Numbers: [> 6e6 and < 7e6 and var a, >= 0 and < 1e4 and var inverse, ..] } ? new Ellipsoid(a, inverse == 0 ? 0 : 1 / inverse) : throw new ArgumentException("spheroid");
        var numbers = datum["TOWGS84"]?.Numbers ?? [];
        if (numbers.Count is 3 or 7)
        {
            return (ellipsoid, numbers.All(number => number == 0) && ellipsoid.IsModern ? null : new DatumShift(numbers[0], numbers[1], numbers[2], numbers.ElementAtOrDefault(3), numbers.ElementAtOrDefault(4), numbers.ElementAtOrDefault(5), numbers.ElementAtOrDefault(6)));
        }

        return ellipsoid.IsModern ? (ellipsoid, null) : throw new ArgumentException("datum");
    }

    static double AngleOf(CrsNode degrees) => degrees["UNIT"] is { Numbers: [> 0 and < 10 and var angle, ..] } ? angle : throw new ArgumentException("unit");

    static double MeridianOf(CrsNode degrees) => (degrees["PRIMEM"] is { Numbers: [var meridian, ..] } ? meridian : 0) * AngleOf(degrees);

    /// <summary>Parameters that make no projection, such as a parallel at the pole, give no number for any point.</summary>
    static bool IsSound(Projection projection) => projection.ToDegrees(1e5 / projection.Unit, 1e5 / projection.Unit) is ( >= -540 and <= 540, >= -90 and <= 90);

    [GeneratedRegex(@"EPSG:{1,2}(?:[\d.]*:)?(\d{4,6})$", RegexOptions.IgnoreCase)]
    private static partial Regex EpsgNumber();
}
