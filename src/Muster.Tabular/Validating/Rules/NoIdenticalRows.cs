using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>No two rows are identical. Past a million and a half different rows, repeats among the later ones are told at the end.</summary>
sealed class NoIdenticalRows : Rule, IDisposable
{
    static readonly RuleInfo About = new("AB-S09", Severity.Error, "No two rows are identical", "Rows {a} and {b} are identical.", "cod.md 4.1");

    readonly RepeatedRows rows = new();
    readonly List<Repeat> found = [];
    readonly List<int> kept = [];

    public override RuleInfo Info => About;

    /// <summary>Rows that a total or a repeated header takes out later may stay in the set: no other row is equal to one.</summary>
    public override void Look(Batch batch)
    {
        found.Clear();
        kept.Clear();
        for (var row = 0; row < batch.Count; row++)
        {
            if (batch.Skip[row])
            {
                continue;
            }

            var earlier = rows.Find(batch.Hash(row), batch.RowNumber(row));
            if (earlier > 0)
            {
                found.Add(new Repeat(row, earlier));
            }
            else if (earlier == RowSet.Beyond)
            {
                kept.Add(row);
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

        foreach (var row in kept)
        {
            if (!batch.Skip[row])
            {
                rows.Keep(batch.Hash(row), batch.RowNumber(row));
            }
        }
    }

    public override void End(Pass pass)
    {
        foreach (var (row, earlier) in rows.AmongKept())
        {
            pass.Late(About, Severity.Error, row, null, null, null, null, 1, $"{earlier}", $"{row}");
        }
    }

    public void Dispose() => rows.Dispose();

    readonly record struct Repeat(int Row, int Earlier);
}
