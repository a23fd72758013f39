using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Blocks;

namespace Muster.Tabular.Writing;

/// <summary>Hands the data rows of a sheet to a writer as they are, read and made ready on several threads.</summary>
static class TableCopy
{
    /// <summary>A block's rows made ready.</summary>
    sealed class Ready(CsvRows? rows)
    {
        public CsvRows? Rows { get; } = rows;

        public bool IsWhole { get; set; }
    }

    public static void Run(TableSource source, Sheet sheet, TableWriter writer, IProgress<long>? progress, CancellationToken cancel)
    {
        using var blocks = source.OpenBlocks(sheet.Index);
        BlockPass.Run(blocks, () => new Ready(writer.NewRows()), (block, ready) => Make(block, ready, sheet.FirstDataRow), (block, ready) =>
        {
            Write(block, ready, writer);
            progress?.Report(blocks.BytesRead);
        }, cancel);
    }

    static void Make(RowBlock block, Ready ready, int firstDataRow)
    {
        block.SkipAbove(firstDataRow);
        if (ready.Rows is { } rows)
        {
            rows.Clear();
            ready.IsWhole = rows.CanCopyAll(block);
            rows.Write(block, 0, ready.IsWhole ? 0 : block.Count);
        }
    }

    static void Write(RowBlock block, Ready ready, TableWriter writer)
    {
        if (block.Count == 0)
        {
            return;
        }

        if (ready.Rows is null)
        {
            writer.Write(block);
        }
        else if (ready.IsWhole)
        {
            writer.WriteWhole(block);
        }
        else
        {
            writer.WriteLines(ready.Rows.Written);
        }
    }
}
