using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Every row has the p-code of its unit.</summary>
sealed class CodeIsNotEmpty : Rule
{
    static readonly RuleInfo About = new("AB-C01", Severity.Error, "P-codes are not empty", "A unit of level {n} has no p-code.", "cod.md 4.2");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.Codes.Count > 0;

    public override void Check(Pass pass, Batch batch)
    {
        foreach (var code in pass.Table.Codes)
        {
            var column = batch[code.Column];
            if (!column.Has(CellForm.Blank) && !column.Has(CellForm.Placeholder))
            {
                continue;
            }

            for (var row = 0; row < batch.Count; row++)
            {
                if (!batch.Skip[row] && column.Forms[row] is CellForm.Blank or CellForm.Placeholder && !batch.Skip[row] && !IsHigherRow(pass, batch, code, row))
                {
                    pass.Cell(About, pass.Table.HasOneRowPerUnit ? Severity.Error : Severity.Warning, batch, row, code.Column, null, $"{code.Level}");
                }
            }
        }
    }

    /// <summary>In a table of several levels the row of a department has no commune: neither code nor name from there down.</summary>
    static bool IsHigherRow(Pass pass, Batch batch, PlaceColumn code, int row) =>
        code.Level > 0 && pass.Table.Codes.Any(other => other.Level < code.Level && other.Level > 0 && batch[other.Column].Forms[row] != CellForm.Blank)
        && pass.Table.Codes.Concat(pass.Table.Names).Where(other => other.Level >= code.Level).All(other => batch[other.Column].Forms[row] == CellForm.Blank);
}
