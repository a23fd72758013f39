using NetTopologySuite.Geometries;

namespace Muster.Tabular.Reading.Map.Projections;

/// <summary>Areas on the ellipsoid: a shape is drawn on the cylinder of equal area, where its plane area is its true one (Snyder 1987, formula 3-12).</summary>
static class EqualArea
{
    const double Radians = Math.PI / 180;

    /// <summary>Square kilometres of a shape in degrees on WGS 84; lines and points have none.</summary>
    public static double SquareKilometres(Geometry geometry) => SquareMetres(geometry) / 1e6;

    /// <summary>Square metres of a shape in degrees on WGS 84.</summary>
    public static double SquareMetres(Geometry geometry)
    {
        var area = 0.0;
        for (var index = 0; index < geometry.NumGeometries; index++)
        {
            switch (geometry.GetGeometryN(index))
            {
                case Polygon { IsEmpty: false } polygon:
                    area += Ring(polygon.ExteriorRing);
                    foreach (var hole in polygon.InteriorRings)
                    {
                        area -= Ring(hole);
                    }

                    break;
                case GeometryCollection inner when inner != geometry:
                    area += SquareMetres(inner);
                    break;
            }
        }

        return area;
    }

    /// <summary>Metres along a line in degrees, good for short pieces.</summary>
    public static double Metres(Geometry line)
    {
        var sum = 0.0;
        var points = line.Coordinates;
        for (var index = 1; index < points.Length; index++)
        {
            sum += Metres(points[index - 1], points[index]);
        }

        return sum;
    }

    /// <summary>Metres between two points in degrees, good for short ways.</summary>
    public static double Metres(Coordinate from, Coordinate to)
    {
        var middle = (from.Y + to.Y) / 2 * Radians;
        var (east, north) = ((to.X - from.X) * Radians * Math.Cos(middle), (to.Y - from.Y) * Radians);
        return Ellipsoid.Wgs84.A * Math.Sqrt(east * east + north * north);
    }

    /// <summary>Twice the area from the equator to a latitude, over the square of the great axis and the longitude.</summary>
    public static double Q(Ellipsoid ellipsoid, double latitude)
    {
        var (e, sine) = (ellipsoid.E, Math.Sin(latitude));
        return e == 0 ? 2 * sine : (1 - ellipsoid.E2) * (sine / (1 - ellipsoid.E2 * sine * sine) + Math.Atanh(e * sine) / e);
    }

    /// <summary>The latitude that has a q.</summary>
    public static double LatitudeOf(Ellipsoid ellipsoid, double q)
    {
        var latitude = Math.Asin(Math.Clamp(q / 2, -1, 1));
        for (var round = 0; round < 12; round++)
        {
            var slope = 2 * Math.Cos(latitude) * (1 - ellipsoid.E2) / Math.Pow(1 - ellipsoid.E2 * Math.Pow(Math.Sin(latitude), 2), 2);
            if (Math.Abs(slope) < 1e-12)
            {
                break;
            }

            latitude += (q - Q(ellipsoid, latitude)) / slope;
        }

        return latitude;
    }

    static double Ring(LineString ring)
    {
        var (points, a) = (ring.CoordinateSequence, Ellipsoid.Wgs84.A);
        if (points.Count < 3)
        {
            return 0;
        }

        var (sum, firstX) = (0.0, points.GetX(0));
        var (x, y) = (0.0, Q(Ellipsoid.Wgs84, points.GetY(0) * Radians) / 2);
        for (var index = 1; index < points.Count; index++)
        {
            var (nextX, nextY) = ((points.GetX(index) - firstX) * Radians, Q(Ellipsoid.Wgs84, points.GetY(index) * Radians) / 2);
            sum += x * nextY - nextX * y;
            (x, y) = (nextX, nextY);
        }

        return Math.Abs(sum) / 2 * a * a;
    }
}
