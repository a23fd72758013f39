using System.CommandLine;
using System.Globalization;
using Muster.Tabular;
using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;
using Muster.Tabular.Writing;

namespace Muster.Cli.Verbs;

/// <summary><c>muster match</c>: the p-codes that the names or codes of a column mean.</summary>
static class Match
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var verb = new Command("match", "Finds the p-code that each text of a column means, and writes the rows with the answer beside them. Exit code 1 where an answer is not certain.");
        var input = new TableInput(verb);
        var gazetteer = new GazetteerInput(verb);
        var column = new Option<string?>("--column") { Description = "Header of the column to match. Absent: the deepest place column.", HelpName = "NAME" };
        var parent = new Option<string?>("--parent") { Description = "Header of the column with the unit above, by code or name. Absent: the next higher place column.", HelpName = "NAME" };
        var level = new Option<int?>("--level") { Description = "Level of the places in the column. Absent: what the column means.", HelpName = "N" };
        var distinct = new Option<bool>("--distinct") { Description = "Write each different text once, with its number of rows." };
        var asJson = new Option<bool>("--json") { Description = "Write each different text once, as JSON." };
        var output = new DataOutput(verb);
        foreach (var option in (ReadOnlySpan<Option>)[column, parent, level, distinct, asJson])
        {
            verb.Options.Add(option);
        }

        verb.SetAction(parsed =>
        {
            using var table = input.Open(parsed);
            var places = gazetteer.Read(parsed, table.Pipeline, always: true)!;
            var matcher = new PlaceMatcher(places);
            var pipeline = table.Pipeline.WithPlaces(matcher);
            var columns = MatchChoice.Of(pipeline.Columns, places, parsed.GetValue(column), parsed.GetValue(parent), parsed.GetValue(level));
            var run = new MatchRun(pipeline, matcher, columns);
            if (parsed.GetValue(asJson))
            {
                run.Ask(null);
                output.Write(parsed, input.PathOf(parsed), run.WriteJson);
            }
            else if (parsed.GetValue(distinct))
            {
                run.Ask(null);
                output.WriteText(parsed, input.PathOf(parsed), run.WriteDistinct);
            }
            else
            {
                output.Write(parsed, input.PathOf(parsed), run.Ask);
            }

            Console.Error.WriteLine(run.Summary);
            if (run.Swap is { } swap)
            {
                Console.Error.WriteLine($"\"{columns.Text.Column.Header}\" holds units of level {swap.FoundLevel} in {swap.Rows} of {swap.AllRows} rows, not of level {swap.Level}: match it again with --level {swap.FoundLevel}.");
            }

            return run.IsCertain ? ExitCode.Clean : ExitCode.Findings;
        });
        return verb;
    }
}

/// <summary>Which columns hold the text, and the unit above it.</summary>
static class MatchChoice
{
    /// <summary>Takes what is named; else what the columns mean.</summary>
    public static MatchColumns Of(IReadOnlyList<ColumnMeaning> columns, Gazetteer gazetteer, string? name, string? parent, int? level)
    {
        var deepest = gazetteer.Places.Max(place => place.Level);
        var text = name is null
            ? columns.Where(column => IsOwnPlace(column) && column.Meaning.Level <= deepest).MaxBy(column => (column.Meaning.Level * 2) + (column.Meaning.Concept == Concept.PlaceName ? 1 : 0)) ?? throw new RefusedException("No column of this table is known to name places: say which with --column and --level.")
            : ByHeader(columns, name);
        var at = level ?? text.Meaning.Level ?? throw new RefusedException($"The level of \"{text.Column.Header}\" is not known: say it with --level.");
        if (at is < 0 or > 5)
        {
            throw new RefusedException("--level is a number from 0 to 5.");
        }

        if (at > deepest)
        {
            throw new RefusedException($"{gazetteer.Edition} lists no units below level {deepest}: name a gazetteer that has level {at} with --gazetteer.");
        }

        if (parent is not null)
        {
            var above = ByHeader(columns, parent);
            return above == text
                ? throw new RefusedException("--column and --parent name the same column.")
                : new MatchColumns(text, at, [(above.Meaning.Level ?? at - 1, above.Column.Index)]);
        }

        return new MatchColumns(text, at, [.. columns.Where(column => IsOwnPlace(column) && column.Meaning.Level < at)
            .OrderBy(column => column.Meaning.Level).ThenBy(column => column.Meaning.Concept).Select(column => (column.Meaning.Level!.Value, column.Column.Index))]);
    }

