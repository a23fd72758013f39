using Muster.Tabular.Detecting;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Blocks;
using Muster.Tabular.Repairing.Actions;
using Muster.Tabular.Tagging;
using Muster.Tabular.Writing;

namespace Muster.Tabular.Repairing;

/// <summary>Applies steps to the data rows of a sheet in one pass. Steps work in their order, each on what the ones before have left.</summary>
public sealed class Repairer : IDisposable
{
    readonly TableSource source;
    readonly Sheet sheet;
    readonly Func<RepairPass> begin;
    readonly RepairPass pass;
    readonly RowReader reader;
    int lastRow;
    long bytesRead;

    /// <summary>Starts a pass over the data rows.</summary>
    /// <param name="source">The file.</param>
    /// <param name="sheet">The sheet in it.</param>
    /// <param name="columns">Meanings.</param>
    /// <param name="steps">Steps in order. One that names a header which the sheet lacks does nothing and is told in <see cref="Problems"/>.</param>
    /// <param name="matcher">Places; null where the table names none: then no row is queued for its place.</param>
    public Repairer(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<RepairStep> steps, PlaceMatcher? matcher)
    {
        (this.source, this.sheet) = (source, sheet);
        begin = () => new RepairPass(RepairPlan.Of(columns, steps, matcher));
        pass = begin();
        reader = source.OpenRows(sheet.Index);
    }

    /// <summary>Columns that come out: those of the sheet, then those that steps add.</summary>
    public IReadOnlyList<ColumnMeaning> Columns => pass.Plan.Columns;

    /// <summary>What steps could not do as recorded: a header that is not there, a cell that reads differently by now, cells that are no date or number. Complete at the end of the pass.</summary>
    public IReadOnlyList<RepairProblem> Problems => pass.Plan.Problems.List;

    /// <summary>Called for each queued or dropped row (number, fate, index of the step or -1).</summary>
    public Action<int, RowFate, int>? OnSetAside
    {
        get => pass.OnSetAside;
        set => pass.OnSetAside = value;
    }

    /// <summary>Called for each changed cell of an accepted row.</summary>
    public Action<CellChange>? OnChange
    {
        get => pass.OnChange;
        set => pass.OnChange = value;
    }

    /// <summary>Counts so far; complete at the end of the pass.</summary>
    public RowLedger Ledger => pass.Ledger;

    /// <summary>Bytes of the source consumed so far.</summary>
    public long BytesRead => Math.Max(bytesRead, reader.BytesRead);

    /// <summary>Fills a block with the next rows that are <see cref="RowFate.Accepted"/>. 0 at the end.</summary>
    public int ReadBlock(RowBlock block)
    {
        while (reader.ReadBlock(block) > 0)
        {
            lastRow = block.RowNumber(block.Count - 1);
            block.SkipAbove(sheet.FirstDataRow);
            pass.Apply(block);
            if (block.Count > 0)
            {
                return block.Count;
            }
        }

        pass.Plan.End(sheet.FirstDataRow, lastRow);
        return 0;
    }

    /// <summary>Hands all accepted rows to a writer, which is not completed. Works on several threads where the writer takes lines, nobody listens to single changes and no step looks at the row before.</summary>
    internal void WriteAll(TableWriter writer, IProgress<long>? progress, CancellationToken cancel)
    {
        if (writer.NewRows() is not null && OnChange is null && OnSetAside is null && !pass.Plan.NeedsOrder)
        {
            WriteLines(writer, progress, cancel);
            return;
        }

        var block = new RowBlock();
        while (ReadBlock(block) > 0)
        {
            cancel.ThrowIfCancellationRequested();
            writer.Write(block);
            progress?.Report(BytesRead);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    void WriteLines(TableWriter writer, IProgress<long>? progress, CancellationToken cancel)
    {
        using var blocks = source.OpenBlocks(sheet.Index);
        var states = BlockPass.Run(blocks, () => new RepairedLines(begin(), writer.NewRows()!), (block, lines) => lines.Make(block, sheet.FirstDataRow), (block, lines) =>
        {
            lastRow = Math.Max(lastRow, lines.LastRow);
            if (lines.IsWhole)
            {
                writer.WriteWhole(block);
            }
            else
            {
                writer.WriteLines(lines.Rows.Written);
            }

            bytesRead = blocks.BytesRead;
            progress?.Report(bytesRead);
        }, cancel);
        foreach (var state in states)
        {
            pass.Add(state.Pass);
        }

        pass.Plan.End(sheet.FirstDataRow, lastRow);
    }
}
