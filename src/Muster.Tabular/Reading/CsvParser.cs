using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Muster.Tabular.Reading;

/// <summary>Finds rows and fields in the text of a block, 32 characters at a time. <see cref="PlainCsvReader"/> is the reference it is tested against.</summary>
sealed class CsvParser(char separator, ReadOptions options)
{
    /// <summary>Room that must stay behind the text in the buffer.</summary>
    public const int Slack = 64;

    /// <summary>No row is longer, whatever its cells.</summary>
    public const int MaxRowCharacters = 1 << 26;

    const int Step = 32;

    /// <summary>A row up to this length passes no limit but that of columns.</summary>
    readonly int mostUnseen = Math.Min(options.MaxCellCharacters, MaxRowCharacters);

    /// <summary>Number of the next row.</summary>
    public int NextRow { get; set; } = 1;

    /// <summary>Adds the complete rows between two positions to the block.</summary>
    /// <param name="block">Its text buffer holds the characters, with <see cref="Slack"/> behind them.</param>
    /// <param name="position">Start of a row.</param>
    /// <param name="end">End of the text there is.</param>
    /// <param name="final">True where no more text follows: the last row may end without a line break.</param>
    /// <returns>Start of the first row not added.</returns>
    public int Parse(RowBlock block, int position, int end, bool final)
    {
        while (position < end && block.Count < RowBlock.Capacity)
        {
            var next = ParsePlainRows(block, position, end, final, out var stop);
            if (stop == Stop.Quote)
            {
                var row = next;
                next = ParseQuotedRow(block, row, end, final);
                if (next < 0)
                {
                    return row;
                }
            }
            else if (stop == Stop.More)
            {
                return next;
            }

            position = next;
        }

        return position;
    }

    enum Stop
    {
        Done,
        More,
        Quote,
    }

    /// <summary>Rows up to the first that holds a quoted field, the block's capacity, or the last complete one.</summary>
    int ParsePlainRows(RowBlock block, int rowStart, int end, bool final, out Stop stop)
    {
        var separators = Vector256.Create((byte)separator);
        var feeds = Vector256.Create((byte)'\n');
        var returns = Vector256.Create((byte)'\r');
        var quotes = Vector256.Create((byte)'"');
        var text = block.Text;
        var rowFirst = block.StartCount;
        var position = rowStart;
        var hasQuote = false;
        Begin(block, rowStart);
        while (position < end)
        {
            block.EnsureStarts(2 * Step + 2);
            var starts = block.Starts;
            var count = block.StartCount;
            ref var source = ref Unsafe.As<char, ushort>(ref text[position]);
            var bytes = Vector256.NarrowWithSaturation(Vector256.LoadUnsafe(ref source), Vector256.LoadUnsafe(ref source, 16));
            var others = (Vector256.Equals(bytes, feeds) | Vector256.Equals(bytes, returns) | Vector256.Equals(bytes, quotes)).ExtractMostSignificantBits();
            var mask = Vector256.Equals(bytes, separators).ExtractMostSignificantBits() | others;
            if (end - position < Step)
            {
                mask &= (1u << (end - position)) - 1;
                others &= mask;
            }

            if (others == 0)
            {
                ref var target = ref MemoryMarshal.GetArrayDataReference(starts);
                while (mask != 0)
                {
                    Unsafe.Add(ref target, count++) = position + BitOperations.TrailingZeroCount(mask) + 1;
                    mask &= mask - 1;
                }

                block.StartCount = count;
                position += Step;
                continue;
            }

            var resume = position + Step;
            while (mask != 0)
            {
                var at = position + BitOperations.TrailingZeroCount(mask);
                mask &= mask - 1;
                var found = text[at];
                if (found == separator)
                {
                    starts[count++] = at + 1;
                    continue;
                }

                if (found == '"')
                {
                    if (starts[count - 1] != at)
                    {
                        hasQuote = true;
                        continue;
                    }

                    block.StartCount = rowFirst;
                    stop = Stop.Quote;
                    return rowStart;
                }

                var next = at + 1;
                if (found == '\r')
                {
                    if (next == end && !final)
                    {
                        block.StartCount = rowFirst;
                        stop = Stop.More;
                        return rowStart;
                    }

                    if (next < end && text[next] == '\n')
                    {
                        next++;
                        if (mask != 0 && position + BitOperations.TrailingZeroCount(mask) == at + 1)
                        {
                            mask &= mask - 1;
                        }
                    }
                }

                starts[count++] = at + 1;
                block.StartCount = count;
                Close(block, rowFirst, rowStart, at, hasQuote);
                hasQuote = false;
                rowStart = next;
                if (block.Count == RowBlock.Capacity)
                {
                    stop = Stop.Done;
                    return rowStart;
                }

                rowFirst = count;
                starts[count++] = rowStart;
                if (rowStart > resume)
                {
                    resume = rowStart;
                }
            }

            block.StartCount = count;
            position = resume;
        }

        if (final && rowStart < end)
        {
            block.Starts[block.StartCount++] = end + 1;
            Close(block, rowFirst, rowStart, end, hasQuote);
            stop = Stop.Done;
            return end;
        }

        CheckOpenRow(block, rowFirst, rowStart, end);
        block.StartCount = rowFirst;
        stop = rowStart < end ? Stop.More : Stop.Done;
        return rowStart;
    }

