using System.CommandLine;
using Muster.Tabular;
using Muster.Tabular.Detecting;
using Muster.Tabular.Sorting;
using Muster.Tabular.Writing;

namespace Muster.Cli.Verbs;

/// <summary><c>muster sort</c>: the rows in the order of one or more columns.</summary>
static class Sort
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var verb = new Command("sort", "Writes the rows in the order of columns: numbers as numbers, dates as dates, texts without regard to case and accents, as the whole column is. Rows with equal keys stay in their order; blank cells come last. Exit code 1 where cells of a column of numbers or dates are none.");
        var input = new TableInput(verb);
        var by = new Option<string>("--by") { Description = "Headers, separated by commas, the first one first. Behind a header :desc turns the order; :number, :date or :text says what the column is, as in T_TL:number:desc.", HelpName = "HEADERS", Required = true };
        var dates = new Option<string?>("--dates") { Description = "Order of dates that can be read in two ways: ymd, dmy or mdy.", HelpName = "ORDER" };
        dates.AcceptOnlyFromAmong("ymd", "dmy", "mdy");
        var memory = new Option<int>("--memory") { Description = "MiB of rows held at once; beyond, sorted runs go to temporary files.", HelpName = "MIB", DefaultValueFactory = _ => 256 };
        var asJson = new Option<bool>("--json") { Description = "Write the rows as JSON instead of CSV." };
        var output = new DataOutput(verb);
        foreach (var option in (ReadOnlySpan<Option>)[by, dates, memory, asJson])
        {
            verb.Options.Add(option);
        }

        verb.SetAction(parsed =>
        {
            var limit = parsed.GetValue(memory) is > 0 and var number ? number : throw new RefusedException("--memory is a number of MiB from 1 up.");
            using var table = input.Open(parsed);
            var keys = Keys(table.Pipeline, parsed.GetValue(by)!, DateOrders.Of(parsed.GetValue(dates)));
            SortResult? result = null;
            output.Write(parsed, input.PathOf(parsed), stream =>
            {
                using var writer = parsed.GetValue(asJson) ? TableWriter.Json(stream, table.Pipeline.Columns) : TableWriter.Csv(stream, table.Pipeline.Columns);
                result = RowSorting.Run(table.Pipeline.Source, table.Pipeline.Sheet, keys, writer, new SortOptions { MemoryLimit = (long)limit << 20 });
            });
            return Tell(result!);
        });
        return verb;
    }

    static List<SortColumn> Keys(Pipeline table, string list, DateOrder? order)
    {
        var keys = NamedColumns.Names(list).Select(part => Key(table, part, order)).ToList();
        return keys.Count == 0 ? throw new RefusedException("--by names no column.")
            : keys.Select(key => key.Column).Distinct().Count() < keys.Count ? throw new RefusedException("--by names a column twice.")
            : keys;
    }

    static SortColumn Key(Pipeline table, string part, DateOrder? order)
    {
        var (isDescending, kind) = (false, (SortKind?)null);
        for (var cut = part.LastIndexOf(':'); cut > 0; cut = part.LastIndexOf(':'))
        {
            var word = part[(cut + 1)..];
            if (word is not ("asc" or "desc" or "number" or "date" or "text"))
            {
                break;
            }

            isDescending |= word == "desc";
            kind = word switch { "number" => SortKind.Number, "date" => SortKind.Date, "text" => SortKind.Text, _ => kind };
            part = part[..cut];
        }

        return new SortColumn(NamedColumns.Find(table, part), isDescending, kind, order);
    }

    static int Tell(SortResult result)
    {
        var how = result.Keys.Select(key => $"{key.Column.Column.Header} as {MeaningText.CamelCase(key.Kind!.Value)}{(key.IsDescending ? ", descending" : "")}");
        Console.Error.WriteLine($"{result.Rows} rows sorted by {string.Join("; ", how)}.{(result.BlankRows > 0 ? $" {result.BlankRows} blank rows left out." : "")}{(result.Runs > 0 ? $" {result.Runs} runs went to temporary files." : "")}");
        for (var at = 0; at < result.Keys.Count; at++)
        {
            if (result.Others[at] > 0)
            {
                Console.Error.WriteLine($"{result.Others[at]} cells of \"{result.Keys[at].Column.Column.Header}\" are no {MeaningText.CamelCase(result.Keys[at].Kind!.Value)}; they stand behind those that are.");
            }
        }

        return result.Others.Any(count => count > 0) ? ExitCode.Findings : ExitCode.Clean;
    }
}
