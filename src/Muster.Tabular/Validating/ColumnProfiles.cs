using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Blocks;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating;

/// <summary>Profiles of columns without any check: each thread scans blocks of its own, and what they saw is put together.</summary>
static class ColumnProfiles
{
    public static IReadOnlyList<ColumnProfile> Read(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns, CancellationToken cancel)
    {
        using var blocks = source.OpenBlocks(sheet.Index);
        var states = BlockPass.Run(blocks, () => new ColumnSet(columns), (block, set) =>
        {
            block.SkipAbove(sheet.FirstDataRow);
            set.Scan(block);
        }, null, cancel);
        foreach (var set in states)
        {
            set.CountVotes();
        }

        foreach (var set in states.Skip(1))
        {
            states[0].Add(set);
        }

        return [.. states[0].Scans.Select(scan => scan.Profile())];
    }

    /// <summary>The columns as one thread sees them.</summary>
    sealed class ColumnSet
    {
        readonly bool[] blank = new bool[RowBlock.Capacity];

        public ColumnSet(IReadOnlyList<ColumnMeaning> columns)
        {
            Scans = [.. columns.Select(column => new ColumnScan(column))];
            ColumnScan.PutInOrder(Scans);
        }

        public ColumnScan[] Scans { get; }

        public void Scan(RowBlock block)
        {
            for (var row = 0; row < block.Count; row++)
            {
                blank[row] = block.IsBlank(row);
            }

            foreach (var scan in Scans)
            {
                scan.Scan(block, blank);
            }
        }

        public void CountVotes()
        {
            foreach (var scan in Scans)
            {
                scan.CountVotes();
            }
        }

        public void Add(ColumnSet other)
        {
            for (var at = 0; at < Scans.Length; at++)
            {
                Scans[at].Add(other.Scans[at]);
            }
        }
    }
}
