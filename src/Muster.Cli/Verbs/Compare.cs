using System.CommandLine;
using System.Globalization;
using Muster.Tabular;
using Muster.Tabular.Comparing;

namespace Muster.Cli.Verbs;

/// <summary><c>muster compare</c>: what changed between two rounds of one table.</summary>
static class Compare
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var verb = new Command("compare", "Compares two rounds of one table row by row: rows added and removed, and each cell that differs. A row that is missing later is not taken for zero. Exit code 1 where the rounds differ.");
        var before = new Argument<string>("BEFORE") { Description = "The earlier round." };
        var after = new Argument<string>("AFTER") { Description = "The later round." };
        verb.Arguments.Add(before);
        verb.Arguments.Add(after);
        var key = new Option<string?>("--key") { Description = "Headers that together name a row, separated by commas. Absent: the identifier of the site, else the deepest p-code.", HelpName = "HEADERS" };
        var asJson = new Option<bool>("--json") { Description = "Write JSON." };
        var output = new DataOutput(verb);
        verb.Options.Add(key);
        verb.Options.Add(asJson);
        verb.SetAction(parsed =>
        {
            OtherTable.CheckApart(output.PathOf(parsed), parsed.GetValue(before), parsed.GetValue(after));
            using var earlier = OtherTable.Open(parsed.GetValue(before)!);
            using var later = OtherTable.Open(parsed.GetValue(after)!);
            var comparison = RoundComparison.Of(earlier, later, parsed.GetValue(key) is { } list ? Keys(later, list) : null);
            if (parsed.GetValue(asJson))
            {
                output.Write(parsed, null, stream => WriteJson(stream, comparison));
            }
            else
            {
                output.WriteText(parsed, null, text => WriteCsv(text, comparison));
                WriteWords(Console.Error, comparison);
            }

            return comparison.IsEqual ? ExitCode.Clean : ExitCode.Findings;
        });
        return verb;
    }

    static List<string> Keys(Pipeline later, string list)
    {
        var keys = NamedColumns.All(later, list).Select(column => column.Column.Header).ToList();
        return keys.Count > 0 ? keys : throw new RefusedException("--key names no column.");
    }

    static void WriteCsv(TextWriter text, RoundComparison comparison)
    {
        Csv.WriteRow(text, "change", "key", "column", "before", "after", "difference");
        foreach (var cell in comparison.Changed)
        {
            Csv.WriteRow(text, "changed", cell.Key, cell.Column, cell.Before, cell.After, cell.Difference?.ToString("0.###", CultureInfo.InvariantCulture));
        }

        foreach (var (change, keys) in new[] { ("added", comparison.Added), ("removed", comparison.Removed), ("repeated", comparison.Repeated) })
        {
            foreach (var name in keys)
            {
                Csv.WriteRow(text, change, name, null, null, null, null);
            }
        }
    }

    static void WriteWords(TextWriter words, RoundComparison comparison)
    {
        words.WriteLine($"Compared by {string.Join(", ", comparison.Key)}: {comparison.Same} rows the same, {comparison.Changed.Count} cells changed, {comparison.Added.Count} rows added, {comparison.Removed.Count} removed.");
        WriteIf(words, comparison.Repeated, "keys occur more than once and were not compared");
        WriteIf(words, comparison.OnlyBefore, "columns are only in the earlier round");
        WriteIf(words, comparison.OnlyAfter, "columns are only in the later round");
    }

    static void WriteIf(TextWriter words, IReadOnlyList<string> names, string what)
    {
        const int shown = 5;
        if (names.Count > 0)
        {
            words.WriteLine($"{names.Count} {what}: {string.Join(", ", names.Take(shown))}{(names.Count > shown ? ", …" : "")}.");
        }
    }

    static void WriteJson(Stream stream, RoundComparison comparison) => JsonData.Write(stream, json =>
    {
        json.WriteStartObject();
        json.Texts("key", comparison.Key);
        json.WriteNumber("same", comparison.Same);
        json.Texts("added", comparison.Added);
        json.Texts("removed", comparison.Removed);
        json.Objects("changed", comparison.Changed, cell =>
        {
            json.WriteString("key", cell.Key);
            json.WriteString("column", cell.Column);
            json.WriteString("before", cell.Before);
            json.WriteString("after", cell.After);
            if (cell.Difference is { } difference)
            {
                json.WriteNumber("difference", difference);
            }
            else
            {
                json.WriteNull("difference");
            }
        });
        json.Texts("repeated", comparison.Repeated);
        json.Texts("onlyBefore", comparison.OnlyBefore);
        json.Texts("onlyAfter", comparison.OnlyAfter);
        json.WriteEndObject();
    });
}
