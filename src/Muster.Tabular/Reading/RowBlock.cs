using System.Text;

namespace Muster.Tabular.Reading;

/// <summary>A few thousand consecutive rows held in memory, so that one thread reads while another checks. Reused between calls of <see cref="RowReader.ReadBlock"/>.</summary>
/// <remarks>All text lies in one buffer. A row has one start per field and one more behind its last field; a field ends one character before the next start, where the separator stands or stood. A reader of separated text can so hand over its rows without copying a cell.</remarks>
public sealed class RowBlock
{
    /// <summary>Most rows a block takes.</summary>
    public const int Capacity = 4096;

    int[] rowFirst = new int[Capacity + 1];
    int[] rowNumbers = new int[Capacity];
    bool[] altered = new bool[Capacity];
    CellKind[] kinds = [];
    bool hasKinds;
    bool hasAltered;
    int skipped;

    /// <summary>Rows held.</summary>
    public int Count { get; private set; }

    /// <summary>Text of all rows; the parser of separated text writes here.</summary>
    internal char[] Text = new char[1 << 16];

    /// <summary>Used part of <see cref="Text"/>.</summary>
    internal int TextLength;

    /// <summary>Starts of fields in <see cref="Text"/>.</summary>
    internal int[] Starts = new int[1 << 14];

    /// <summary>Used part of <see cref="Starts"/>.</summary>
    internal int StartCount;

    /// <summary>The separator between the fields of rows that stand as in the file; 0 where rows were put together cell by cell.</summary>
    internal char RawSeparator { get; private set; }

    /// <summary>Says that the rows to come stand in <see cref="Text"/> as the file has them.</summary>
    internal void BeginRaw(char separator) => RawSeparator = separator;

    /// <summary>The UTF-8 of the file that became <see cref="Text"/>, so that rows can be written again without encoding them; only its used part counts.</summary>
    internal byte[] RawBytes = [];

    /// <summary>Used part of <see cref="RawBytes"/>; 0 where they are not kept.</summary>
    internal int RawByteCount;

    /// <summary>The bytes of all rows without the last line break; empty where a row was altered or the bytes are not kept.</summary>
    internal ReadOnlySpan<byte> RawRows
    {
        get
        {
            if (RawSeparator == 0 || RawByteCount == 0 || Count == 0 || hasAltered)
            {
                return default;
            }

            var before = Text.AsSpan(0, Starts[rowFirst[skipped]]);
            var after = Text.AsSpan((Starts[rowFirst[skipped + Count] - 1] - 1)..TextLength);
            return RawBytes.AsSpan(Encoding.UTF8.GetByteCount(before)..(RawByteCount - Encoding.UTF8.GetByteCount(after)));
        }
    }

    /// <summary>Number of the first row of a block that is not made yet.</summary>
    internal int FirstRow;

    /// <summary>Position of its first byte in the file.</summary>
    internal long FirstByte;

    internal void EnsureRawBytes(int size)
    {
        if (size > RawBytes.Length)
        {
            Array.Resize(ref RawBytes, Math.Max(RawBytes.Length * 2, size));
        }
    }

    internal void AddRawBytes(ReadOnlySpan<byte> bytes)
    {
        EnsureRawBytes(RawByteCount + bytes.Length);
        bytes.CopyTo(RawBytes.AsSpan(RawByteCount));
        RawByteCount += bytes.Length;
    }

    /// <summary>True where a row stands as in the file and has no quotation mark.</summary>
    internal bool IsRaw(int row) => RawSeparator != 0 && !altered[skipped + row];

    /// <summary>The text of raw rows as it lies in the buffer, line breaks between them too, the last one's not.</summary>
    internal ReadOnlySpan<char> RawText(int row, int end) => Text.AsSpan(Starts[rowFirst[skipped + row]]..(Starts[rowFirst[skipped + end] - 1] - 1));

