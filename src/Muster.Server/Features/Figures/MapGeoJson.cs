using System.Buffers;
using System.Text.Json;
using Muster.Server.Features.Figures.Drawing;
using NetTopologySuite.Geometries;

namespace Muster.Server.Features.Figures;

/// <summary>Areas as GeoJSON (RFC 7946) for the map in the browser: borders thinned together, so that neighbours still meet, fine enough to zoom some six times.</summary>
static class MapGeoJson
{
    /// <summary>Pixels of the whole map for which borders are thinned.</summary>
    const double Pixels = 6000;

    public static byte[] Write(IReadOnlyList<MapArea> areas)
    {
        var box = new Envelope();
        foreach (var area in areas)
        {
            box.ExpandToInclude(area.Shape.EnvelopeInternal);
        }

        var perDegree = Pixels / Math.Max(1e-6, Math.Max(box.Width, box.Height));
        var outlines = Outlines.Of([.. areas.Select(area => area.Shape)], (longitude, latitude) => new((longitude - box.MinX) * perDegree, (latitude - box.MinY) * perDegree));
        var bytes = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            for (var index = 0; index < areas.Count; index++)
            {
                WriteArea(json, areas[index], outlines.Areas[index], spot => ((spot.X / perDegree) + box.MinX, (spot.Y / perDegree) + box.MinY));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    static void WriteArea(Utf8JsonWriter json, MapArea area, Outline outline, Func<Spot, (double, double)> toDegrees)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("properties");
        json.WriteString("code", area.Code);
        json.WriteString("name", area.Name);
        json.WriteEndObject();
        json.WriteStartObject("geometry");
        json.WriteString("type", "MultiPolygon");
        json.WriteStartArray("coordinates");
        foreach (var polygon in outline.Polygons)
        {
            json.WriteStartArray();
            foreach (var ring in polygon)
            {
                WriteRing(json, ring, toDegrees);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void WriteRing(Utf8JsonWriter json, Spot[] ring, Func<Spot, (double Longitude, double Latitude)> toDegrees)
    {
        json.WriteStartArray();
        foreach (var spot in ring.Append(ring[0]))
        {
            var (longitude, latitude) = toDegrees(spot);
            json.WriteStartArray();
            json.WriteNumberValue(Math.Round(longitude, 5));
            json.WriteNumberValue(Math.Round(latitude, 5));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
