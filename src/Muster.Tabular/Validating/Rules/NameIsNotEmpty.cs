using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Every unit of every level has a name in the first language.</summary>
sealed class NameIsNotEmpty : Rule
{
    static readonly RuleInfo About = new("AB-N01", Severity.Error, "Every unit has a name in the first language", "A unit of level {n} has no name.", "cod.md 4.3");

    PlaceColumn[] first = [];

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.HasOneRowPerUnit && table.Names.Count > 0 && table.Codes.Count > 0;

    /// <summary>The first language is the one with most names filled in, the first of equals.</summary>
    public override void Begin(Pass pass, Batch batch) =>
        first = [.. pass.Table.Names.GroupBy(name => name.Level).Select(level => level.MaxBy(name => pass.Columns[name.Column].Filled)!)];

    public override void Check(Pass pass, Batch batch)
    {
        foreach (var name in first)
        {
            var code = pass.Table.CodeOf(name.Level);
            if (code is null || !batch[name.Column].Has(CellForm.Blank))
            {
                continue;
            }

            for (var row = 0; row < batch.Count; row++)
            {
                if (batch[name.Column].Forms[row] == CellForm.Blank && !batch.Skip[row] && batch[code.Column].Forms[row] != CellForm.Blank)
                {
                    pass.Cell(About, Severity.Error, batch, row, name.Column, null, $"{name.Level}");
                }
            }
        }
    }
}
