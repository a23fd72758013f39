using System.Text.Encodings.Web;
using System.Text.Json;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Writing;

/// <summary>Writes an array of objects, one a line; for HXL an array of arrays with the header and tag rows first, as that standard writes JSON.</summary>
sealed class JsonTableWriter : TableWriter
{
    const int FlushBytes = 1 << 16;

    readonly Stream output;
    readonly Utf8JsonWriter json;
    readonly (int Column, JsonEncodedText Name, bool IsNumber)[] columns;
    readonly bool isArrays;

    public JsonTableWriter(Stream output, IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<ColumnProfile>? profiles, HeaderStyle headers)
        : base(output)
    {
        this.output = output;
        json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        isArrays = headers == HeaderStyle.Hxl;
        var exact = (profiles ?? []).Where(profile => profile.IsExact && profile.Type is ColumnType.WholeNumber or ColumnType.Number && profile.IsExact).Select(profile => profile.Column).ToHashSet();
        var names = Headers.Names(columns, headers);
        this.columns = [.. columns.Select((column, index) => (column.Column.Index, JsonEncodedText.Encode(names[index], JavaScriptEncoder.UnsafeRelaxedJsonEscaping), exact.Contains(column.Column.Index)))];
        json.WriteStartArray();
        foreach (var row in isArrays ? Headers.Rows(columns, headers) : [])
        {
            WriteArray(row);
        }
    }

    public override void Write(RowBlock block)
    {
        for (var row = 0; row < block.Count; row++)
        {
            BeginLine();
            if (isArrays)
            {
                json.WriteStartArray();
            }
            else
            {
                json.WriteStartObject();
            }

            foreach (var (column, name, isNumber) in columns)
            {
                if (!isArrays)
                {
                    json.WritePropertyName(name);
                }

                WriteValue(block.Field(row, column), isNumber);
            }

            if (isArrays)
            {
                json.WriteEndArray();
            }
            else
            {
                json.WriteEndObject();
            }
        }
    }

    protected override void End()
    {
        json.WriteEndArray();
        json.Flush();
        output.Write("\n"u8);
        output.Flush();
    }

    protected override void Dispose(bool disposing)
    {
        // Only what was flushed is written: an unfinished array is dropped with the file.
        json.Reset(Stream.Null);
        json.Dispose();
        base.Dispose(disposing);
    }

    void WriteValue(ReadOnlySpan<char> text, bool isNumber)
    {
        if (text.IsWhiteSpace())
        {
            json.WriteNullValue();
        }
        else if (isNumber)
        {
            json.WriteRawValue(text.Trim(), skipInputValidation: false);
        }
        else
        {
            json.WriteStringValue(text);
        }
    }

    void WriteArray(IReadOnlyList<string> texts)
    {
        BeginLine();
        json.WriteStartArray();
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    void BeginLine()
    {
        if (json.BytesPending > FlushBytes)
        {
            json.Flush();
        }
    }
}
