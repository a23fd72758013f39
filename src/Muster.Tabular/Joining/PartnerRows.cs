using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Blocks;
using Muster.Tabular.Writing;

namespace Muster.Tabular.Joining;

/// <summary>A row of the second table.</summary>
/// <param name="RowNumber">Its number.</param>
/// <param name="Key">Its key.</param>
/// <param name="Cells">Its cells as CSV, a comma before each.</param>
sealed record PartnerRow(int RowNumber, string Key, byte[] Cells)
{
    /// <summary>The next row with this key.</summary>
    public PartnerRow? Next { get; set; }

    /// <summary>True once a row asked for it; set by any thread.</summary>
    public bool IsMatched { get; set; }
}

/// <summary>The second table, held by key.</summary>
sealed class PartnerRows
{
    readonly Dictionary<string, PartnerRow> byKey = new(StringComparer.Ordinal);
    readonly Dictionary<string, PartnerRow>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    readonly List<PartnerRow> rows = [];

    PartnerRows() => bySpan = byKey.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Rows in the order of the file.</summary>
    public IReadOnlyList<PartnerRow> Rows => rows;

    /// <summary>True where a key occurs more than once.</summary>
    public bool HasRepeats { get; private set; }

    /// <summary>Reads the table.</summary>
    public static PartnerRows Read(Pipeline table, RowKey key, int[] columns, CancellationToken cancel)
    {
        var partners = new PartnerRows();
        var last = new Dictionary<string, PartnerRow>(StringComparer.Ordinal);
        var cells = new CsvRows(columns, guardFormulas: false);
        using var blocks = table.Source.OpenBlocks(table.Sheet.Index);
        BlockPass.Run(blocks, () => partners, (block, _) => block.SkipAbove(table.Sheet.FirstDataRow), (block, _) =>
        {
            for (var row = 0; row < block.Count; row++)
            {
                if (!block.IsBlank(row))
                {
                    partners.Add(new PartnerRow(block.RowNumber(row), key.Of(block, row).ToString(), Cells(cells, block, row)), last);
                }
            }
        }, cancel);
        return partners;
    }

    /// <summary>The first row with a key, or null.</summary>
    public PartnerRow? Find(ReadOnlySpan<char> key) => !key.IsEmpty && bySpan.TryGetValue(key, out var row) ? row : null;

    void Add(PartnerRow row, Dictionary<string, PartnerRow> last)
    {
        rows.Add(row);
        if (row.Key.Length == 0)
        {
            return;
        }

        if (!byKey.TryAdd(row.Key, row))
        {
            HasRepeats = true;
            (last.TryGetValue(row.Key, out var before) ? before : byKey[row.Key]).Next = row;
            last[row.Key] = row;
        }
    }

    static byte[] Cells(CsvRows cells, RowBlock block, int row)
    {
        cells.Clear();
        if (cells.ColumnCount > 0)
        {
            cells.Append((byte)',');
            cells.WriteCells(block, row);
        }

        return cells.Written.ToArray();
    }
}