    /// <summary>Reads one row with quoted fields and writes its cells, quotes taken off, over its own text.</summary>
    /// <returns>Start of the next row; -1 where the text ends inside the row.</returns>
    int ParseQuotedRow(RowBlock block, int rowStart, int end, bool final)
    {
        var text = block.Text;
        var rowFirst = block.StartCount;
        var rowEnd = FindQuotedRowEnd(text, rowStart, end, final);
        if (rowEnd < 0)
        {
            return -1;
        }

        var write = rowStart;
        var read = rowStart;
        while (true)
        {
            block.EnsureStarts(2);
            block.Starts[block.StartCount++] = write;
            if (read < rowEnd && text[read] == '"')
            {
                read = Unquote(text, read + 1, rowEnd, ref write);
            }

            var rest = text.AsSpan(read, rowEnd - read);
            var length = rest.IndexOf(separator);
            if (length < 0)
            {
                rest.CopyTo(text.AsSpan(write));
                write += rest.Length;
                break;
            }

            rest[..length].CopyTo(text.AsSpan(write));
            write += length + 1;
            read += length + 1;
        }

        block.Starts[block.StartCount++] = write + 1;
        Close(block, rowFirst, rowStart, write, isAltered: true);
        return rowEnd == end ? end : text[rowEnd] == '\r' && rowEnd + 1 < end && text[rowEnd + 1] == '\n' ? rowEnd + 2 : rowEnd + 1;
    }

    /// <summary>Position of the line break that ends the row, or the end of the text; -1 where that is not known yet.</summary>
    int FindQuotedRowEnd(char[] text, int position, int end, bool final)
    {
        var rowStart = position;
        while (true)
        {
            if (position < end && text[position] == '"')
            {
                position++;
                while (true)
                {
                    var quote = text.AsSpan(position, end - position).IndexOf('"');
                    if (quote < 0)
                    {
                        return OpenRow(text.AsSpan(rowStart..end), final);
                    }

                    position += quote + 1;
                    if (position == end && !final)
                    {
                        return -1;
                    }

                    if (position == end || text[position] != '"')
                    {
                        break;
                    }

                    position++;
                }
            }

            var length = text.AsSpan(position, end - position).IndexOfAny(separator, '\n', '\r');
            if (length < 0)
            {
                return final ? end : OpenRow(text.AsSpan(rowStart..end), final: false);
            }

            position += length;
            if (text[position] != separator)
            {
                return text[position] == '\r' && position + 1 == end && !final ? -1 : position;
            }

            position++;
        }
    }

    /// <summary>Moves the inside of a quoted field to where it is written; returns the position behind its closing quote.</summary>
    static int Unquote(char[] text, int read, int rowEnd, ref int write)
    {
        while (true)
        {
            var length = text.AsSpan(read, rowEnd - read).IndexOf('"');
            text.AsSpan(read, length).CopyTo(text.AsSpan(write));
            write += length;
            read += length + 1;
            if (read == rowEnd || text[read] != '"')
            {
                return read;
            }

            text[write++] = '"';
            read++;
        }
    }

    /// <summary>A quoted row that does not end in what there is: waits for more, unless it is past a limit already.</summary>
    int OpenRow(ReadOnlySpan<char> row, bool final)
    {
        if (final || row.Length > Math.Min(mostUnseen, options.MaxColumns))
        {
            CsvLimits.CheckOpen(row, separator, NextRow, options, final);
        }

        return -1;
    }

    void Close(RowBlock block, int rowFirst, int rowStart, int rowEnd, bool isAltered)
    {
        var fields = block.StartCount - rowFirst - 1;
        if (fields > options.MaxColumns || rowEnd - rowStart > mostUnseen)
        {
            CsvLimits.CheckCells(block.Starts.AsSpan(rowFirst, fields + 1), NextRow, options);
        }

        block.CloseRow(NextRow++, isAltered);
    }

    void CheckOpenRow(RowBlock block, int rowFirst, int rowStart, int end)
    {
        if (block.StartCount - rowFirst > options.MaxColumns || end - rowStart > mostUnseen)
        {
            CsvLimits.CheckOpen(block.Text.AsSpan(rowStart..end), separator, NextRow, options, final: false);
        }
    }

    static void Begin(RowBlock block, int start)
    {
        block.EnsureStarts(2 * Step + 2);
        block.Starts[block.StartCount++] = start;
    }
}
