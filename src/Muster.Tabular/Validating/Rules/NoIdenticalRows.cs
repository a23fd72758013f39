using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>No two rows are identical.</summary>
sealed class NoIdenticalRows : Rule
{
    static readonly RuleInfo About = new("AB-S09", Severity.Error, "No two rows are identical", "Rows {a} and {b} are identical.", "cod.md 4.1");

    readonly RowSet seen = new();
    readonly List<Repeat> found = [];

    public override RuleInfo Info => About;

    /// <summary>Rows that a total or a repeated header takes out later may stay in the set: no other row is equal to one.</summary>
    public override void Look(Batch batch)
    {
        found.Clear();
        for (var row = 0; row < batch.Count; row++)
        {
            if (!batch.Skip[row] && seen.Add(batch.Hash(row), batch.RowNumber(row)) is var earlier and > 0)
            {
                found.Add(new Repeat(row, earlier));
            }
        }
    }

    public override void Check(Pass pass, Batch batch)
    {
        foreach (var (row, earlier) in found)
        {
            if (!batch.Skip[row])
            {
                pass.Row(About, Severity.Error, batch, row, null, $"{earlier}", $"{batch.RowNumber(row)}");
            }
        }
    }

    readonly record struct Repeat(int Row, int Earlier);
}
