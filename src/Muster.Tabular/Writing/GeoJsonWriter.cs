using System.Text.Encodings.Web;
using System.Text.Json;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace Muster.Tabular.Writing;

/// <summary>Writes features of GeoJSON (RFC 7946): longitude first, outer rings against the clock, no crs member.</summary>
sealed class GeoJsonWriter : TableWriter
{
    const int FlushBytes = 1 << 16;

    readonly Stream output;
    readonly Utf8JsonWriter json;
    readonly RowShapes shapes;
    readonly (int Column, JsonEncodedText Name, bool IsNumber)[] columns;

    public GeoJsonWriter(Stream output, IReadOnlyList<ColumnMeaning> columns, RowShapes shapes, IReadOnlyList<ColumnProfile>? profiles, HeaderStyle headers)
        : base(output)
    {
        (this.output, this.shapes) = (output, shapes);
        json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        var exact = (profiles ?? []).Where(profile => profile.IsExact && profile.Type is ColumnType.WholeNumber or ColumnType.Number && profile.IsExact).Select(profile => profile.Column).ToHashSet();
        var names = Headers.SingleNames(columns, headers, StringComparer.Ordinal);
        this.columns = [.. columns.Select((column, index) => (column.Column.Index, JsonEncodedText.Encode(names[index], JavaScriptEncoder.UnsafeRelaxedJsonEscaping), exact.Contains(column.Column.Index)))];
        json.WriteStartObject();
        json.WriteString("type"u8, "FeatureCollection"u8);
        json.WriteStartArray("features"u8);
    }

    public override void Write(RowBlock block)
    {
        for (var row = 0; row < block.Count; row++)
        {
            json.Flush();
            output.Write("\n"u8);
            json.WriteStartObject();
            json.WriteString("type"u8, "Feature"u8);
            WriteProperties(block, row);
            json.WritePropertyName("geometry"u8);
            WriteShape(shapes.Of(block, row));
            json.WriteEndObject();
        }
    }

    protected override void End()
    {
        json.Flush();
        output.Write("\n"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
        output.Flush();
    }

    protected override void Dispose(bool disposing)
    {
        // Only what was flushed is written: an unfinished collection is dropped with the file.
        json.Reset(Stream.Null);
        json.Dispose();
        base.Dispose(disposing);
    }

    void WriteProperties(RowBlock block, int row)
    {
        json.WriteStartObject("properties"u8);
        foreach (var (column, name, isNumber) in columns)
        {
            var text = block.Field(row, column);
            json.WritePropertyName(name);
            if (text.IsWhiteSpace())
            {
                json.WriteNullValue();
            }
            else if (isNumber)
            {
                json.WriteRawValue(text.Trim(), skipInputValidation: false);
            }
            else if (block.Kind(row, column) == CellKind.Boolean && text is "true" or "false")
            {
                json.WriteBooleanValue(text is "true");
            }
            else
            {
                json.WriteStringValue(text);
            }
        }

        json.WriteEndObject();
    }

    void WriteShape(Geometry? shape)
    {
        if (shape is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("type"u8, shape.GeometryType);
        if (shape is GeometryCollection and not (MultiPolygon or MultiLineString or MultiPoint))
        {
            json.WriteStartArray("geometries"u8);
            for (var part = 0; part < shape.NumGeometries; part++)
            {
                WriteShape(shape.GetGeometryN(part));
            }

            json.WriteEndArray();
        }
        else
        {
            json.WritePropertyName("coordinates"u8);
            WriteCoordinates(shape);
        }

        json.WriteEndObject();
    }

    void WriteCoordinates(Geometry shape)
    {
        switch (shape)
        {
            case Point point:
                WritePosition(point.X, point.Y);
                break;
            case LineString line:
                WriteLine(line.CoordinateSequence, isBackwards: false);
                break;
            case Polygon polygon:
                json.WriteStartArray();
                WriteRing(polygon.ExteriorRing, againstClock: true);
                foreach (var hole in polygon.InteriorRings)
                {
                    WriteRing(hole, againstClock: false);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteStartArray();
                for (var part = 0; part < shape.NumGeometries; part++)
                {
                    WriteCoordinates(shape.GetGeometryN(part));
                }

                json.WriteEndArray();
                break;
        }
    }

    void WriteRing(LineString ring, bool againstClock) => WriteLine(ring.CoordinateSequence, Orientation.IsCCW(ring.CoordinateSequence) != againstClock);

    void WriteLine(CoordinateSequence points, bool isBackwards)
    {
        json.WriteStartArray();
        for (var at = 0; at < points.Count; at++)
        {
            var index = isBackwards ? points.Count - 1 - at : at;
            WritePosition(points.GetX(index), points.GetY(index));
            if (json.BytesPending > FlushBytes)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
    }

    void WritePosition(double x, double y)
    {
        json.WriteStartArray();
        json.WriteNumberValue(x);
        json.WriteNumberValue(y);
        json.WriteEndArray();
    }
}
