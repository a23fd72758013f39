using System.Globalization;

namespace Muster.Tabular.Reading.Xlsx;

/// <summary>Cells merged downwards: the value stands in the first row only and holds for all of them.</summary>
/// <remarks>Cells merged to the right are headings or titles; <see cref="Detecting.SheetDetector"/> spreads them. The list of merged cells comes behind all rows, so that it is read beforehand, in sheets of a size that people merge cells in.</remarks>
sealed class MergedCells
{
    /// <summary>Larger sheets are exports, which have no merged cells.</summary>
    public const long LargestSheet = 32 << 20;

    const int MaxRanges = 100_000;

    /// <summary>Cells of one column from one row to another, numbers from 1.</summary>
    readonly record struct Range(int Column, int FirstRow, int LastRow);

    readonly List<Range> byRow;
    readonly SortedDictionary<int, Held> held = [];
    int next;

    sealed record Held(int LastRow, string Text, CellKind Kind);

    MergedCells(List<Range> byRow) => this.byRow = byRow;

    public static MergedCells None { get; } = new([]);

    /// <summary>Reads the list at the end of a sheet.</summary>
    public static MergedCells Read(XmlBytes xml)
    {
        var ranges = new List<Range>();
        while (xml.Read())
        {
            if (xml.IsStart("mergeCell"u8) && ranges.Count < MaxRanges && TryParse(xml.AttributeText("ref"u8), out var range))
            {
                ranges.Add(range);
            }
        }

        ranges.Sort((a, b) => a.FirstRow.CompareTo(b.FirstRow));
        return ranges.Count == 0 ? None : new MergedCells(ranges);
    }

    /// <summary>The ranges for a pass of its own.</summary>
    public MergedCells Begin() => byRow.Count == 0 ? None : new MergedCells(byRow);

    /// <summary>The last column of a row that takes a value from above; -1 where none does.</summary>
    public int LastColumn(int row)
    {
        if (held.Count == 0)
        {
            return -1;
        }

        foreach (var column in held.Where(pair => pair.Value.LastRow < row).Select(pair => pair.Key).ToList())
        {
            held.Remove(column);
        }

        return held.Count == 0 ? -1 : held.Keys.Last();
    }

    /// <summary>Adds the value that a blank cell takes from above, or a blank.</summary>
    public void AddTo(RowBlock block, int column)
    {
        if (held.Count > 0 && held.TryGetValue(column, out var value))
        {
            block.AddField(value.Text, value.Kind);
        }
        else
        {
            block.AddField(default, CellKind.Empty);
        }
    }

    /// <summary>Keeps the value of a cell that is merged with those below.</summary>
    public void Keep(int row, int column, ReadOnlySpan<char> text, CellKind kind)
    {
        while (next < byRow.Count && byRow[next].FirstRow < row)
        {
            next++;
        }

        for (var index = next; index < byRow.Count && byRow[index].FirstRow == row; index++)
        {
            if (byRow[index].Column == column)
            {
                held[column] = new Held(byRow[index].LastRow, text.ToString(), kind);
            }
        }
    }

    static bool TryParse(string reference, out Range range)
    {
        range = default;
        if (reference.Split(':') is not [var first, var last] || !TryCell(first, out var left, out var top) || !TryCell(last, out var right, out var bottom))
        {
            return false;
        }

        range = new Range(left, top, bottom);
        return left == right && bottom > top;
    }

    static bool TryCell(string reference, out int column, out int row)
    {
        var letters = reference.AsSpan().IndexOfAnyInRange('0', '9');
        column = -1;
        foreach (var letter in letters is > 0 and <= 3 ? reference[..letters] : "")
        {
            column = (column + 1) * 26 + letter - 'A';
        }

        row = 0;
        return column >= 0 && int.TryParse(reference.AsSpan(letters), NumberStyles.None, CultureInfo.InvariantCulture, out row);
    }
}
