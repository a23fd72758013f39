using Muster.Tabular.Reading;

namespace Muster.Tabular.Validating.Scanning;

/// <summary>A row that sums up others, with its numbers by column.</summary>
sealed record TotalRow(int RowNumber, double[] Numbers);

/// <summary>A block of rows with its columns read.</summary>
sealed class Batch(ColumnScan[] columns)
{
    readonly UInt128[] hashes = new UInt128[RowBlock.Capacity];

    /// <summary>Rows as they came.</summary>
    public RowBlock Block { get; private set; } = new();

    /// <summary>Rows in the block.</summary>
    public int Count => Block.Count;

    /// <summary>Rows that rules pass over: blank ones, totals, repeated headers.</summary>
    public bool[] Skip { get; } = new bool[RowBlock.Capacity];

    /// <summary>Rows that repeat the header.</summary>
    public bool[] IsHeader { get; } = new bool[RowBlock.Capacity];

    /// <summary>Rows of the block that sum up others.</summary>
    public List<TotalRow> Totals { get; } = [];

    /// <summary>Blank rows of the block.</summary>
    public int Blank { get; private set; }

    /// <summary>A column as read.</summary>
    public ColumnScan this[int column] => columns[column];

    /// <summary>Row number as people see it.</summary>
    public int RowNumber(int row) => Block.RowNumber(row);

    /// <summary>Text of a cell.</summary>
    public ReadOnlySpan<char> Text(int row, int column) => Block.Field(row, column);

    /// <summary>Hash of all cells of a row.</summary>
    public UInt128 Hash(int row) => hashes[row];

    /// <summary>Takes a block: marks blank rows and hashes the others. Runs on the thread that made it.</summary>
    public void Take(RowBlock block, bool withHashes)
    {
        Block = block;
        Blank = 0;
        Totals.Clear();
        Array.Clear(IsHeader, 0, block.Count);
        for (var row = 0; row < block.Count; row++)
        {
            Skip[row] = block.IsBlank(row);
            Blank += Skip[row] ? 1 : 0;
            if (withHashes && !Skip[row])
            {
                hashes[row] = TextHash.Of(block.RowText(row));
            }
        }
    }

    /// <summary>Takes totals and repeated headers out of what rules see, once the columns are scanned.</summary>
    public void Mark(IReadOnlyList<int> totalColumns, Func<int, bool> hasUnitCode)
    {
        if (columns.Count(column => column.HasHeaderText) > 1)
        {
            MarkHeaders();
        }

        foreach (var column in totalColumns)
        {
            if (columns[column].HasTotalWord)
            {
                MarkTotals(columns[column], hasUnitCode);
            }
        }
    }

    void MarkHeaders()
    {
        for (var row = 0; row < Count; row++)
        {
            if (!Skip[row] && (IsHeader[row] = RepeatsHeader(row)))
            {
                PassOver(row);
            }
        }
    }

    void MarkTotals(ColumnScan column, Func<int, bool> hasUnitCode)
    {
        for (var row = 0; row < Count; row++)
        {
            var id = column.Ids[row];
            if (id >= 0 && column.Facts(id).IsTotalWord && !hasUnitCode(row))
            {
                Totals.Add(new TotalRow(RowNumber(row), [.. columns.Select(each => each.Numbers[row])]));
                PassOver(row);
            }
        }
    }

    void PassOver(int row)
    {
        Skip[row] = true;
        foreach (var column in columns)
        {
            (column.Ids[row], column.Numbers[row], column.Forms[row]) = (-1, double.NaN, CellForm.Blank);
        }
    }

    /// <summary>At least two cells, and half of those filled, say what the header says.</summary>
    bool RepeatsHeader(int row)
    {
        var (filled, same) = (0, 0);
        foreach (var column in columns)
        {
            var text = Text(row, column.Index);
            filled += text.IsWhiteSpace() ? 0 : 1;
            same += !text.IsEmpty && text.SequenceEqual(column.Header) ? 1 : 0;
        }

        return same > 1 && same * 2 >= filled;
    }
}
