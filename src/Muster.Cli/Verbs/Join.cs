using System.CommandLine;
using System.Globalization;
using System.Text;
using Muster.Tabular;
using Muster.Tabular.Joining;
using Muster.Tabular.Writing;

namespace Muster.Cli.Verbs;

/// <summary><c>muster join</c>: the columns of another table beside the rows of this one.</summary>
static class Join
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var verb = new Command("join", "Adds the columns of another table to each row, by key columns or by place. Rows without a partner are counted on both sides, and listed with --unmatched; a join that would make more rows is refused unless --allow-repeats is given. Exit code 1 where rows have no partner.");
        var input = new TableInput(verb);
        var other = new Argument<string>("OTHER") { Description = "The table whose columns are added; it is held in memory." };
        verb.Arguments.Add(other);
        var on = new Option<string?>("--on") { Description = "Columns of the key, separated by commas; LEFT=RIGHT where the tables name them differently. Absent: rows are joined by their place.", HelpName = "HEADERS" };
        var gazetteer = new GazetteerInput(verb);
        var level = new Option<int?>("--level") { Description = "Without --on: level of the places, 0 to 5. Absent: the coarser of the two tables' own.", HelpName = "N" };
        var kind = new Option<string>("--kind") { Description = "left keeps rows without a partner, inner leaves them out.", HelpName = "KIND", DefaultValueFactory = _ => "left" };
        kind.AcceptOnlyFromAmong("left", "inner");
        var take = new Option<string?>("--take") { Description = "Columns of the other table to add, separated by commas. Absent: all but those of the key.", HelpName = "HEADERS" };
        var repeats = new Option<bool>("--allow-repeats") { Description = "Let a row become several where the other table has its key several times." };
        var unmatched = new Option<string?>("--unmatched") { Description = "File for the rows without a partner: side, row, key.", HelpName = "FILE" };
        var asJson = new Option<bool>("--json") { Description = "Write the rows as JSON instead of CSV." };
        var output = new DataOutput(verb);
        foreach (var option in (ReadOnlySpan<Option>)[on, level, kind, take, repeats, unmatched, asJson])
        {
            verb.Options.Add(option);
        }

        verb.SetAction(parsed =>
        {
            var (keys, place) = (parsed.GetValue(on), parsed.GetValue(level));
            if (keys is not null && place is not null)
            {
                throw new RefusedException("--on and --level are two ways of joining: choose one.");
            }

            if (place is < 0 or > 5)
            {
                throw new RefusedException("--level is a number from 0 to 5.");
            }

            OtherTable.CheckApart(output.PathOf(parsed), parsed.GetValue(other), parsed.GetValue(unmatched));
            OtherTable.CheckApart(parsed.GetValue(unmatched), parsed.GetValue(other), input.PathOf(parsed));
            using var left = input.Open(parsed);
            using var right = OtherTable.Open(parsed.GetValue(other)!);
            var join = TableJoin.Prepare(left.Pipeline, right, new JoinOptions
            {
                Keys = keys is null ? [] : Keys(left.Pipeline, right, keys),
                Gazetteer = gazetteer.Read(parsed, left.Pipeline),
                Level = place,
                Kind = parsed.GetValue(kind) == "inner" ? JoinKind.Inner : JoinKind.Left,
                AllowRepeats = parsed.GetValue(repeats),
                Take = parsed.GetValue(take) is { } list ? NamedColumns.All(right, list) : null,
            });
            var report = new UnmatchedReport();
            JoinResult? result = null;
            output.Write(parsed, input.PathOf(parsed), stream =>
            {
                using var writer = parsed.GetValue(asJson) ? TableWriter.Json(stream, join.Columns) : TableWriter.Csv(stream, join.Columns);
                report.Write(parsed.GetValue(unmatched), take => result = join.Run(writer, take));
            });
            return Tell(result!, report);
        });
        return verb;
    }

    static List<JoinKey> Keys(Pipeline left, Pipeline right, string list)
    {
        var keys = NamedColumns.Names(list).Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries))
            .Select(names => new JoinKey(NamedColumns.Find(left, names[0]), NamedColumns.Find(right, names[^1]))).ToList();
        return keys.Count > 0 ? keys : throw new RefusedException("--on names no column.");
    }

    static int Tell(JoinResult result, UnmatchedReport report)
    {
        Console.Error.WriteLine($"{result.Read} rows, {result.Matched} with a partner; {result.Written} rows written.");
        if (result.LeftUnmatched + result.RightUnmatched > 0)
        {
            Console.Error.WriteLine($"Without a partner: {result.LeftUnmatched} rows of the first table, {result.RightUnmatched} of the second{(report.First.Count > 0 ? $", such as {string.Join("; ", report.First)}" : "")}.");
        }

        if (result.CellsLeftOut > 0)
        {
            Console.Error.WriteLine($"{result.CellsLeftOut} cells beyond the header of the first table were left out.");
        }

        return result.LeftUnmatched + result.RightUnmatched + result.CellsLeftOut > 0 ? ExitCode.Findings : ExitCode.Clean;
    }
}

/// <summary>Rows without a partner: all in a file where one is named, the first ones in words.</summary>
sealed class UnmatchedReport
{
    const int Shown = 3;
    int left;
    int right;

    /// <summary>The first rows of each side, in words.</summary>
    public List<string> First { get; } = [];

    /// <summary>Runs the join with the file open.</summary>
    public void Write(string? path, Action<Action<UnmatchedRow>> run)
    {
        if (path is null)
        {
            run(Remember);
            return;
        }

        WholeFiles.Write([path], null, streams =>
        {
            using var text = new StreamWriter(streams[0], new UTF8Encoding(false), 1 << 14, leaveOpen: true) { NewLine = "\n" };
            Csv.WriteRow(text, "side", "row", "key");
            run(row =>
            {
                Remember(row);
                Csv.WriteRow(text, MeaningText.CamelCase(row.Side), row.RowNumber.ToString(CultureInfo.InvariantCulture), row.Key);
            });
        });
    }

    void Remember(UnmatchedRow row)
    {
        if ((row.Side == JoinSide.Left ? left++ : right++) < Shown)
        {
            First.Add($"{(row.Side == JoinSide.Left ? "first" : "second")} row {row.RowNumber} {(row.Key.Length == 0 ? "(no key)" : $"\"{row.Key}\"")}");
        }
    }
}
