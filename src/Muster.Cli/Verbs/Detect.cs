using System.CommandLine;
using System.Text.Json;
using Muster.Tabular;

namespace Muster.Cli.Verbs;

/// <summary><c>muster detect</c>: what kind of file it is and where the table lies.</summary>
static class Detect
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var verb = new Command("detect", "Tells the form, encoding and separator of a file, its sheets, header rows, tag rows and columns.");
        var input = new TableInput(verb);
        var asJson = new Option<bool>("--json") { Description = "Write JSON." };
        var output = new DataOutput(verb);
        verb.Options.Add(asJson);
        verb.SetAction(parsed =>
        {
            using var table = input.Open(parsed);
            if (parsed.GetValue(asJson))
            {
                output.Write(parsed, input.PathOf(parsed), stream => JsonData.Write(stream, json => WriteJson(json, table.Pipeline)));
            }
            else
            {
                output.WriteText(parsed, input.PathOf(parsed), text => WriteText(text, table.Pipeline));
            }

            return ExitCode.Clean;
        });
        return verb;
    }

    static void WriteText(TextWriter text, Pipeline table)
    {
        var (source, sheet) = (table.Source, table.Sheet);
        text.WriteLine($"form       {source.Format.ToString().ToLowerInvariant()}");
        WriteIf(text, "encoding", source.Encoding);
        WriteIf(text, "separator", source.Separator is { } separator ? SeparatorName(separator) : null);
        text.WriteLine($"sheets     {string.Join(", ", source.Sheets.Select(name => name.IsHidden ? name.Name + " (hidden)" : name.Name))}");
        text.WriteLine($"sheet      {sheet.Name}");
        foreach (var note in source.Notes)
        {
            text.WriteLine($"note       {note.Text}");
        }

        text.WriteLine($"header     {(sheet.HeaderRows.Count == 0 ? "none" : "row " + string.Join(", ", sheet.HeaderRows))}");
        WriteIf(text, "tags", sheet.TagRows.Count == 0 ? null : "row " + string.Join(", ", sheet.TagRows));
        text.WriteLine($"data from  row {sheet.FirstDataRow}");
        text.WriteLine($"columns    {sheet.Columns.Count}");
        text.WriteLine();
        TextTable.Write(text, ["column", "header", "tag"], [.. sheet.Columns.Select(column => new[] { $"{column.Index + 1}", column.Header, column.Tag ?? "" })]);
    }

    static void WriteIf(TextWriter text, string name, string? value)
    {
        if (value is not null)
        {
            text.WriteLine($"{name,-10} {value}");
        }
    }

    static string SeparatorName(char separator) => separator == '\t' ? "tab" : separator.ToString();

    static void WriteJson(Utf8JsonWriter json, Pipeline table)
    {
        json.WriteStartObject();
        json.WriteString("form", table.Source.Format.ToString().ToLowerInvariant());
        json.Text("encoding", table.Source.Encoding);
        json.Text("separator", table.Source.Separator?.ToString());
        json.WriteNumber("bytes", table.Source.SizeInBytes);
        json.Objects("sheets", table.Source.Sheets, name =>
        {
            json.WriteString("name", name.Name);
            json.WriteBoolean("hidden", name.IsHidden);
        });
        json.Objects("notes", table.Source.Notes, note =>
        {
            json.WriteString("code", note.Code);
            json.WriteString("text", note.Text);
        });
        json.WriteString("sheet", table.Sheet.Name);
        json.Numbers("headerRows", table.Sheet.HeaderRows);
        json.Numbers("tagRows", table.Sheet.TagRows);
        json.WriteNumber("firstDataRow", table.Sheet.FirstDataRow);
        json.Objects("columns", table.Sheet.Columns, column =>
        {
            json.WriteNumber("column", column.Index + 1);
            json.WriteString("header", column.Header);
            json.Text("tag", column.Tag);
        });
        json.WriteEndObject();
    }
}
