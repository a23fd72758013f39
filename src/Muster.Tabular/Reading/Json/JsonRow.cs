using System.Globalization;
using System.Text.Json;
using Muster.Tabular.Reading.Map;
using NetTopologySuite.Geometries;

namespace Muster.Tabular.Reading.Json;

/// <summary>Walks one row of a JSON list.</summary>
static class JsonRow
{
    public const string Longitude = "longitude";
    public const string Latitude = "latitude";

    /// <summary>What receives a cell: name, text, kind.</summary>
    public delegate void OnCell(string column, string text, CellKind kind);

    /// <summary>Hands over the cells of the object on which the reader stands, up to its end.</summary>
    public static void Read(JsonPull json, JsonShape shape, OnCell onCell, GeoJsonShapes? shapes = null)
    {
        if (shape == JsonShape.Features)
        {
            ReadFeature(json, onCell, shapes);
        }
        else
        {
            ReadObject(json, "", onCell);
        }
    }

    /// <summary>The cell on which the reader stands; lists and objects as JSON.</summary>
    public static (string Text, CellKind Kind) Cell(JsonPull json) => json.Token switch
    {
        JsonTokenType.String => json.Text() is { Length: > 0 } text ? (text, CellKind.Text) : ("", CellKind.Empty),
        JsonTokenType.Number => (System.Text.Encoding.ASCII.GetString(json.Raw), CellKind.Number),
        JsonTokenType.True => ("true", CellKind.Boolean),
        JsonTokenType.False => ("false", CellKind.Boolean),
        JsonTokenType.StartArray or JsonTokenType.StartObject => (json.Compact(), CellKind.Text),
        _ => ("", CellKind.Empty),
    };

    static void ReadObject(JsonPull json, string prefix, OnCell onCell)
    {
        while (json.Read() && json.Token == JsonTokenType.PropertyName)
        {
            var name = prefix + json.Text();
            json.Read();
            if (json.Token == JsonTokenType.StartObject)
            {
                ReadObject(json, name + ".", onCell);
            }
            else
            {
                var (text, kind) = Cell(json);
                onCell(name, text, kind);
            }
        }
    }

    static void ReadFeature(JsonPull json, OnCell onCell, GeoJsonShapes? shapes)
    {
        while (json.Read() && json.Token == JsonTokenType.PropertyName)
        {
            var name = json.Text();
            json.Read();
            switch (name, json.Token)
            {
                case ("properties", JsonTokenType.StartObject):
                    ReadObject(json, "", onCell);
                    break;
                case ("geometry", JsonTokenType.StartObject) when shapes is not null:
                    shapes.TakeGeometry(json);
                    AddPoint(shapes.Shape, onCell);
                    break;
                case ("geometry", JsonTokenType.StartObject):
                    ReadGeometry(json, onCell);
                    break;
                case ("id", _):
                    var (text, kind) = Cell(json);
                    onCell("id", text, kind);
                    break;
                default:
                    if (shapes?.TakeMember(name, json) != true)
                    {
                        json.Skip();
                    }

                    break;
            }
        }
    }

    static void AddPoint(Geometry? shape, OnCell onCell)
    {
        if (shape is Point { IsEmpty: false } point)
        {
            onCell(Longitude, point.X.ToString(CultureInfo.InvariantCulture), CellKind.Number);
            onCell(Latitude, point.Y.ToString(CultureInfo.InvariantCulture), CellKind.Number);
        }
    }

    // Points are a pair of columns; lines and areas stay with the map.
    static void ReadGeometry(JsonPull json, OnCell onCell)
    {
        var isPoint = false;
        var numbers = new List<string>();
        while (json.Read() && json.Token == JsonTokenType.PropertyName)
        {
            var name = json.Text();
            json.Read();
            if (name == "type" && json.Token == JsonTokenType.String)
            {
                isPoint = json.Text() == "Point";
            }
            else if (name == "coordinates" && json.Token == JsonTokenType.StartArray)
            {
                ReadPosition(json, numbers);
            }
            else
            {
                json.Skip();
            }
        }

        if (isPoint && numbers.Count >= 2)
        {
            onCell(Longitude, numbers[0], CellKind.Number);
            onCell(Latitude, numbers[1], CellKind.Number);
        }
    }

    static void ReadPosition(JsonPull json, List<string> numbers)
    {
        var depth = json.Depth;
        while (json.Read() && !(json.Token == JsonTokenType.EndArray && json.Depth == depth))
        {
            if (json.Token == JsonTokenType.Number && json.Depth == depth + 1)
            {
                numbers.Add(System.Text.Encoding.ASCII.GetString(json.Raw));
            }
        }
    }
}
