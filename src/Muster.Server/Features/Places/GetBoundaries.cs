using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using Muster.Server.Errors;
using NetTopologySuite.Coverage;
using NetTopologySuite.Geometries;

namespace Muster.Server.Features.Places;

/// <summary>The boundaries of a level as GeoJSON (RFC 7946), for maps here and elsewhere: <c>within</c> takes only units below a p-code, <c>tolerance</c> simplifies by about that many degrees while neighbours keep one border.</summary>
static class GetBoundaries
{
    /// <summary>About one metre at the equator.</summary>
    const int Decimals = 5;

    /// <returns>A feature collection with <c>code</c>, <c>name</c>, <c>parent</c>, <c>level</c>; 404 <c>places-none</c>; 400 <c>tolerance-invalid</c>; 304 where the ETag is known.</returns>
    public static async Task<IResult> Handle(CountryScope scope, int level, Guid? edition, string? within, string? tolerance, PlaceStore places, BoundaryStore boundaries, IStringLocalizer<PlacesText> text, HttpContext context, CancellationToken cancel)
    {
        if (await places.EditionAsync(scope.Country, edition, cancel) is not { } shown)
        {
            return ShowCountry.None(scope, text);
        }

        var degrees = 0.0;
        if (tolerance is not null && !(double.TryParse(tolerance, CultureInfo.InvariantCulture, out degrees) && degrees is >= 0 and <= 1))
        {
            return new Refusal(400, "tolerance-invalid", text["tolerance-invalid", tolerance], text["tolerance-invalid-next"]);
        }

        var tag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{shown.Id:N}-{shown.Revision}-{level}-{degrees}-{Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(within ?? ""))}\""));
        // Asked again each time, sent again only after a change.
        context.Response.Headers.CacheControl = "public, no-cache";
        context.Response.Headers.ETag = tag.ToString();
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            return TypedResults.StatusCode(304);
        }

        var found = await boundaries.LevelAsync(shown.Id, level, string.IsNullOrWhiteSpace(within) ? null : within, cancel);
        var geometries = Simplified(found, degrees);
        return TypedResults.Stream(stream => WriteAsync(stream, shown, found, geometries), "application/geo+json");
    }

    /// <summary>All at once, so that neighbours keep one border.</summary>
    static Geometry[] Simplified(IReadOnlyList<PlaceBoundary> boundaries, double degrees)
    {
        Geometry[] all = [.. boundaries.Select(boundary => boundary.Geometry)];
        return degrees == 0 || all.Length == 0 ? all : CoverageSimplifier.Simplify(all, degrees);
    }

    static async Task WriteAsync(Stream stream, GazetteerEdition edition, IReadOnlyList<PlaceBoundary> boundaries, Geometry[] geometries)
    {
        await using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteString("name", edition.Name);
        json.WriteString("validOn", edition.ValidOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("source", edition.Source);
        json.WriteString("licence", edition.Licence);
        json.WriteStartArray("features");
        for (var index = 0; index < boundaries.Count; index++)
        {
            var boundary = boundaries[index];
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WriteString("id", boundary.Code);
            json.WriteStartObject("properties");
            json.WriteString("code", boundary.Code);
            json.WriteString("name", boundary.Name);
            json.WriteString("parent", boundary.ParentCode);
            json.WriteNumber("level", boundary.Level);
            json.WriteEndObject();
            WriteGeometry(json, geometries[index]);
            json.WriteEndObject();
            if (json.BytesPending > 1 << 16)
            {
                await json.FlushAsync();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteGeometry(Utf8JsonWriter json, Geometry geometry)
    {
        json.WriteStartObject("geometry");
        json.WriteString("type", geometry is Polygon ? "Polygon" : "MultiPolygon");
        json.WritePropertyName("coordinates");
        if (geometry is Polygon polygon)
        {
            WritePolygon(json, polygon);
        }
        else
        {
            json.WriteStartArray();
            for (var part = 0; part < geometry.NumGeometries; part++)
            {
                WritePolygon(json, (Polygon)geometry.GetGeometryN(part));
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    static void WritePolygon(Utf8JsonWriter json, Polygon polygon)
    {
        json.WriteStartArray();
        if (!polygon.IsEmpty)
        {
            WriteRing(json, polygon.Shell, counterClockwise: true);
            foreach (var hole in polygon.Holes)
            {
                WriteRing(json, hole, counterClockwise: false);
            }
        }

        json.WriteEndArray();
    }

    /// <summary>Outer rings run against the clock, holes with it (RFC 7946, 3.1.6).</summary>
    static void WriteRing(Utf8JsonWriter json, LinearRing ring, bool counterClockwise)
    {
        var points = ring.CoordinateSequence;
        var reverse = ring.IsCCW != counterClockwise;
        json.WriteStartArray();
        for (var index = 0; index < points.Count; index++)
        {
            var at = reverse ? points.Count - 1 - index : index;
            json.WriteStartArray();
            json.WriteNumberValue(Math.Round(points.GetX(at), Decimals));
            json.WriteNumberValue(Math.Round(points.GetY(at), Decimals));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
