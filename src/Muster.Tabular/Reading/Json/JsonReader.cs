using System.Text.Json;
using Muster.Tabular.Reading.Map;
using NetTopologySuite.Geometries;

namespace Muster.Tabular.Reading.Json;

/// <summary>Streams the rows of one list of a JSON file; the names of objects come first as a header row.</summary>
sealed class JsonReader : RowReader
{
    readonly JsonPull json;
    readonly JsonTable table;
    readonly bool isLines;
    readonly ReadOptions options;
    readonly GeoJsonShapes? shapes;
    readonly List<string> texts = [];
    readonly List<CellKind> kinds = [];
    bool isHeaderDue;
    bool isDone;
    int rowNumber;

    public JsonReader(JsonPull json, JsonTable table, bool isLines, ReadOptions options, GeoJsonShapes? shapes)
    {
        (this.json, this.table, this.isLines, this.options, this.shapes) = (json, table, isLines, options, shapes);
        isHeaderDue = table.Shape != JsonShape.Arrays;
        if (!isLines && !Find(table.Path))
        {
            throw ReadProblems.Broken("The list that was found is no longer there.", string.Join('.', table.Path));
        }
    }

    public override int RowNumber => rowNumber;

    public override int FieldCount => texts.Count;

    public override Geometry? Shape => shapes?.Shape;

    internal override ShapeNotes ShapeNotes => shapes?.Notes ?? default;

    public override long BytesRead => json.BytesRead;

    public override ReadOnlySpan<char> Field(int index) => index < texts.Count ? texts[index] : default(ReadOnlySpan<char>);

    public override CellKind Kind(int index) => index < kinds.Count ? kinds[index] : CellKind.Empty;

    public override bool Read()
    {
        texts.Clear();
        kinds.Clear();
        if (isHeaderDue)
        {
            ReadHeader();
            return true;
        }

        while (!isDone && json.Read() && (isLines || json.Token != JsonTokenType.EndArray))
        {
            switch (json.Token)
            {
                case JsonTokenType.StartObject when table.Shape != JsonShape.Arrays:
                    rowNumber++;
                    ReadRow();
                    return true;
                case JsonTokenType.StartArray when table.Shape == JsonShape.Arrays:
                    rowNumber++;
                    ReadArray();
                    return true;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    rowNumber++;
                    AddCell(json.Compact(), CellKind.Text);
                    return true;
            }
        }

        // What follows the list in the file is none of its rows.
        isDone = true;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        json.Dispose();
        base.Dispose(disposing);
    }

    void ReadHeader()
    {
        isHeaderDue = false;
        rowNumber++;
        foreach (var name in table.Columns.Keys)
        {
            AddCell(name, CellKind.Text);
        }
    }

    void ReadRow()
    {
        shapes?.Begin(rowNumber);
        JsonRow.Read(json, table.Shape, SetCell, shapes);
        shapes?.End();
    }

    void ReadArray()
    {
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            var (text, kind) = JsonRow.Cell(json);
            AddCell(text, kind);
            if (texts.Count > options.MaxColumns)
            {
                throw ReadProblems.TooManyColumns(rowNumber, options.MaxColumns);
            }
        }
    }

    void SetCell(string column, string text, CellKind kind)
    {
        // A point within a group of shapes is no column of its own where the shapes are not read.
        if (!table.Columns.TryGetValue(column, out var index))
        {
            return;
        }

        while (texts.Count <= index)
        {
            AddCell("", CellKind.Empty);
        }

        CheckLength(text, index);
        (texts[index], kinds[index]) = (text, kind);
    }

    void AddCell(string text, CellKind kind)
    {
        CheckLength(text, texts.Count);
        texts.Add(text);
        kinds.Add(kind);
    }

    void CheckLength(string text, int column)
    {
        if (text.Length > options.MaxCellCharacters)
        {
            throw ReadProblems.CellTooLong(rowNumber, column + 1, options.MaxCellCharacters);
        }
    }

    /// <summary>Goes to the beginning of the list.</summary>
    bool Find(IReadOnlyList<string> path)
    {
        if (!json.Read())
        {
            return false;
        }

        foreach (var name in path)
        {
            if (json.Token != JsonTokenType.StartObject || !FindMember(name))
            {
                return false;
            }
        }

        return json.Token == JsonTokenType.StartArray;
    }

    bool FindMember(string name)
    {
        while (json.Read() && json.Token == JsonTokenType.PropertyName)
        {
            var isIt = json.Text() == name;
            json.Read();
            if (isIt)
            {
                return true;
            }

            json.Skip();
        }

        return false;
    }
}
