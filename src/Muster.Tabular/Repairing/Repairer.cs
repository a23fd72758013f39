using Muster.Tabular.Detecting;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Repairing.Actions;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Repairing;

/// <summary>Applies steps to the data rows of a sheet in one pass. Steps work in their order, each on what the ones before have left.</summary>
public sealed class Repairer : IDisposable
{
    readonly RowReader reader;
    readonly Sheet sheet;
    readonly RepairPlan plan;
    readonly RowInHand row;
    readonly RowBlock rebuilt = new();
    int lastRow;
    RowLedger ledger = new(0, 0, 0, 0, 0, 0);

    /// <summary>Starts a pass over the data rows.</summary>
    /// <param name="source">The file.</param>
    /// <param name="sheet">The sheet in it.</param>
    /// <param name="columns">Meanings.</param>
    /// <param name="steps">Steps in order. One that names a header which the sheet lacks does nothing and is told in <see cref="Problems"/>.</param>
    /// <param name="matcher">Places; null where the table names none: then no row is queued for its place.</param>
    public Repairer(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<RepairStep> steps, PlaceMatcher? matcher)
    {
        this.sheet = sheet;
        plan = RepairPlan.Of(columns, steps, matcher);
        row = new RowInHand(plan.Columns.Count);
        reader = source.OpenRows(sheet.Index);
    }

    /// <summary>Columns that come out: those of the sheet, then those that steps add.</summary>
    public IReadOnlyList<ColumnMeaning> Columns => plan.Columns;

    /// <summary>What steps could not do as recorded: a header that is not there, a cell that reads differently by now, cells that are no date or number. Complete at the end of the pass.</summary>
    public IReadOnlyList<RepairProblem> Problems => plan.Problems.List;

    /// <summary>Called for each queued or dropped row (number, fate, index of the step or -1).</summary>
    public Action<int, RowFate, int>? OnSetAside { get; set; }

    /// <summary>Called for each changed cell of an accepted row.</summary>
    public Action<CellChange>? OnChange { get; set; }

    /// <summary>Counts so far; complete at the end of the pass.</summary>
    public RowLedger Ledger => ledger;

    /// <summary>Bytes of the source consumed so far.</summary>
    public long BytesRead => reader.BytesRead;

    /// <summary>Fills a block with the next rows that are <see cref="RowFate.Accepted"/>. 0 at the end.</summary>
    public int ReadBlock(RowBlock block)
    {
        while (reader.ReadBlock(block) > 0)
        {
            lastRow = block.RowNumber(block.Count - 1);
            block.SkipRows(RowsAbove(block));
            if (!IsUntouched(block))
            {
                Rebuild(block);
            }

            if (block.Count > 0)
            {
                return block.Count;
            }
        }

        plan.End(sheet.FirstDataRow, lastRow);
        return 0;
    }

    int RowsAbove(RowBlock block)
    {
        var above = 0;
        while (above < block.Count && block.RowNumber(above) < sheet.FirstDataRow)
        {
            above++;
        }

        return above;
    }

    /// <summary>True where every row goes through as it is: the block is then handed on without copying a cell.</summary>
    bool IsUntouched(RowBlock block)
    {
        if (plan.AddsColumns)
        {
            return false;
        }

        for (var at = 0; at < block.Count; at++)
        {
            if (block.IsBlank(at))
            {
                return false;
            }

            row.Take(block, at);
            plan.Apply(row);
            if (row.IsChanged || row.Fate != RowFate.Accepted)
            {
                plan.Forget();
                return false;
            }
        }

        plan.Remember();
        ledger = ledger with { Read = ledger.Read + block.Count, Accepted = ledger.Accepted + block.Count };
        return true;
    }

    void Rebuild(RowBlock block)
    {
        rebuilt.Clear();
        for (var at = 0; at < block.Count; at++)
        {
            if (block.IsBlank(at))
            {
                ledger = ledger with { Blank = ledger.Blank + 1 };
                continue;
            }

            row.Take(block, at);
            plan.Apply(row);
            Settle(block.RowNumber(at));
        }

        plan.Remember();
        block.Exchange(rebuilt);
    }

    void Settle(int rowNumber)
    {
        switch (row.Fate)
        {
            case RowFate.Accepted:
                row.Write(rebuilt, plan.Columns.Count, plan.AddsColumns);
                TellChanges(rowNumber);
                ledger = ledger with { Read = ledger.Read + 1, Accepted = ledger.Accepted + 1, CellsChanged = ledger.CellsChanged + row.CellsChanged(plan.SheetColumns) };
                return;
            case RowFate.Queued:
                ledger = ledger with { Read = ledger.Read + 1, Queued = ledger.Queued + 1 };
                break;
            default:
                ledger = ledger with { Read = ledger.Read + 1, Dropped = ledger.Dropped + 1 };
                break;
        }

        OnSetAside?.Invoke(rowNumber, row.Fate, row.FateStep);
    }

    void TellChanges(int rowNumber)
    {
        if (OnChange is null)
        {
            return;
        }

        foreach (var (column, before, after, step) in row.Changes)
        {
            OnChange(new CellChange(rowNumber, plan.Columns[column].Column.Header, before, after, step));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();
}