    static bool IsOwnPlace(ColumnMeaning column) =>
        column.Meaning is { Concept: Concept.PlaceName or Concept.PlaceCode, Level: not null, Qualifier: null };

    static ColumnMeaning ByHeader(IReadOnlyList<ColumnMeaning> columns, string name) =>
        columns.FirstOrDefault(column => column.Column.Header == name)
        ?? columns.FirstOrDefault(column => column.Column.Header.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new RefusedException($"There is no column \"{name}\". The table has: {string.Join(", ", columns.Select(column => column.Column.Header))}.");
}

/// <summary>One pass over the table, and what it found told in several ways.</summary>
sealed class MatchRun(Pipeline table, PlaceMatcher matcher, MatchColumns columns)
{
    IReadOnlyList<MatchedText> texts = [];

    /// <summary>True where every row has a certain answer.</summary>
    public bool IsCertain => texts.All(text => text.Answer.IsCertain);

    /// <summary>What came out, in one line.</summary>
    public string Summary => $"{RowCount} rows, {texts.Count} different texts: " +
        string.Join(", ", texts.GroupBy(text => text.Answer.Method).OrderBy(group => group.Key).Select(group => $"{MeaningText.CamelCase(group.Key)} {group.Sum(text => text.Rows)}")) + $". {matcher.Gazetteer.Edition}.";

    /// <summary>Set where the column holds another level than its header says.</summary>
    public LevelSwap? Swap => LevelSwap.Of(matcher.Gazetteer, columns.Level, texts.Select(text => (text.Answer, text.Rows)));

    long RowCount => texts.Sum(text => text.Rows);

    /// <summary>Asks for each row; writes the rows with their answers where a stream is given.</summary>
    public void Ask(Stream? stream)
    {
        using var writer = stream is null ? null : TableWriter.Csv(stream, TableMatch.ColumnsOf(table));
        texts = TableMatch.Run(table, matcher, columns, writer);
    }

    /// <summary>Writes each different text once.</summary>
    public void WriteDistinct(TextWriter output)
    {
        Csv.WriteRow(output, "parent", "text", "rows", "first_row", "code", "method", "score", "runner_up", "runner_up_score", "faults", "former_edition", "edition");
        foreach (var (parent, asked, answer, rows, first) in texts)
        {
            Csv.WriteRow(output, parent, asked, Number(rows), Number(first), answer.Code, MeaningText.CamelCase(answer.Method), Score(answer.Score), answer.RunnerUp, answer.RunnerUp is null ? null : Score(answer.RunnerUpScore), answer.Faults == PlaceFaults.None ? null : answer.Faults.ToString(), answer.FormerEdition, answer.Edition);
        }
    }

    /// <summary>Writes each different text once, as JSON.</summary>
    public void WriteJson(Stream stream) => JsonData.Write(stream, json =>
    {
        json.WriteStartObject();
        json.WriteString("edition", matcher.Gazetteer.Edition);
        json.WriteNumber("rows", RowCount);
        json.Objects("places", texts, text =>
        {
            var answer = text.Answer;
            json.Text("parent", text.Parent);
            json.WriteString("text", text.Text);
            json.WriteNumber("rows", text.Rows);
            json.WriteNumber("firstRow", text.FirstRow);
            json.Text("code", answer.Code);
            json.WriteString("method", MeaningText.CamelCase(answer.Method));
            json.WriteNumber("score", Math.Round(answer.Score, 3));
            json.WriteBoolean("certain", answer.IsCertain);
            json.Text("runnerUp", answer.RunnerUp);
            json.WriteNumber("runnerUpScore", Math.Round(answer.RunnerUpScore, 3));
            json.Text("formerEdition", answer.FormerEdition);
            json.Text("faults", answer.Faults == PlaceFaults.None ? null : answer.Faults.ToString());
        });
        json.WriteEndObject();
    });

    static string Score(double score) => score.ToString("0.###", CultureInfo.InvariantCulture);

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
