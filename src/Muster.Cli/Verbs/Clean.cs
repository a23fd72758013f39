using System.CommandLine;
using Muster.Tabular;
using Muster.Tabular.Detecting;
using Muster.Tabular.Repairing;
using Muster.Tabular.Tagging;
using Muster.Tabular.Writing;

namespace Muster.Cli.Verbs;

/// <summary><c>muster clean</c>: blanks, dates and numbers written in one way, each column decided as a whole.</summary>
static class Clean
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var verb = new Command("clean", "Takes stray blanks off, writes dates as 2016-10-04 and figures without separators. A column that can be read in two ways stays as it is and is named. Exit code 1 where something was left.");
        var input = new TableInput(verb);
        var dates = new Option<string?>("--dates") { Description = "Order of dates that can be read in two ways: ymd, dmy or mdy.", HelpName = "ORDER" };
        dates.AcceptOnlyFromAmong("ymd", "dmy", "mdy");
        var dropTotals = new Option<bool>("--drop-totals") { Description = "Leave out rows that are totals of the others." };
        var asJson = new Option<bool>("--json") { Description = "Write the rows as JSON instead of CSV." };
        var output = new DataOutput(verb);
        foreach (var option in (Option[])[dates, dropTotals, asJson])
        {
            verb.Options.Add(option);
        }

        verb.SetAction(parsed =>
        {
            using var table = input.Open(parsed);
            var plan = CleaningPlan.Of(table.Pipeline, DateOrders.Of(parsed.GetValue(dates)), parsed.GetValue(dropTotals));
            using var repairer = new Repairer(table.Pipeline.Source, table.Pipeline.Sheet, table.Pipeline.Columns, plan.Steps, null);
            output.Write(parsed, input.PathOf(parsed), stream =>
            {
                using var writer = parsed.GetValue(asJson) ? TableWriter.Json(stream, repairer.Columns) : TableWriter.Csv(stream, repairer.Columns);
                Pipeline.Store(repairer, writer);
            });
            return Tell(repairer, plan);
        });
        return verb;
    }

    static int Tell(Repairer repairer, CleaningPlan plan)
    {
        var ledger = repairer.Ledger;
        Console.Error.WriteLine($"{ledger.Read} rows read, {ledger.Accepted} written, {ledger.Dropped} left out, {ledger.Blank} blank; {ledger.CellsChanged} cells changed.");
        foreach (var sentence in plan.Undecided)
        {
            Console.Error.WriteLine(sentence);
        }

        foreach (var problem in repairer.Problems)
        {
            Console.Error.WriteLine(problem);
        }

        return plan.Undecided.Count + repairer.Problems.Count > 0 ? ExitCode.Findings : ExitCode.Clean;
    }
}

/// <summary>The steps that clean a table.</summary>
/// <param name="Steps">In order.</param>
/// <param name="Undecided">Columns left as they are, with the reason.</param>
sealed record CleaningPlan(IReadOnlyList<RepairStep> Steps, IReadOnlyList<string> Undecided)
{
    /// <summary>Looks at every whole column and decides. Codes and identifiers are never read as numbers.</summary>
    public static CleaningPlan Of(Pipeline table, DateOrder? order, bool dropTotals)
    {
        var profiles = table.Profile();
        var steps = new List<RepairStep> { new TrimCells() };
        var undecided = new List<string>();
        foreach (var column in table.Columns)
        {
            var profile = profiles.FirstOrDefault(profile => profile.Column == column.Column.Index);
            if (profile?.Type == ColumnType.Date)
            {
                AddDates(column, profile.DateOrder ?? order, steps, undecided);
            }
            else if (profile is { Type: ColumnType.WholeNumber or ColumnType.Number, IsExact: false } && IsFigure(column.Meaning))
            {
                steps.Add(new ReadNumbers(column.Column.Header, profile.DecimalMark ?? '.'));
            }
        }

        if (dropTotals)
        {
            steps.Add(new DropTotalRows());
        }

        return new(steps, undecided);
    }

    static void AddDates(ColumnMeaning column, DateOrder? order, List<RepairStep> steps, List<string> undecided)
    {
        if (order is { } known)
        {
            steps.Add(new ReadDates(column.Column.Header, known));
        }
        else
        {
            undecided.Add($"The dates of \"{column.Column.Header}\" can be read in two ways: say their order with --dates.");
        }
    }

    static bool IsFigure(Meaning meaning) => meaning.CountsPeople || meaning.Concept is Concept.Households or Concept.Value or Concept.Area or Concept.Latitude or Concept.Longitude;
}
