using System.Text.Json;

namespace Muster.Tabular.Reading.Json;

/// <summary>Goes through a JSON file once and finds the lists that are tables, with all their column names.</summary>
sealed class JsonScan(JsonPull json, ReadOptions options)
{
    /// <summary>Lists deeper than this belong to a row.</summary>
    const int MaxPath = 4;

    /// <summary>A first value longer than this is no line of many.</summary>
    const long LongestLine = 4 << 20;

    readonly List<JsonTable> tables = [];
    bool isTopology;
    string? projection;

    /// <summary>True where the file is objects one after the other, usually one a line.</summary>
    public static bool IsLines(JsonPull json)
    {
        if (!json.Read() || json.Token != JsonTokenType.StartObject)
        {
            return false;
        }

        while (json.Read() && json.Depth > 0 && json.BytesRead <= LongestLine)
        {
        }

        return json.Depth == 0 && json.Read() && json.Token == JsonTokenType.StartObject;
    }

    /// <summary>The one table of a file of objects in lines.</summary>
    public static JsonTable FindLines(JsonPull json, ReadOptions options)
    {
        var lines = new JsonTable([], JsonShape.Objects);
        while (json.Read())
        {
            if (json.Token == JsonTokenType.StartObject)
            {
                JsonRow.Read(json, JsonShape.Objects, (name, _, _) => lines.Add(name, options.MaxColumns));
                lines.Rows++;
            }
            else
            {
                json.Skip();
            }
        }

        return lines;
    }

    /// <summary>Tables in the order of the file.</summary>
    public static IReadOnlyList<JsonTable> Find(JsonPull json, ReadOptions options)
    {
        var scan = new JsonScan(json, options);
        while (json.Read())
        {
            scan.ReadValue([]);
        }

        foreach (var table in scan.tables.Where(table => table.Shape == JsonShape.Features))
        {
            (table.Projection, table.IsTopology) = (scan.projection, scan.isTopology);
        }

        return [.. scan.tables.Where(table => table.Rows > 0)];
    }

    void ReadValue(IReadOnlyList<string> path)
    {
        switch (json.Token)
        {
            case JsonTokenType.StartObject when path.Count < MaxPath:
                ReadMembers(path);
                break;
            case JsonTokenType.StartArray:
                ReadList(path);
                break;
            default:
                json.Skip();
                break;
        }
    }

    void ReadMembers(IReadOnlyList<string> path)
    {
        while (json.Read() && json.Token == JsonTokenType.PropertyName)
        {
            var name = json.Text();
            json.Read();
            isTopology |= path.Count == 0 && name == "type" && json.Token == JsonTokenType.String && json.Text() == "Topology";
            if (name == "crs" && json.Token == JsonTokenType.StartObject && (path.Count == 0 || path is ["objects", _]))
            {
                projection = NameIn(json) ?? projection;
                continue;
            }

            ReadValue([.. path, name]);
        }
    }

    /// <summary>The name in the crs object of older GeoJSON, on which the reader stands.</summary>
    static string? NameIn(JsonPull json)
    {
        string? name = null;
        for (var depth = json.Depth; json.Read() && !(json.Token == JsonTokenType.EndObject && json.Depth == depth);)
        {
            if (json.Token == JsonTokenType.PropertyName && json.Text() == "name" && json.Read() && json.Token == JsonTokenType.String)
            {
                name = json.Text();
            }
        }

        return name;
    }

    void ReadList(IReadOnlyList<string> path)
    {
        JsonTable? table = null;
        var isFeatures = path is ["features"] || (isTopology && path is ["objects", .., "geometries"]);
        var isLeft = isTopology && !isFeatures;
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            if (isLeft || json.Token is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                json.Skip();
                continue;
            }

            table ??= NewTable(path, json.Token, isFeatures);
            if (json.Token == JsonTokenType.StartObject && table.Shape != JsonShape.Arrays)
            {
                JsonRow.Read(json, table.Shape, (name, _, _) => table.Add(name, options.MaxColumns));
            }
            else
            {
                json.Skip();
            }

            table.Rows++;
        }
    }

    JsonTable NewTable(IReadOnlyList<string> path, JsonTokenType first, bool isFeatures)
    {
        var shape = first == JsonTokenType.StartArray ? JsonShape.Arrays : isFeatures ? JsonShape.Features : JsonShape.Objects;
        var table = new JsonTable(path, shape);
        tables.Add(table);
        return table;
    }
}
