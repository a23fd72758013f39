using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A column of values, areas or coordinates holds numbers.</summary>
sealed class NumberIsNumber : Rule
{
    static readonly RuleInfo About = new("HXL-02", Severity.Error, "Values are numbers", "\"{value}\" in {column} is not a number.", "HXL core schema: #value, #indicator+num and others are numbers");

    int[] columns = [];

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        columns = [.. table.Columns.Where(column => column.Meaning.Concept is Concept.Value or Concept.Area or Concept.Latitude or Concept.Longitude or Concept.Year).Select(column => column.Column.Index)];
        return columns.Length > 0;
    }

    public override void Check(Pass pass, Batch batch)
    {
        foreach (var index in columns)
        {
            var column = batch[index];
            if (!column.Has(CellForm.Text) && !column.Has(CellForm.Date) && !column.Has(CellForm.Boolean) && !column.Has(CellForm.Placeholder) && !column.Has(CellForm.DressedNumber))
            {
                continue;
            }

            for (var row = 0; row < batch.Count; row++)
            {
                if (column.Forms[row] is CellForm.Text or CellForm.Date or CellForm.Boolean or CellForm.Placeholder || column.Forms[row] == CellForm.DressedNumber && IsOpen(column, row))
                {
                    pass.Cell(About, column.Forms[row] == CellForm.DressedNumber ? Severity.Warning : Severity.Error, batch, row, index, null, batch.Text(row, index).ToString(), column.Header);
                }
            }
        }
    }

    /// <summary>Separators between figures are a number to people, and a question to programs.</summary>
    static bool IsOpen(ColumnScan column, int row) => column.Ids[row] >= 0 && column.Facts(column.Ids[row]).NumberReading.HasSeparators;
}