    /// <summary>True where nothing but one character, a line feed, lies between a row and the next.</summary>
    internal bool IsFollowedDirectly(int row) => row + 1 < Count && Starts[rowFirst[skipped + row + 1]] == Starts[rowFirst[skipped + row + 1] - 1] && Text[Starts[rowFirst[skipped + row + 1]] - 1] == '\n';

    /// <summary>For each row the place of its first field in <see cref="Starts"/>, and one more behind the last row: for loops over a whole column.</summary>
    internal ReadOnlySpan<int> RowFirsts => rowFirst.AsSpan(skipped, Count + 1);

    /// <summary>Number of a row from 1, as people see it.</summary>
    public int RowNumber(int row) => rowNumbers[skipped + row];

    /// <summary>Fields of a row.</summary>
    public int FieldCount(int row) => rowFirst[skipped + row + 1] - rowFirst[skipped + row] - 1;

    /// <summary>Text of a field; empty past the end of its row.</summary>
    public ReadOnlySpan<char> Field(int row, int column)
    {
        var field = rowFirst[skipped + row] + column;
        if (field + 1 >= rowFirst[skipped + row + 1])
        {
            return default;
        }

        var start = Starts[field];
        return Text.AsSpan(start, Starts[field + 1] - 1 - start);
    }

    /// <summary>Kind of a field; <see cref="CellKind.Empty"/> past the end of its row.</summary>
    public CellKind Kind(int row, int column)
    {
        if (!hasKinds)
        {
            return Field(row, column).IsEmpty ? CellKind.Empty : CellKind.Text;
        }

        var field = rowFirst[skipped + row] + column;
        return field + 1 >= rowFirst[skipped + row + 1] ? CellKind.Empty : kinds[field];
    }

    /// <summary>The text of a whole row as it lies in the buffer, one sign between fields: equal for equal rows of one source.</summary>
    internal ReadOnlySpan<char> RowText(int row)
    {
        var (first, last) = (rowFirst[skipped + row], rowFirst[skipped + row + 1] - 1);
        return last <= first ? default : Text.AsSpan(Starts[first], Starts[last] - 1 - Starts[first]);
    }

    /// <summary>True where no field of the row holds anything but blanks.</summary>
    public bool IsBlank(int row)
    {
        for (var column = 0; column < FieldCount(row); column++)
        {
            if (!Field(row, column).IsWhiteSpace())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Empties the block.</summary>
    public void Clear()
    {
        (Count, StartCount, TextLength, skipped) = (0, 0, 0, 0);
        (hasKinds, hasAltered, RawByteCount) = (false, false, 0);
        RawSeparator = '\0';
    }

    /// <summary>Exchanges all that two blocks hold; costs nothing.</summary>
    internal void Exchange(RowBlock other)
    {
        (rowFirst, other.rowFirst) = (other.rowFirst, rowFirst);
        (rowNumbers, other.rowNumbers) = (other.rowNumbers, rowNumbers);
        (altered, other.altered) = (other.altered, altered);
        (kinds, other.kinds) = (other.kinds, kinds);
        (hasKinds, other.hasKinds) = (other.hasKinds, hasKinds);
        (skipped, other.skipped) = (other.skipped, skipped);
        (Count, other.Count) = (other.Count, Count);
        (Text, other.Text) = (other.Text, Text);
        (TextLength, other.TextLength) = (other.TextLength, TextLength);
        (Starts, other.Starts) = (other.Starts, Starts);
        (StartCount, other.StartCount) = (other.StartCount, StartCount);
        (RawSeparator, other.RawSeparator) = (other.RawSeparator, RawSeparator);
        (hasAltered, other.hasAltered) = (other.hasAltered, hasAltered);
        (RawBytes, other.RawBytes) = (other.RawBytes, RawBytes);
        (FirstRow, other.FirstRow) = (other.FirstRow, FirstRow);
        (FirstByte, other.FirstByte) = (other.FirstByte, FirstByte);
        (RawByteCount, other.RawByteCount) = (other.RawByteCount, RawByteCount);
    }

    /// <summary>Takes rows off the front, for example those above the data; costs nothing.</summary>
    public void SkipRows(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)Count, nameof(count));
        skipped += count;
        Count -= count;
    }

