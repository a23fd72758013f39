using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Muster.Tabular;
using Muster.Tabular.Detecting;
using Muster.Tabular.Validating;

namespace Muster.Cli.Verbs;

/// <summary><c>muster detect</c>: what kind of file it is and where the table lies.</summary>
static class Detect
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var verb = new Command("detect", "Tells the form, encoding and separator of a file, its sheets, header rows, tag rows and columns.");
        var input = new TableInput(verb);
        var types = new Option<bool>("--types") { Description = "Read the whole table and tell what the values of each column are, the share that fits, the order of dates and the decimal mark where the column decides them." };
        var asJson = new Option<bool>("--json") { Description = "Write JSON." };
        var output = new DataOutput(verb);
        verb.Options.Add(types);
        verb.Options.Add(asJson);
        verb.SetAction(parsed =>
        {
            using var table = input.Open(parsed);
            var profiles = parsed.GetValue(types) ? Profiles(table.Pipeline) : null;
            if (parsed.GetValue(asJson))
            {
                output.Write(parsed, input.PathOf(parsed), stream => JsonData.Write(stream, json => WriteJson(json, table.Pipeline, profiles)));
            }
            else
            {
                output.WriteText(parsed, input.PathOf(parsed), text => WriteText(text, table.Pipeline, profiles));
            }

            return ExitCode.Clean;
        });
        return verb;
    }

    static void WriteText(TextWriter text, Pipeline table, Dictionary<int, ColumnProfile>? profiles)
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
        if (profiles is null)
        {
            TextTable.Write(text, ["column", "header", "tag"], [.. sheet.Columns.Select(column => new[] { $"{column.Index + 1}", column.Header, column.Tag ?? "" })]);
            return;
        }

        TextTable.Write(text, ["column", "header", "tag", "type", "fit", "filled", "empty", "decided"], [.. sheet.Columns.Select(column => Row(column, profiles[column.Index]))]);
    }

    /// <summary>What a whole pass shows of the columns; no rule is asked.</summary>
    static Dictionary<int, ColumnProfile> Profiles(Pipeline table) =>
        table.Examine(new ValidateOptions { Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), Rules = new HashSet<string>() }).Profiles.ToDictionary(profile => profile.Column);

    static string[] Row(SheetColumn column, ColumnProfile profile) =>
    [
        $"{column.Index + 1}", column.Header, column.Tag ?? "", MeaningText.CamelCase(profile.Type), profile.Fit.ToString("0.#%", CultureInfo.InvariantCulture), $"{profile.Filled}", $"{profile.Empty}", Decided(profile),
    ];

    /// <summary>The order of dates and the decimal mark, or the question that a person has to answer.</summary>
    static string Decided(ColumnProfile profile) => profile switch
    {
        { Type: ColumnType.Date, DateOrder: { } order } => order switch { DateOrder.YearMonthDay => "year-month-day", DateOrder.DayMonthYear => "day/month/year", _ => "month/day/year" },
        { Type: ColumnType.Date } => "dates can be read in two ways: ask",
        { Type: ColumnType.Number, DecimalMark: { } mark } => $"decimal mark {mark}",
        { Type: ColumnType.Number, IsExact: false } => "numbers can be read in two ways: ask",
        _ => "",
    };

    static void WriteIf(TextWriter text, string name, string? value)
    {
        if (value is not null)
        {
            text.WriteLine($"{name,-10} {value}");
        }
    }

    static string SeparatorName(char separator) => separator == '\t' ? "tab" : separator.ToString();

    static void WriteJson(Utf8JsonWriter json, Pipeline table, Dictionary<int, ColumnProfile>? profiles)
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
            if (profiles is not null)
            {
                WriteProfile(json, profiles[column.Index]);
            }
        });
        json.WriteEndObject();
    }

    static void WriteProfile(Utf8JsonWriter json, ColumnProfile profile)
    {
        json.WriteString("type", MeaningText.CamelCase(profile.Type));
        json.WriteNumber("fit", Math.Round(profile.Fit, 4));
        json.WriteNumber("filled", profile.Filled);
        json.WriteNumber("empty", profile.Empty);
        json.Text("dateOrder", profile.DateOrder is { } order ? MeaningText.CamelCase(order) : null);
        json.Text("decimalMark", profile.DecimalMark?.ToString());
        json.Whole("distinct", profile.Distinct);
    }
}
