using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;

namespace Muster.Server.Features.Places;

/// <summary>A feature as it came: its number from 1, its properties as text, its geometry.</summary>
readonly record struct GeoFeature(int Number, IReadOnlyDictionary<string, string> Properties, Geometry? Geometry);

/// <summary>Reads the features of a GeoJSON file (RFC 7946) one by one, so that a large file needs the memory of its largest feature only.</summary>
sealed class GeoJsonReader(string fileName)
{
    const int LargestFeature = 128 << 20;
    const int MostFeatures = 250_000;
    const int MostPropertyCharacters = 4000;

    static readonly JsonSerializerOptions Geometries = new()
    {
        MaxDepth = 32,
        Converters = { new GeoJsonConverterFactory(new GeometryFactory(new PrecisionModel(), 4326)) },
    };

    byte[] buffer = new byte[1 << 16];
    int start, end;
    bool isEnd;
    int count;
    JsonReaderState state = new(new JsonReaderOptions { AllowTrailingCommas = false, MaxDepth = 64 });
    string? type, property;
    bool inFeatures, sawFeatures;

    /// <summary>Calls for each feature in file order.</summary>
    /// <returns>False for TopoJSON, whose shapes share their lines: it has no features.</returns>
    /// <exception cref="LoadRefusedException">Not GeoJSON, cut off, a feature that is too large, or stated in another projection.</exception>
    public bool Read(Stream stream, Action<GeoFeature> onFeature, CancellationToken cancel)
    {
        try
        {
            SkipByteOrderMark(stream);
            while (ReadSome(onFeature))
            {
                cancel.ThrowIfCancellationRequested();
                Fill(stream);
            }
        }
        catch (JsonException broken)
        {
            throw IsCutOff ? CutOff() : NotGeoJson($"line {(broken.LineNumber ?? 0) + 1}");
        }

        if (!sawFeatures)
        {
            return type == "Topology" ? false : throw NotGeoJson(type is null ? "byte 1" : $"type {type}");
        }

        return true;
    }

    /// <summary>Goes through what is in the buffer.</summary>
    /// <returns>False at the end of the document.</returns>
    bool ReadSome(Action<GeoFeature> onFeature)
    {
        var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), isEnd, state);
        while (true)
        {
            // A copy to go back to where the buffer ends within a feature.
            var before = reader;
            if (!reader.Read())
            {
                Keep(before);
                return !isEnd;
            }

            if (reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.StartArray)
            {
                throw NotGeoJson("byte 1");
            }

            if (inFeatures && reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == 2)
            {
                var from = (int)reader.TokenStartIndex;
                if (!reader.TrySkip())
                {
                    Keep(before);
                    return true;
                }

                onFeature(Feature(buffer.AsMemory(start + from, (int)reader.BytesConsumed - from)));
            }
            else if (!Member(ref reader))
            {
                Keep(before);
                return true;
            }
        }
    }

    /// <summary>Notes a member of the collection itself.</summary>
    /// <returns>False where the buffer ends within it.</returns>
    bool Member(ref Utf8JsonReader reader)
    {
        if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 })
        {
            property = reader.GetString();
        }
        else if (reader is { TokenType: JsonTokenType.StartArray, CurrentDepth: 1 } && property == "features")
        {
            inFeatures = sawFeatures = true;
        }
        else if (reader is { TokenType: JsonTokenType.EndArray, CurrentDepth: 1 })
        {
            inFeatures = false;
        }
        else if (reader is { TokenType: JsonTokenType.String, CurrentDepth: 1 } && property == "type")
        {
            type = reader.GetString();
        }
        else if (reader is { TokenType: JsonTokenType.StartObject, CurrentDepth: 1 } && property == "crs")
        {
            var copy = reader;
            if (!copy.TrySkip())
            {
                return false;
            }

            using var crs = JsonDocument.ParseValue(ref reader);
            CheckProjection(crs.RootElement);
        }

        return true;
    }

    /// <summary>The older standard could state a projection; only the two names of longitude and latitude on WGS 84 will do.</summary>
    void CheckProjection(JsonElement crs)
    {
        var name = crs.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty("name", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
        if (name.Length > 0 && !name.Contains("CRS84", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(":4326", StringComparison.Ordinal))
        {
            throw new LoadRefusedException("boundary-projection", fileName, name.Length > 100 ? name[..100] : name);
        }
    }

    GeoFeature Feature(ReadOnlyMemory<byte> json)
    {
        if (++count > MostFeatures)
        {
            throw new LoadRefusedException("boundary-too-many", fileName, MostFeatures.ToString("N0", System.Globalization.CultureInfo.InvariantCulture));
        }

        using var document = JsonDocument.Parse(json);
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        if (document.RootElement.TryGetProperty("properties", out var found) && found.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in found.EnumerateObject())
            {
                properties[member.Name] = Text(member.Value);
            }
        }

        return new GeoFeature(count, properties, GeometryOf(document.RootElement));
    }

    Geometry? GeometryOf(JsonElement feature)
    {
        if (!feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        try
        {
            return geometry.Deserialize<Geometry>(Geometries);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException or NotSupportedException)
        {
            throw new LoadRefusedException("boundary-broken", fileName, count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    static string Text(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => "",
        };
        return text.Length <= MostPropertyCharacters ? text : text[..MostPropertyCharacters];
    }

    void Keep(in Utf8JsonReader at)
    {
        state = at.CurrentState;
        start += (int)at.BytesConsumed;
    }

    void Fill(Stream stream)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            if (buffer.Length >= LargestFeature)
            {
                throw new LoadRefusedException("boundary-feature-too-large", fileName, (count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
            }

            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = stream.Read(buffer, end, buffer.Length - end);
        isEnd = read == 0;
        end += read;
    }

    void SkipByteOrderMark(Stream stream)
    {
        Fill(stream);
        if (buffer.AsSpan(0, end).StartsWith("\uFEFF"u8))
        {
            start = 3;
        }
    }

    /// <summary>A collection begun well that does not end with a brace.</summary>
    bool IsCutOff => sawFeatures && isEnd && buffer.AsSpan(start, end - start).TrimEnd(" \t\r\n"u8) is not [.., (byte)'}'];

    LoadRefusedException CutOff() => new("boundary-cut-off", fileName, count.ToString(System.Globalization.CultureInfo.InvariantCulture));

    LoadRefusedException NotGeoJson(string where) => new("boundary-not-geojson", fileName, where);
}
