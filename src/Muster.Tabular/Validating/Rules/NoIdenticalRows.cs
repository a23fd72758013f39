using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>No two rows are identical.</summary>
sealed class NoIdenticalRows : Rule
{
    static readonly RuleInfo About = new("AB-S09", Severity.Error, "No two rows are identical", "Rows {a} and {b} are identical.", "cod.md 4.1");

    readonly RowSet seen = new();

    public override RuleInfo Info => About;

    public override void Check(Pass pass, Batch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            if (!batch.Skip[row] && seen.Add(batch.Hash(row), batch.RowNumber(row)) is var earlier and > 0)
            {
                pass.Row(About, Severity.Error, batch, row, null, $"{earlier}", $"{batch.RowNumber(row)}");
            }
        }
    }
}
