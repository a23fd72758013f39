using Muster.Tabular.Reading;
using Muster.Tabular.Repairing.Actions;

namespace Muster.Tabular.Repairing;

/// <summary>A plan at work on blocks, and what came of their rows. Belongs to one thread.</summary>
sealed class RepairPass(RepairPlan plan)
{
    readonly RowBlock rebuilt = new();
    long read;
    long accepted;
    long queued;
    long dropped;
    long blank;
    long cellsChanged;

    public RepairPlan Plan { get; } = plan;

    /// <summary>The row last taken.</summary>
    public RowInHand Row { get; } = new(plan.Columns.Count);

    public RowLedger Ledger => new(read, accepted, queued, dropped, blank, cellsChanged);

    public Action<int, RowFate, int>? OnSetAside { get; set; }

    public Action<CellChange>? OnChange { get; set; }

    /// <summary>Leaves the accepted rows in the block, as the steps leave them.</summary>
    public void Apply(RowBlock block)
    {
        for (var at = 0; at < block.Count; at++)
        {
            if (!PassesThrough(block, at))
            {
                Rebuild(block, at);
                break;
            }
        }

        Plan.Problems.Remember();
    }

    /// <summary>Takes a row, lets the steps work on it and counts what became of it.</summary>
    /// <returns>True where it goes on just as it is in the file.</returns>
    public bool PassesThrough(RowBlock block, int at)
    {
        if (block.IsBlank(at))
        {
            blank++;
            Row.Take(block, at);
            Row.Decide(RowFate.Dropped, -1);
            return false;
        }

        Row.Take(block, at);
        Plan.Apply(Row);
        Settle(block.RowNumber(at));
        return Row.Fate == RowFate.Accepted && !Row.IsChanged && !Plan.AddsColumns;
    }

    /// <summary>Adds what another thread counted and could not do.</summary>
    public void Add(RepairPass other)
    {
        read += other.read;
        accepted += other.accepted;
        queued += other.queued;
        dropped += other.dropped;
        blank += other.blank;
        cellsChanged += other.cellsChanged;
        Plan.Add(other.Plan);
    }

    /// <summary>Writes the rows before a row as they are, and from it on as they are left.</summary>
    void Rebuild(RowBlock block, int first)
    {
        rebuilt.Clear();
        for (var at = 0; at < first; at++)
        {
            rebuilt.Add(block, at);
        }

        for (var at = first; at < block.Count; at++)
        {
            // The first one is in hand already.
            if (at > first)
            {
                PassesThrough(block, at);
            }

            if (Row.Fate == RowFate.Accepted)
            {
                Row.Write(rebuilt, Plan.Columns.Count, Plan.AddsColumns);
            }
        }

        block.Exchange(rebuilt);
    }

    void Settle(int rowNumber)
    {
        read++;
        switch (Row.Fate)
        {
            case RowFate.Accepted:
                accepted++;
                cellsChanged += Row.IsChanged ? Row.CellsChanged(Plan.SheetColumns) : 0;
                TellChanges(rowNumber);
                return;
            case RowFate.Queued:
                queued++;
                break;
            default:
                dropped++;
                break;
        }

        OnSetAside?.Invoke(rowNumber, Row.Fate, Row.FateStep);
    }

    void TellChanges(int rowNumber)
    {
        if (OnChange is null)
        {
            return;
        }

        foreach (var (column, before, after, step) in Row.Changes)
        {
            OnChange(new CellChange(rowNumber, Plan.Columns[column].Column.Header, before, after, step));
        }
    }
}
