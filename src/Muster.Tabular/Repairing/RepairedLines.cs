using Muster.Tabular.Reading;
using Muster.Tabular.Writing;

namespace Muster.Tabular.Repairing;

/// <summary>Repaired rows of a block as lines: what steps leave alone is copied as it stands in the file.</summary>
sealed class RepairedLines(RepairPass pass, CsvRows rows)
{
    public RepairPass Pass { get; } = pass;

    public CsvRows Rows { get; } = rows;

    /// <summary>True where the block goes on as it is, and <see cref="Rows"/> is empty.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Number of the last row of the block.</summary>
    public int LastRow { get; private set; }

    public void Make(RowBlock block, int firstDataRow)
    {
        LastRow = block.RowNumber(block.Count - 1);
        block.SkipAbove(firstDataRow);
        Rows.Clear();
        var copied = 0;
        for (var at = 0; at < block.Count; at++)
        {
            if (Pass.PassesThrough(block, at))
            {
                continue;
            }

            Rows.Write(block, copied, at);
            copied = at + 1;
            if (Pass.Row.Fate == RowFate.Accepted)
            {
                Pass.Row.Write(Rows, Pass.Plan.Columns.Count, Pass.Plan.AddsColumns);
            }
        }

        Pass.Plan.Problems.Remember();
        IsWhole = copied == 0 && Rows.CanCopyAll(block);
        Rows.Write(block, IsWhole ? block.Count : copied, block.Count);
    }
}
