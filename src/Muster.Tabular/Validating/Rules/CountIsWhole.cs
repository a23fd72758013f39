using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Counts of people are whole numbers, not negative; in a population table none is missing.</summary>
sealed class CountIsWhole : Rule
{
    static readonly RuleInfo About = new("PS-03", Severity.Error, "Counts are whole, not negative, not empty", "{column} of {code} is \"{value}\".", "cod.md 4.6");

    int[] columns = [];

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        columns = [.. table.Columns.Where(column => column.Meaning.CountsPeople || column.Meaning.Concept == Concept.Households).Select(column => column.Column.Index)];
        return columns.Length > 0;
    }

    public override void Check(Pass pass, Batch batch)
    {
        foreach (var index in columns)
        {
            var column = batch[index];
            if ((column.FormsSeen & ~(1 << (int)CellForm.Whole)) == 0)
            {
                continue;
            }

            for (var row = 0; row < batch.Count; row++)
            {
                if (column.Forms[row] != CellForm.Whole && !batch.Skip[row] && IsFault(pass, column, row))
                {
                    pass.Cell(About, Severity.Error, batch, row, index, null, column.Header, pass.Wants(About) ? pass.NameOf(batch, row) : "", batch.Text(row, index).ToString());
                }
            }
        }
    }

    /// <summary>An empty cell of a table of displaced people is a figure nobody gave; texts for "nothing" and separators are the business of PS-16.</summary>
    static bool IsFault(Pass pass, ColumnScan column, int row) => column.Forms[row] switch
    {
        CellForm.Blank => pass.Table.Kind == TableKind.Population && column.Meaning.Concept == Concept.Population,
        CellForm.Placeholder => false,
        CellForm.Number => true,
        CellForm.DressedNumber => !column.Numbers[row].Equals(Math.Floor(column.Numbers[row])) || column.Numbers[row] < 0,
        _ => true,
    };
}
