using System.CommandLine;
using System.Globalization;
using Muster.Tabular;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

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
            var columns = MatchColumns.Choose(pipeline.Columns, places, parsed.GetValue(column), parsed.GetValue(parent), parsed.GetValue(level));
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
                output.WriteText(parsed, input.PathOf(parsed), run.Ask);
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
/// <param name="Text">Column to match.</param>
/// <param name="Level">Its level.</param>
/// <param name="Above">Columns of units above, coarse first, with their levels.</param>
sealed record MatchColumns(ColumnMeaning Text, int Level, IReadOnlyList<(int Level, int Column)> Above)
{
    /// <summary>Takes what is named; else what the columns mean.</summary>
    public static MatchColumns Choose(IReadOnlyList<ColumnMeaning> columns, Gazetteer gazetteer, string? name, string? parent, int? level)
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

/// <summary>One pass that asks for every row and remembers each different question.</summary>
sealed class MatchRun(Pipeline table, PlaceMatcher matcher, MatchColumns columns)
{
    readonly Dictionary<(string Parent, string Text), (PlaceAnswer Answer, long Rows, int FirstRow)> questions = [];
    long rowCount;

    /// <summary>True where every row has a certain answer.</summary>
    public bool IsCertain => questions.Values.All(question => question.Answer.IsCertain);

    /// <summary>What came out, in one line.</summary>
    public string Summary => $"{rowCount} rows, {questions.Count} different texts: " +
        string.Join(", ", questions.Values.GroupBy(question => question.Answer.Method).OrderBy(group => group.Key).Select(group => $"{MeaningText.CamelCase(group.Key)} {group.Sum(question => question.Rows)}")) + $". {matcher.Gazetteer.Edition}.";

    /// <summary>Set where the column holds another level than its header says.</summary>
    public LevelSwap? Swap => LevelSwap.Of(matcher.Gazetteer, columns.Level, questions.Values.Select(question => (question.Answer, question.Rows)));

    /// <summary>Asks for each row; writes the rows with their answers where a writer is given.</summary>
    public void Ask(TextWriter? text)
    {
        if (text is not null)
        {
            Csv.WriteRow(text, [.. table.Sheet.Columns.Select(column => column.Header), "match_code", "match_method", "match_score", "match_runner_up", "match_edition"]);
        }

        using var rows = table.Source.OpenRows(table.Sheet.Index);
        while (rows.Read())
        {
            if (rows.RowNumber >= table.Sheet.FirstDataRow && !IsBlank(rows))
            {
                var answer = AskRow(rows);
                WriteRow(text, rows, answer);
            }
        }
    }

    /// <summary>Writes each different question once.</summary>
    public void WriteDistinct(TextWriter text)
    {
        Csv.WriteRow(text, "parent", "text", "rows", "first_row", "code", "method", "score", "runner_up", "runner_up_score", "faults", "former_edition", "edition");
        foreach (var ((parent, asked), (answer, rows, first)) in Ordered())
        {
            Csv.WriteRow(text, parent, asked, Number(rows), Number(first), answer.Code, MeaningText.CamelCase(answer.Method), Score(answer.Score), answer.RunnerUp, answer.RunnerUp is null ? null : Score(answer.RunnerUpScore), answer.Faults == PlaceFaults.None ? null : answer.Faults.ToString(), answer.FormerEdition, answer.Edition);
        }
    }

    /// <summary>Writes each different question once, as JSON.</summary>
    public void WriteJson(Stream stream) => JsonData.Write(stream, json =>
    {
        json.WriteStartObject();
        json.WriteString("edition", matcher.Gazetteer.Edition);
        json.WriteNumber("rows", rowCount);
        json.Objects("places", Ordered(), question =>
        {
            var answer = question.Value.Answer;
            json.Text("parent", question.Key.Parent.Length == 0 ? null : question.Key.Parent);
            json.WriteString("text", question.Key.Text);
            json.WriteNumber("rows", question.Value.Rows);
            json.WriteNumber("firstRow", question.Value.FirstRow);
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

    PlaceAnswer AskRow(RowReader row)
    {
        var parent = Parent(row);
        var text = row.Field(columns.Text.Column.Index);
        var answer = matcher.Match(text, columns.Level, parent);
        rowCount++;
        var key = (parent ?? "", text.ToString());
        var known = questions.GetValueOrDefault(key);
        questions[key] = (answer, known.Rows + 1, known.Rows == 0 ? row.RowNumber : known.FirstRow);
        return answer;
    }

    /// <summary>The unit above, found top down; a text above that is not certain leaves the search to the units above that are.</summary>
    string? Parent(RowReader row)
    {
        string? parent = null;
        foreach (var (level, column) in columns.Above)
        {
            var text = row.Field(column);
            if (!text.IsWhiteSpace() && matcher.Match(text, level, parent) is { IsCertain: true } found)
            {
                parent = found.Code;
            }
        }

        return parent;
    }

    void WriteRow(TextWriter? text, RowReader row, PlaceAnswer answer)
    {
        if (text is null)
        {
            return;
        }

        for (var column = 0; column < table.Sheet.Columns.Count; column++)
        {
            Csv.WriteCell(text, row.Field(table.Sheet.Columns[column].Index));
            text.Write(',');
        }

        Csv.WriteRow(text, answer.Code, MeaningText.CamelCase(answer.Method), Score(answer.Score), answer.RunnerUp, answer.Edition);
    }

    IEnumerable<KeyValuePair<(string Parent, string Text), (PlaceAnswer Answer, long Rows, int FirstRow)>> Ordered() => questions.OrderBy(question => question.Value.FirstRow);

    static bool IsBlank(RowReader row)
    {
        for (var column = 0; column < row.FieldCount; column++)
        {
            if (!row.Field(column).IsWhiteSpace())
            {
                return false;
            }
        }

        return true;
    }

    static string Score(double score) => score.ToString("0.###", CultureInfo.InvariantCulture);

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
