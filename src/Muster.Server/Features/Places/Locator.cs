using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.Simplify;

namespace Muster.Server.Features.Places;

/// <summary>A small map, drawn by the server: the unit within its country.</summary>
/// <param name="Width">Of the drawing, in its own units.</param>
/// <param name="Height">Of the drawing.</param>
/// <param name="Country">Path of the country's outline.</param>
/// <param name="Parent">Path of the unit above, or empty.</param>
/// <param name="Place">Path of the unit.</param>
/// <param name="Ring">Circle around a unit too small to see, or null: x, y, radius.</param>
public sealed record Locator(double Width, double Height, string Country, string Parent, string Place, (double X, double Y, double Radius)? Ring)
{
    const double Side = 320;

    /// <summary>Null where the unit has no boundary.</summary>
    internal static async Task<Locator?> DrawAsync(GazetteerEdition edition, PlaceRow place, BoundaryStore boundaries, CancellationToken cancel)
    {
        if (place.Boundary is null)
        {
            return null;
        }

        var own = new WKBReader { HandleSRID = false }.Read(place.Boundary);
        var country = await boundaries.LevelAsync(edition.Id, 0, null, cancel) is [var whole, ..] ? whole.Geometry : own;
        var parent = place is { Level: > 1, ParentCode: { } code } ? (await boundaries.LevelAsync(edition.Id, place.Level - 1, null, cancel)).FirstOrDefault(boundary => boundary.Code == code)?.Geometry : null;
        var box = country.EnvelopeInternal.Copy();
        box.ExpandToInclude(own.EnvelopeInternal);

        // Degrees of longitude shrink towards the poles: drawn true in the middle of the country.
        var squeeze = Math.Max(0.1, Math.Cos(box.Centre.Y * Math.PI / 180));
        var scale = Side / Math.Max(box.Width * squeeze, Math.Max(box.Height, 1e-6));
        var drawing = new Drawing(box, scale * squeeze, scale);
        var small = own.EnvelopeInternal;
        var radius = Math.Max(small.Width * squeeze, small.Height) * scale / 2;
        return new Locator(
            Math.Round(box.Width * squeeze * scale, 1), Math.Round(box.Height * scale, 1),
            drawing.Path(country), parent is null ? "" : drawing.Path(parent), drawing.Path(own),
            radius < 8 ? (drawing.X(small.Centre.X), drawing.Y(small.Centre.Y), 12) : null);
    }

    sealed record Drawing(Envelope Box, double ScaleX, double ScaleY)
    {
        public double X(double longitude) => Math.Round((longitude - Box.MinX) * ScaleX, 1);

        public double Y(double latitude) => Math.Round((Box.MaxY - latitude) * ScaleY, 1);

        /// <summary>Half a pixel is not seen: what is finer is left out.</summary>
        public string Path(Geometry geometry)
        {
            var simple = DouglasPeuckerSimplifier.Simplify(geometry, 0.4 / ScaleY);
            var path = new StringBuilder();
            for (var part = 0; part < simple.NumGeometries; part++)
            {
                if (simple.GetGeometryN(part) is Polygon { IsEmpty: false } polygon)
                {
                    Ring(path, polygon.Shell);
                    foreach (var hole in polygon.Holes)
                    {
                        Ring(path, hole);
                    }
                }
            }

            return path.ToString();
        }

        void Ring(StringBuilder path, LinearRing ring)
        {
            var points = ring.CoordinateSequence;
            for (var index = 0; index < points.Count - 1; index++)
            {
                path.Append(CultureInfo.InvariantCulture, $"{(index == 0 ? 'M' : 'L')}{X(points.GetX(index))} {Y(points.GetY(index))}");
            }

            path.Append('Z');
        }
    }
}
