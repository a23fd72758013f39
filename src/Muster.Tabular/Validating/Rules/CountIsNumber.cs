using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Cells of counts are numbers as such: no thousands separators, no <c>NA</c>, no <c>&lt;Null&gt;</c>.</summary>
sealed class CountIsNumber : Rule
{
    static readonly RuleInfo About = new("PS-16", Severity.Error, "Counts are stored as numbers", "\"{value}\" in {column} is text, not a number.", "cod.md 4.6");

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
            if (!column.Has(CellForm.DressedNumber) && !column.Has(CellForm.Placeholder) && !IsTextOfWorkbook(pass))
            {
                continue;
            }

            for (var row = 0; row < batch.Count; row++)
            {
                if (column.Forms[row] is CellForm.DressedNumber or CellForm.Placeholder || column.Forms[row] == CellForm.Whole && IsTextOfWorkbook(pass) && batch.Block.Kind(row, index) == CellKind.Text)
                {
                    pass.Cell(About, Severity.Error, batch, row, index, double.IsNaN(column.Numbers[row]) ? null : Figure.Of(column.Numbers[row]), batch.Text(row, index).ToString(), column.Header);
                }
            }
        }
    }

    /// <summary>A workbook tells numbers from text; separated text has only text.</summary>
    static bool IsTextOfWorkbook(Pass pass) => pass.Table.Format == SourceFormat.Xlsx;
}
