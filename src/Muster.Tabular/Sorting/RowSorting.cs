using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Blocks;
using Muster.Tabular.Writing;

namespace Muster.Tabular.Sorting;

/// <summary>Sorts the data rows of a sheet by one or more columns, each in the order of what it holds. Stable: rows with equal keys stay in the order of the file.</summary>
/// <remarks>Rows are held as lines of CSV beside keys that compare as bytes. Beyond <see cref="SortOptions.MemoryLimit"/> sorted runs go to temporary files and are merged.</remarks>
public static class RowSorting
{
    const int Piece = 1 << 20;

    /// <summary>Sorts into a writer, which is completed.</summary>
    /// <param name="source">The file.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="keys">Columns to sort by, the first one first; at least one.</param>
    /// <param name="writer">Takes all columns in their order: CSV, JSON or a workbook.</param>
    /// <param name="options">Limits; null takes the defaults.</param>
    /// <param name="cancel">Stops the sort; nothing half written stays.</param>
    /// <exception cref="UnreadableException"><c>dates-two-readings</c> where a key's dates can be read in two ways and no order is given.</exception>
    public static SortResult Run(TableSource source, Sheet sheet, IReadOnlyList<SortColumn> keys, TableWriter writer, SortOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(keys.Count);
        options ??= new SortOptions();
        var decided = KeyDecision.Of(source, sheet, keys, cancel);
        var limit = Math.Max(options.MemoryLimit, 1 << 20);
        var folder = options.TemporaryFolder ?? Path.GetTempPath();
        var run = new SortedRun();
        var pool = new RowPacks();
        var files = new List<RunFile>();
        long rows = 0;
        try
        {
            using var blocks = source.OpenBlocks(sheet.Index);
            var states = BlockPass.Run(blocks, () => new SortBlock(sheet, decided, pool), (block, state) => state.Make(block), (_, state) =>
            {
                rows += state.Pack!.Count;
                run.Add(state.Pack);
                if (run.SizeInBytes > limit)
                {
                    Spill();
                }
            }, cancel);
            if (files.Count == 0)
            {
                run.Sort();
                Write(run, writer, cancel);
            }
            else
            {
                Spill();
                Merge(files, writer, cancel);
            }

            writer.Complete();
            return new SortResult(rows, states.Sum(state => state.BlankRows), files.Count, [.. decided.Select(key => key.Asked)], [.. decided.Select((_, at) => states.Sum(state => state.Keys.Others[at]))]);
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }

        void Spill()
        {
            if (run.Count > 0)
            {
                run.Sort();
                files.Add(new RunFile(folder, run, files.Count));
                run.Clear(pool);
            }
        }
    }

    /// <summary>Gathers the lines of two pieces at once and writes them one after the other.</summary>
    static void Write(SortedRun run, TableWriter writer, CancellationToken cancel)
    {
        var (one, other) = (new LineBuffer(), new LineBuffer());
        for (var at = 0; at < run.Count;)
        {
            cancel.ThrowIfCancellationRequested();
            var middle = Math.Min(at + RowBlock.Capacity, run.Count);
            var end = Math.Min(middle + RowBlock.Capacity, run.Count);
            var from = at;
            Parallel.Invoke(() => one.Take(run, from, middle), () => other.Take(run, middle, end));
            writer.WriteLines(one.Written);
            writer.WriteLines(other.Written);
            at = end;
        }
    }

    static void Merge(List<RunFile> files, TableWriter writer, CancellationToken cancel)
    {
        var waiting = new PriorityQueue<RunFile, RunFile>(Comparer<RunFile>.Create(Compare));
        waiting.EnqueueRange(files.Where(file => file.Read()).Select(file => (file, file)));
        var lines = new LineBuffer();
        while (waiting.TryDequeue(out var file, out _))
        {
            lines.Add(file.Line);
            if (lines.Written.Length >= Piece)
            {
                cancel.ThrowIfCancellationRequested();
                writer.WriteLines(lines.Written);
                lines.Clear();
            }

            if (file.Read())
            {
                waiting.Enqueue(file, file);
            }
        }

        writer.WriteLines(lines.Written);
    }

    static int Compare(RunFile one, RunFile other)
    {
        var order = one.Key.SequenceCompareTo(other.Key);
        return order != 0 ? order : one.Index.CompareTo(other.Index);
    }

    /// <summary>What a thread makes of a block.</summary>
    sealed class SortBlock(Sheet sheet, IReadOnlyList<DecidedKey> keys, RowPacks pool)
    {
        readonly CsvRows lines = new([.. sheet.Columns.Select(column => column.Index)], guardFormulas: false);
        readonly int[] lineEnds = new int[RowBlock.Capacity];
        readonly int[] keyEnds = new int[RowBlock.Capacity];

        public KeyBytes Keys { get; } = new(keys);

        public long BlankRows { get; private set; }

        public RowPack? Pack { get; private set; }

        public void Make(RowBlock block)
        {
            block.SkipAbove(sheet.FirstDataRow);
            lines.Clear();
            Keys.Clear();
            var count = 0;
            for (var row = 0; row < block.Count; row++)
            {
                if (block.IsBlank(row))
                {
                    BlankRows++;
                    continue;
                }

                lines.Write(block, row, row + 1);
                Keys.Add(block, row);
                (lineEnds[count], keyEnds[count]) = (lines.Written.Length, Keys.Length);
                count++;
            }

            Pack = pool.Pack(lines.Written, Keys.Written, lineEnds.AsSpan(0, count), keyEnds.AsSpan(0, count));
        }
    }

    /// <summary>Lines gathered before they are written.</summary>
    sealed class LineBuffer
    {
        byte[] bytes = new byte[2 * Piece];
        int length;

        public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

        public void Clear() => length = 0;

        public void Add(ReadOnlySpan<byte> line)
        {
            if (length + line.Length > bytes.Length)
            {
                Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + line.Length));
            }

            line.CopyTo(bytes.AsSpan(length));
            length += line.Length;
        }

        public void Take(SortedRun run, int from, int end)
        {
            Clear();
            for (var at = from; at < end; at++)
            {
                Add(run.Line(at));
            }
        }
    }
}
