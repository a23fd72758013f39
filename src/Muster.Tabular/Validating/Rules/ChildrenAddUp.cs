using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Units add up to the row of the unit above them, and to a total row, where the table holds such rows.</summary>
sealed class ChildrenAddUp : Rule
{
    static readonly RuleInfo About = new("PS-06", Severity.Error, "Children sum to their parent", "{parent}: children {s}, own {t}, difference {d}.", "cod.md 4.6; rounding up to the number of children is a warning");

    int[] columns = [];
    readonly Dictionary<(int Level, string Code), (double[] Sum, int Children)> children = [];
    readonly Dictionary<(int Level, string Code), (double[] Own, int Row)> parents = [];
    readonly List<(double[] Own, int Row)> totals = [];
    double[] all = [];
    int rows;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        columns = [.. table.Columns.Where(column => column.Meaning.CountsPeople || column.Meaning.Concept is Concept.Households).Select(column => column.Column.Index)];
        all = new double[columns.Length];
        return columns.Length > 0 && (table.Codes.Count > 0 || table.Names.Count > 0) && !table.With(Concept.Round).Any() && !table.With(Concept.Date).Any();
    }

    public override void Check(Pass pass, Batch batch)
    {
        if (batch.Totals.Count > 0)
        {
            totals.AddRange(batch.Totals.Select(total => (columns.Select(column => total.Numbers[column]).ToArray(), total.RowNumber)));
        }

        var codes = pass.Table.Codes;
        var deepest = codes.Count > 0 ? codes[^1].Column : -1;
        var mixed = codes.Count > 1 && (batch[deepest].Has(CellForm.Blank) || parents.Count > 0);
        for (var row = 0; row < batch.Count; row++)
        {
            if (batch.Skip[row])
            {
                continue;
            }

            if (deepest < 0 || batch[deepest].Forms[row] != CellForm.Blank)
            {
                rows++;
                for (var at = 0; at < columns.Length; at++)
                {
                    var number = batch[columns[at]].Numbers[row];
                    all[at] += double.IsNaN(number) ? 0 : number;
                }
            }

            if (codes.Count > 1)
            {
                Sort(batch, row, codes, mixed);
            }
        }
    }

    /// <summary>Adds the row to the unit above it, and keeps it where it is itself a unit with others below.</summary>
    void Sort(Batch batch, int row, IReadOnlyList<PlaceColumn> codes, bool mixed)
    {
        var own = codes.Count - 1;
        while (own >= 0 && batch[codes[own].Column].Forms[row] == CellForm.Blank)
        {
            own--;
        }

        if (own > 0 && children.Count < 200_000)
        {
            var key = (own - 1, batch.Text(row, codes[own - 1].Column).Trim().ToString());
            var (sum, count) = children.TryGetValue(key, out var known) ? known : (new double[columns.Length], 0);
            for (var at = 0; at < columns.Length; at++)
            {
                sum[at] += batch[columns[at]].Numbers[row];
            }

            children[key] = (sum, count + 1);
        }

        if (mixed && own >= 0 && own < codes.Count - 1)
        {
            parents.TryAdd((own, batch.Text(row, codes[own].Column).Trim().ToString()), ([.. columns.Select(column => batch[column].Numbers[row])], batch.RowNumber(row)));
        }
    }

    public override void End(Pass pass)
    {
        foreach (var (key, (own, row)) in parents)
        {
            if (children.TryGetValue(key, out var below))
            {
                Compare(pass, key.Code, own, row, below.Sum, below.Children);
            }
        }

        // Several totals are subtotals of parts that the table does not name.
        if (totals.Count == 1)
        {
            Compare(pass, $"The total in row {totals[0].Row}", totals[0].Own, totals[0].Row, all, rows);
        }
    }

    void Compare(Pass pass, string parent, double[] own, int row, double[] sum, int count)
    {
        for (var at = 0; at < columns.Length; at++)
        {
            var difference = own[at] - sum[at];
            if (Math.Abs(difference) > 0.0005)
            {
                pass.Late(About, Math.Abs(difference) <= count ? Severity.Warning : Severity.Error, row, columns[at], Figure.Of(own[at]), Figure.Of(sum[at]), parent, 1, parent, Figure.Of(sum[at]), Figure.Of(own[at]), Figure.Of(difference));
            }
        }
    }
}
