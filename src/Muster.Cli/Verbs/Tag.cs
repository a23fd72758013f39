using System.CommandLine;
using System.Globalization;
using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;

namespace Muster.Cli.Verbs;

/// <summary><c>muster tag</c>: what each column means, how sure that is, and why.</summary>
static class Tag
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var verb = new Command("tag", "Tells the meaning of each column with its confidence and reason. Exit code 1 where a column has none.");
        var input = new TableInput(verb);
        var gazetteer = new GazetteerInput(verb);
        var asJson = new Option<bool>("--json") { Description = "Write JSON." };
        var output = new DataOutput(verb);
        verb.Options.Add(asJson);
        verb.SetAction(parsed =>
        {
            using var table = input.Open(parsed);
            var places = gazetteer.Read(parsed, table.Pipeline);
            var columns = places is null ? table.Pipeline.Columns : table.Pipeline.WithPlaces(new PlaceMatcher(places)).Columns;
            if (parsed.GetValue(asJson))
            {
                output.Write(parsed, input.PathOf(parsed), stream => WriteJson(stream, columns));
            }
            else
            {
                output.WriteText(parsed, input.PathOf(parsed), text => TextTable.Write(text, ["column", "header", "tag", "meaning", "sure", "reason"], [.. columns.Select(Row)]));
            }

            return columns.Any(column => column.Meaning.Concept == Concept.Unknown) ? ExitCode.Findings : ExitCode.Clean;
        });
        return verb;
    }

    static string[] Row(ColumnMeaning column) =>
    [
        $"{column.Column.Index + 1}",
        column.Column.Header,
        column.Column.Tag ?? "",
        column.Suggestion is { } suggestion ? $"unknown (perhaps {MeaningText.Of(suggestion)})" : MeaningText.Of(column.Meaning),
        column.Confidence.ToString("0%", CultureInfo.InvariantCulture),
        column.Reason,
    ];

    static void WriteJson(Stream stream, IReadOnlyList<ColumnMeaning> columns) => JsonData.Write(stream, json =>
    {
        json.WriteStartObject();
        json.Objects("columns", columns, column =>
        {
            json.WriteNumber("column", column.Column.Index + 1);
            json.WriteString("header", column.Column.Header);
            json.Text("tag", column.Column.Tag);
            json.WriteString("meaning", MeaningText.CamelCase(column.Meaning.Concept));
            json.Whole("level", column.Meaning.Level);
            json.WriteString("sex", MeaningText.CamelCase(column.Meaning.Sex));
            json.Text("age", column.Meaning.Age?.ToString());
            json.Text("language", column.Meaning.Language);
            json.Text("qualifier", column.Meaning.Qualifier);
            json.Text("suggestion", column.Suggestion is { } suggestion ? MeaningText.Of(suggestion) : null);
            json.WriteNumber("confidence", column.Confidence);
            json.WriteString("reason", column.Reason);
        });
        json.WriteEndObject();
    });
}
