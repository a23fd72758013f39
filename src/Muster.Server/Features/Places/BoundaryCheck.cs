using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Valid;

namespace Muster.Server.Features.Places;

/// <summary>The rules of a single boundary (cod.md 4.5): areas, in degrees, valid.</summary>
static class BoundaryCheck
{
    /// <summary>Checks one boundary; with <paramref name="repair"/> an invalid one is mended and told.</summary>
    /// <returns>The boundary to keep, two-dimensional; null after a finding that refuses it.</returns>
    public static Geometry? Check(string code, Geometry geometry, bool repair, PlaceFindings findings)
    {
        if (geometry is not (Polygon or MultiPolygon))
        {
            findings.Refuse("AB-G02", code, geometry.GeometryType);
            return null;
        }

        var box = geometry.EnvelopeInternal;
        if (!(box.MinX >= -180 && box.MaxX <= 180 && box.MinY >= -90 && box.MaxY <= 90))
        {
            var first = geometry.Coordinate;
            findings.Refuse("AB-G04", code, Number(first.X), Number(first.Y));
            return null;
        }

        var flat = Flat(geometry);
        if (new IsValidOp(flat).ValidationError is not { } error)
        {
            return flat;
        }

        var at = error.Coordinate ?? flat.Coordinate;
        if (!repair)
        {
            findings.Refuse("AB-G03", code, error.Message, Number(at.X), Number(at.Y));
            return null;
        }

        var mended = Areas(GeometryFixer.Fix(flat));
        if (mended is null)
        {
            findings.Refuse("AB-G03", code, error.Message, Number(at.X), Number(at.Y));
            return null;
        }

        findings.Warn("AB-G03", code, error.Message, Number(at.X), Number(at.Y));
        return mended;
    }

    /// <summary>Area on the sphere of equal surface (radius 6371.0072 km): within 0.3 % of the ellipsoid's.</summary>
    public static double SquareKilometres(Geometry geometry)
    {
        var area = 0.0;
        for (var index = 0; index < geometry.NumGeometries; index++)
        {
            if (geometry.GetGeometryN(index) is Polygon polygon)
            {
                area += Ring(polygon.ExteriorRing) - polygon.InteriorRings.Sum(Ring);
            }
        }

        return area;
    }

    /// <summary>Lines and points that fixing left beside the areas are dropped; null where no area is left.</summary>
    static Geometry? Areas(Geometry geometry)
    {
        var polygons = PolygonExtracter.GetPolygons(geometry).Where(polygon => !polygon.IsEmpty).ToArray();
        return polygons.Length == 0 ? null : polygons.Length == 1 ? polygons[0] : geometry.Factory.BuildGeometry(polygons);
    }

    /// <summary>Without third coordinates.</summary>
    static Geometry Flat(Geometry geometry)
    {
        if (geometry.Coordinate is not CoordinateZ and not CoordinateM)
        {
            return geometry;
        }

        var editor = new GeometryEditor(geometry.Factory);
        return editor.Edit(geometry, new TwoDimensions());
    }

    static double Ring(LineString ring)
    {
        const double SquareRadius = 6371.0072 * 6371.0072;
        var (points, sum) = (ring.CoordinateSequence, 0.0);
        for (var index = 0; index + 1 < points.Count; index++)
        {
            var step = (points.GetX(index + 1) - points.GetX(index)) * Math.PI / 180;
            sum += step * (2 + Math.Sin(points.GetY(index) * Math.PI / 180) + Math.Sin(points.GetY(index + 1) * Math.PI / 180));
        }

        return Math.Abs(sum * SquareRadius / 2);
    }

    static string Number(double degrees) => degrees.ToString("0.#####", System.Globalization.CultureInfo.InvariantCulture);

    sealed class TwoDimensions : GeometryEditor.CoordinateOperation
    {
        public override Coordinate[] Edit(Coordinate[] coordinates, Geometry geometry) => [.. coordinates.Select(point => new Coordinate(point.X, point.Y))];
    }
}
