namespace Muster.Tabular.Reading;

/// <summary>A few thousand consecutive rows held in memory, so that one thread reads while another checks. Reused between calls of <see cref="RowReader.ReadBlock"/>.</summary>
public sealed class RowBlock
{
    /// <summary>Most rows a block takes.</summary>
    public const int Capacity = 4096;

    char[] text = new char[1 << 18];
    int textLength;
    int[] fieldStart = new int[1 << 15];
    CellKind[] kinds = new CellKind[1 << 15];
    int fieldCount;
    readonly int[] rowStart = new int[Capacity + 1];
    readonly int[] rowNumbers = new int[Capacity];

    /// <summary>Rows held.</summary>
    public int Count { get; private set; }

    /// <summary>Number of a row from 1, as people see it.</summary>
    public int RowNumber(int row) => rowNumbers[row];

    /// <summary>Fields of a row.</summary>
    public int FieldCount(int row) => rowStart[row + 1] - rowStart[row];

    /// <summary>Text of a field; empty past the end of its row.</summary>
    public ReadOnlySpan<char> Field(int row, int column)
    {
        var field = rowStart[row] + column;
        if (field >= rowStart[row + 1])
        {
            return default;
        }

        var end = field + 1 < fieldCount ? fieldStart[field + 1] : textLength;
        return text.AsSpan(fieldStart[field], end - fieldStart[field]);
    }

    /// <summary>Kind of a field; <see cref="CellKind.Empty"/> past the end of its row.</summary>
    public CellKind Kind(int row, int column)
    {
        var field = rowStart[row] + column;
        return field >= rowStart[row + 1] ? CellKind.Empty : kinds[field];
    }

    /// <summary>Empties the block.</summary>
    public void Clear() => (Count, fieldCount, textLength) = (0, 0, 0);

    /// <summary>Adds the present row of a reader.</summary>
    public void Add(RowReader reader)
    {
        for (var column = 0; column < reader.FieldCount; column++)
        {
            AddField(reader.Field(column), reader.Kind(column));
        }

        EndRow(reader.RowNumber);
    }

    /// <summary>Adds a field to the row being built.</summary>
    public void AddField(ReadOnlySpan<char> value, CellKind kind)
    {
        if (textLength + value.Length > text.Length)
        {
            Array.Resize(ref text, Math.Max(text.Length * 2, textLength + value.Length));
        }

        if (fieldCount == fieldStart.Length)
        {
            Array.Resize(ref fieldStart, fieldCount * 2);
            Array.Resize(ref kinds, fieldCount * 2);
        }

        value.CopyTo(text.AsSpan(textLength));
        fieldStart[fieldCount] = textLength;
        kinds[fieldCount++] = kind;
        textLength += value.Length;
    }

    /// <summary>Ends the row being built.</summary>
    public void EndRow(int rowNumber)
    {
        rowNumbers[Count++] = rowNumber;
        rowStart[Count] = fieldCount;
    }
}
