using System.Text;
using CsCheck;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Repairing;
using Muster.Tabular.Repairing.Actions;
using Muster.Tabular.Writing;
using Muster.Testing;

namespace Muster.Tabular.Tests.Repairing;

public sealed class RepairedLinesTests
{
    static readonly string[] Cells = ["a", " a", "a ", "a  b", "a b", "a\u00A0b", "", " ", "\u200Ba", "a,b", "a\n", "\"", "13/10/2016", "2016-10-13", "2016-13-40", "1,200", "-5", "x\ty", "Total"];

    static readonly Gen<string> Cell = Gen.Int[0, Cells.Length - 1].Select(at => Cells[at]);

    static readonly RepairStep[] Steps = [new TrimCells(), new ReadDates("date", DateOrder.DayMonthYear), new ReadNumbers("n", '.'), new DropTotalRows(), new DropRows([3], "test")];

    [Fact]
    public void Lines_made_on_several_threads_are_the_rows_that_a_single_pass_gives() =>
        Gen.Select(Cell, Cell, Cell).Array[1, 40].Sample(rows =>
        {
            using var table = A.Table().WithHeaders("ADM1_FR", "date", "n").WithRows(rows.Length * 200, at => rows[at % rows.Length] is var row ? [row.Item1, row.Item2, row.Item3] : []);
            using var opened = table.Open();
            var (fast, one) = Store(opened, listens: false);
            var (plain, other) = Store(opened, listens: true);
            return fast == plain && one.Ledger == other.Ledger && one.Problems.SequenceEqual(other.Problems);
        }, iter: 40, threads: 1);

    [Fact]
    public void A_preview_made_on_several_threads_tells_what_a_single_pass_does() =>
        Gen.Select(Cell, Cell, Cell).Array[1, 40].Sample(rows =>
        {
            using var table = A.Table().WithHeaders("ADM1_FR", "date", "n").WithRows(rows.Length * 300, at => rows[at % rows.Length] is var row ? [row.Item1, row.Item2, row.Item3] : []);
            using var opened = table.Open();
            var preview = RepairPreview.Run(opened.Source, opened.Sheet, opened.Columns, Steps, null, most: 500, cancel: TestContext.Current.CancellationToken);
            var (changes, dropped) = (new List<CellChange>(), new List<(int, RowFate, int)>());
            using var plain = new Repairer(opened.Source, opened.Sheet, opened.Columns, Steps, null) { OnChange = changes.Add, OnSetAside = (row, fate, step) => dropped.Add((row, fate, step)) };
            for (var block = new RowBlock(); plain.ReadBlock(block) > 0;)
            {
            }

            Assert.True(preview.IsWhole);
            Assert.Equal(plain.Ledger, preview.Ledger);
            Assert.Equal(plain.Problems, preview.Problems);
            Assert.Equal(changes.Take(500), preview.Changes);
            Assert.Equal(dropped.Take(500), preview.SetAside);
            Assert.Equal(changes.CountBy(change => change.Step).OrderBy(step => step.Key).Select(step => (step.Key, (long)step.Value)), preview.Effects.Where(effect => effect.CellsChanged > 0).Select(effect => (effect.Step, effect.CellsChanged)));
            return preview.Effects.Sum(effect => effect.RowsDropped) == dropped.Count;
        }, iter: 30, threads: 1);

    [Fact]
    public void A_preview_whose_time_is_over_says_so()
    {
        using var table = A.Table().WithHeaders("ADM1_FR", "n").WithRows(200_000, at => [" Ouest ", $"{at}"]);
        using var opened = table.Open();

        var preview = RepairPreview.Run(opened.Source, opened.Sheet, opened.Columns, [new TrimCells()], null, longest: TimeSpan.Zero, cancel: TestContext.Current.CancellationToken);

        Assert.False(preview.IsWhole);
        Assert.True(preview.Ledger.Read < 200_000);
    }

    [Fact]
    public void A_row_is_passed_over_only_where_no_cell_needs_trimming() =>
        Gen.Int[0, 9].Select(at => "ab \t\u00A0,é\u001C\u200B-"[at]).Array[0, 12].Sample(signs =>
        {
            var row = new string(signs);
            var cells = row.Split(',');
            var needs = cells.Any(cell => cell.Length > 0 && cell != Trimmed(cell));
            return !needs || TrimAction.MayNeedTrim(row);
        }, iter: 5_000);

    [Theory]
    [InlineData("2016-10-04", true)]
    [InlineData("2016-10-31", false)]
    [InlineData("2016-13-04", false)]
    [InlineData("2016-1-04x", false)]
    [InlineData("04/10/2016", false)]
    public void A_date_written_as_it_shall_be_is_known_at_sight(string text, bool isKnown) => Assert.Equal(isKnown, ReadDatesAction.IsWritten(text));

    static string Trimmed(string cell) => string.Join(' ', cell.Replace("\u200B", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A pass that listens to changes runs on one thread.</summary>
    static (string Text, Repairer Repairer) Store(Pipeline table, bool listens)
    {
        using var repairer = new Repairer(table.Source, table.Sheet, table.Columns, Steps, null);
        repairer.OnChange = listens ? _ => { } : null;
        using var output = new MemoryStream();
        using var writer = TableWriter.Csv(output, repairer.Columns);
        Pipeline.Store(repairer, writer, cancel: TestContext.Current.CancellationToken);
        return (Encoding.UTF8.GetString(output.ToArray()), repairer);
    }
}
