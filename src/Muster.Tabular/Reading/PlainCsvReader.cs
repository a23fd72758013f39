using System.Text;

namespace Muster.Tabular.Reading;

/// <summary>Reads separated text one character after the other: the plain reference for <see cref="CsvReader"/>, and the reader for separators beyond Latin-1.</summary>
/// <remarks>A quote opens a field only as its first character. Text between a closing quote and the separator stays. A row ends with LF, CR or CRLF; the last may end without.</remarks>
sealed class PlainCsvReader(Stream stream, Encoding encoding, char separator, ReadOptions options) : RowReader
{
    readonly TextDecoder decoder = new(stream, encoding);
    readonly char[] buffer = new char[4096];
    readonly StringBuilder row = new();
    readonly List<int> ends = [];
    string text = "";
    int position;
    int length;
    int rowNumber;

    public override int RowNumber => rowNumber;

    public override int FieldCount => ends.Count;

    public override long BytesRead => decoder.BytesRead;

    public override ReadOnlySpan<char> Field(int index)
    {
        if ((uint)index >= (uint)ends.Count)
        {
            return default;
        }

        var start = index == 0 ? 0 : ends[index - 1];
        return text.AsSpan(start, ends[index] - start);
    }

    public override bool Read()
    {
        if (Peek() < 0)
        {
            return false;
        }

        rowNumber++;
        row.Clear();
        ends.Clear();
        do
        {
            ReadField();
            ends.Add(row.Length);
            if (ends.Count > options.MaxColumns)
            {
                throw ReadProblems.TooManyColumns(rowNumber, options.MaxColumns);
            }
        }
        while (TryTake(separator));

        if (!TryTake('\n') && TryTake('\r'))
        {
            TryTake('\n');
        }

        text = row.ToString();
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        decoder.Dispose();
        base.Dispose(disposing);
    }

    void ReadField()
    {
        if (TryTake('"'))
        {
            ReadQuoted();
        }

        while (Peek() is >= 0 and not '\n' and not '\r' && Peek() != separator)
        {
            Append((char)Take());
        }
    }

    void ReadQuoted()
    {
        while (true)
        {
            var next = Take();
            if (next < 0)
            {
                throw ReadProblems.OpenQuote(rowNumber);
            }

            if (next == '"' && !TryTake('"'))
            {
                return;
            }

            Append((char)next);
        }
    }

    void Append(char character)
    {
        row.Append(character);
        if (row.Length - (ends.Count == 0 ? 0 : ends[^1]) > options.MaxCellCharacters)
        {
            throw ReadProblems.CellTooLong(rowNumber, ends.Count + 1, options.MaxCellCharacters);
        }

        if (row.Length > CsvParser.MaxRowCharacters)
        {
            throw ReadProblems.RowTooLong(rowNumber, CsvParser.MaxRowCharacters);
        }
    }

    bool TryTake(char expected)
    {
        if (Peek() != expected)
        {
            return false;
        }

        position++;
        return true;
    }

    int Take()
    {
        var next = Peek();
        position += next < 0 ? 0 : 1;
        return next;
    }

    int Peek()
    {
        if (position == length)
        {
            (position, length) = (0, decoder.Read(buffer, rowNumber));
        }

        return length == 0 ? -1 : buffer[position];
    }
}
