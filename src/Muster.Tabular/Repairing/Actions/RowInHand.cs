using Muster.Tabular.Reading;

namespace Muster.Tabular.Repairing.Actions;

/// <summary>A row while steps work on it: the cells of the file with those on top that steps have set.</summary>
sealed class RowInHand(int columns)
{
    readonly string?[] set = new string?[columns];
    readonly List<int> touched = [];
    RowBlock block = new();
    int at;

    /// <summary>What steps have decided so far.</summary>
    public RowFate Fate { get; private set; }

    /// <summary>Step that decided it, or -1.</summary>
    public int FateStep { get; private set; }

    /// <summary>Number of the row from 1.</summary>
    public int Number => block.RowNumber(at);

    /// <summary>Changes in their order.</summary>
    public List<(int Column, string Before, string After, int Step)> Changes { get; } = [];

    /// <summary>True when a step has set a cell.</summary>
    public bool IsChanged => Changes.Count > 0;

    public void Take(RowBlock block, int at)
    {
        (this.block, this.at) = (block, at);
        (Fate, FateStep) = (RowFate.Accepted, -1);
        Changes.Clear();
        foreach (var column in touched)
        {
            set[column] = null;
        }

        touched.Clear();
    }

    /// <summary>The cell as it stands now.</summary>
    public ReadOnlySpan<char> this[int column] => set[column] is { } text ? text : block.Field(at, column);

    /// <summary>Changes a cell.</summary>
    public void Set(int column, string text, int step)
    {
        var before = this[column];
        if (before.SequenceEqual(text))
        {
            return;
        }

        Changes.Add((column, before.ToString(), text, step));
        Place(column, text);
    }

    /// <summary>Fills a cell that a step adds to the row: no change of what the file says.</summary>
    public void Place(int column, string text)
    {
        set[column] = text;
        if (!touched.Contains(column))
        {
            touched.Add(column);
        }
    }

    /// <summary>Decides the fate of the row. A row dropped stays dropped.</summary>
    public void Decide(RowFate fate, int step)
    {
        if (Fate == RowFate.Accepted || Fate == RowFate.Queued && fate == RowFate.Dropped)
        {
            (Fate, FateStep) = (fate, step);
        }
    }

    /// <summary>Cells of the file that come out different: one that steps changed and changed back is none.</summary>
    public int CellsChanged(int sheetColumns)
    {
        var count = 0;
        foreach (var column in touched)
        {
            count += column < sheetColumns && !block.Field(at, column).SequenceEqual(set[column]) ? 1 : 0;
        }

        return count;
    }

    /// <summary>True where the file's row holds values beyond these columns.</summary>
    public bool HasMoreThan(int sheetColumns)
    {
        for (var column = sheetColumns; column < block.FieldCount(at); column++)
        {
            if (!block.Field(at, column).IsWhiteSpace())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True where no step has touched the row yet, and it stands as in the file without a quotation mark.</summary>
    public bool IsAsRead => touched.Count == 0 && block.IsRaw(at);

    /// <summary>The text of the whole row as it stands in the file.</summary>
    public ReadOnlySpan<char> TextAsRead => block.RowText(at);

    /// <summary>Adds the row as it stands as a line.</summary>
    public void Write(Writing.CsvRows output, int columnCount, bool exactly)
    {
        var width = exactly ? columnCount : Math.Max(columnCount, block.FieldCount(at));
        for (var column = 0; column < width; column++)
        {
            if (column > 0)
            {
                output.Append((byte)',');
            }

            output.WriteField(column < set.Length ? this[column] : block.Field(at, column));
        }

        output.EndRow();
    }

    /// <summary>Adds the row as it stands to a block.</summary>
    public void Write(RowBlock output, int columnCount, bool exactly)
    {
        var width = exactly ? columnCount : Math.Max(block.FieldCount(at), touched.Count > 0 ? touched.Max() + 1 : 0);
        for (var column = 0; column < width; column++)
        {
            if (column < set.Length && set[column] is { } text)
            {
                output.AddField(text, text.Length == 0 ? CellKind.Empty : CellKind.Text);
            }
            else
            {
                output.AddField(block.Field(at, column), block.Kind(at, column));
            }
        }

        output.EndRow(block.RowNumber(at));
    }
}