    /// <summary>Takes the rows with a lower number off the front: those above the data.</summary>
    internal void SkipAbove(int firstDataRow)
    {
        var above = 0;
        while (above < Count && RowNumber(above) < firstDataRow)
        {
            above++;
        }

        SkipRows(above);
    }

    /// <summary>Adds the present row of a reader.</summary>
    public void Add(RowReader reader)
    {
        for (var column = 0; column < reader.FieldCount; column++)
        {
            AddField(reader.Field(column), reader.Kind(column));
        }

        EndRow(reader.RowNumber);
    }

    /// <summary>Adds a row of another block.</summary>
    public void Add(RowBlock other, int row)
    {
        var fields = other.FieldCount(row);
        for (var column = 0; column < fields; column++)
        {
            AddField(other.Field(row, column), other.Kind(row, column));
        }

        EndRow(other.RowNumber(row));
    }

    /// <summary>Adds a field to the row being built.</summary>
    public void AddField(ReadOnlySpan<char> value, CellKind kind)
    {
        EnsureText(value.Length + 1);
        EnsureStarts(2);
        RawSeparator = '\0';
        value.CopyTo(Text.AsSpan(TextLength));
        SetKind(kind, value.IsEmpty);
        Starts[StartCount++] = TextLength;
        TextLength += value.Length + 1;
        Text[TextLength - 1] = '\0';
    }

    /// <summary>Ends the row being built.</summary>
    public void EndRow(int rowNumber)
    {
        EnsureStarts(1);
        Starts[StartCount++] = TextLength;
        CloseRow(rowNumber);
    }

    /// <summary>Ends a row whose starts, the one behind its last field too, are written.</summary>
    /// <param name="rowNumber">Its number.</param>
    /// <param name="isAltered">True where its text differs from the file or needs quoting.</param>
    internal void CloseRow(int rowNumber, bool isAltered = false)
    {
        altered[Count] = isAltered;
        hasAltered |= isAltered;
        rowNumbers[Count] = rowNumber;
        rowFirst[++Count] = StartCount;
    }

    internal void EnsureText(int more)
    {
        if (TextLength + more > Text.Length)
        {
            Array.Resize(ref Text, Math.Max(Text.Length * 2, TextLength + more));
        }
    }

    internal void EnsureStarts(int more)
    {
        if (StartCount + more > Starts.Length)
        {
            Array.Resize(ref Starts, Math.Max(Starts.Length * 2, StartCount + more));
        }
    }

    // Kinds are kept only from the first cell on that is neither text nor empty: separated text never pays for them.
    void SetKind(CellKind kind, bool isEmpty)
    {
        if (!hasKinds && kind == (isEmpty ? CellKind.Empty : CellKind.Text))
        {
            return;
        }

        if (kinds.Length < Starts.Length)
        {
            Array.Resize(ref kinds, Starts.Length);
        }

        if (!hasKinds)
        {
            hasKinds = true;
            for (var row = -skipped; row < Count; row++)
            {
                FillKinds(rowFirst[skipped + row], rowFirst[skipped + row + 1] - 1);
            }

            FillKinds(rowFirst[skipped + Count], StartCount, openRow: true);
        }

        kinds[StartCount] = kind;
    }

    void FillKinds(int first, int end, bool openRow = false)
    {
        for (var field = first; field < end; field++)
        {
            var next = openRow && field + 1 == end ? TextLength : Starts[field + 1];
            kinds[field] = next - 1 > Starts[field] ? CellKind.Text : CellKind.Empty;
        }
    }
}
