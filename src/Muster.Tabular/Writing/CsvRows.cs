using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Muster.Tabular.Reading;

namespace Muster.Tabular.Writing;

/// <summary>Rows as comma-separated UTF-8 with LF in a buffer, quoted only where needed (RFC 4180). Several threads can each fill one.</summary>
/// <param name="columns">Columns written, by index.</param>
/// <param name="guardFormulas">True to put an apostrophe before what a spreadsheet would run.</param>
sealed class CsvRows(int[] columns, bool guardFormulas)
{
    static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");

    readonly bool isIdentity = columns.Select((column, index) => column == index).All(same => same);
    byte[] bytes = new byte[1 << 14];
    int length;

    /// <summary>What was written since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    /// <summary>Columns written.</summary>
    public int ColumnCount => columns.Length;

    public void Clear() => length = 0;

    /// <summary>True where the bytes of the whole block are just what is to be written, but for the last line break.</summary>
    public bool CanCopyAll(RowBlock block)
    {
        if (block.RawRows.IsEmpty)
        {
            return false;
        }

        for (var row = 0; row < block.Count; row++)
        {
            if (!CanCopy(block, row) || (row > 0 && !block.IsFollowedDirectly(row - 1)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds the rows of a block.</summary>
    public void Write(RowBlock block) => Write(block, 0, block.Count);

    /// <summary>Adds the rows of a block from one up to another.</summary>
    public void Write(RowBlock block, int from, int end)
    {
        for (var row = from; row < end;)
        {
            if (!CanCopy(block, row))
            {
                WriteRow(block, row++);
                continue;
            }

            var first = row++;
            while (row < end && block.IsFollowedDirectly(row - 1) && CanCopy(block, row))
            {
                row++;
            }

            AppendText(block.RawText(first, row));
            EndRow();
        }
    }

    /// <summary>Adds the cells of a row without ending it: exactly as many as there are columns.</summary>
    public void WriteCells(RowBlock block, int row)
    {
        if (CanCopy(block, row))
        {
            AppendText(block.RawText(row, row + 1));
            return;
        }

        for (var index = 0; index < columns.Length; index++)
        {
            if (index > 0)
            {
                Append((byte)',');
            }

            WriteField(block.Field(row, columns[index]));
        }
    }

    /// <summary>Adds a row of texts.</summary>
    public void WriteTexts(IReadOnlyList<string> texts)
    {
        for (var index = 0; index < texts.Count; index++)
        {
            if (index > 0)
            {
                Append((byte)',');
            }

            WriteField(texts[index]);
        }

        EndRow();
    }

    /// <summary>Adds a cell, quoted where it must be.</summary>
    public void WriteField(ReadOnlySpan<char> field)
    {
        var guard = guardFormulas && LooksLikeFormula(field);
        if (!guard && !field.ContainsAny(NeedsQuotes))
        {
            AppendText(field);
            return;
        }

        Append((byte)'"');
        if (guard)
        {
            Append((byte)'\'');
        }

        for (var quote = field.IndexOf('"'); quote >= 0; quote = field.IndexOf('"'))
        {
            AppendText(field[..(quote + 1)]);
            Append((byte)'"');
            field = field[(quote + 1)..];
        }

        AppendText(field);
        Append((byte)'"');
    }

    public void EndRow() => Append((byte)'\n');

    public void Append(byte value)
    {
        Ensure(1);
        bytes[length++] = value;
    }

    /// <summary>Adds bytes that are CSV already.</summary>
    public void Append(ReadOnlySpan<byte> csv)
    {
        Ensure(csv.Length);
        csv.CopyTo(bytes.AsSpan(length));
        length += csv.Length;
    }

    void WriteRow(RowBlock block, int row)
    {
        WriteCells(block, row);

        // Cells beyond the columns of the table are kept where columns stand as they came: nothing read is lost in silence.
        for (var extra = columns.Length; isIdentity && extra < block.FieldCount(row); extra++)
        {
            Append((byte)',');
            WriteField(block.Field(row, extra));
        }

        EndRow();
    }

    /// <summary>Rows that already stand as they are to be written.</summary>
    bool CanCopy(RowBlock block, int row) => block.RawSeparator == ',' && isIdentity && !guardFormulas && block.IsRaw(row) && block.FieldCount(row) == columns.Length;

    /// <summary>What a spreadsheet would run: signs count only where no digit follows, so that numbers and telephone numbers stay as they are.</summary>
    internal static bool LooksLikeFormula(ReadOnlySpan<char> field) => field switch
    {
        ['=' or '@' or '\t' or '\r', ..] => true,
        ['+' or '-', >= '0' and <= '9', ..] => false,
        ['+' or '-', ..] => !IsNumber(field),
        _ => false,
    };

    static bool IsNumber(ReadOnlySpan<char> field) => double.TryParse(field, System.Globalization.CultureInfo.InvariantCulture, out _);

    void AppendText(ReadOnlySpan<char> text)
    {
        Ensure(Encoding.UTF8.GetMaxByteCount(text.Length));
        Utf8.FromUtf16(text, bytes.AsSpan(length), out _, out var written, replaceInvalidSequences: true);
        length += written;
    }

    void Ensure(int more)
    {
        if (length + more > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + more));
        }
    }
}
