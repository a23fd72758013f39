using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Writing;

/// <summary>Writes comma-separated UTF-8 with LF; quotes only where needed (RFC 4180).</summary>
sealed class CsvWriter : TableWriter
{
    const int Flush = 1 << 16;

    static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");

    readonly Stream output;
    readonly int[] columns;
    readonly bool isIdentity;
    readonly bool guardFormulas;
    byte[] bytes = new byte[2 * Flush];
    int length;

    public CsvWriter(Stream output, IReadOnlyList<ColumnMeaning> columns, HeaderStyle headers, bool guardFormulas)
        : base(output)
    {
        this.output = output;
        this.guardFormulas = guardFormulas;
        this.columns = [.. columns.Select(column => column.Column.Index)];
        isIdentity = this.columns.Select((column, index) => column == index).All(same => same);
        foreach (var row in Headers.Rows(columns, headers))
        {
            WriteTexts(row);
        }
    }

    public override void Write(RowBlock block)
    {
        if (block.RawRows is { IsEmpty: false } rows && CanCopyAll(block))
        {
            WriteBytes(rows);
            return;
        }

        for (var row = 0; row < block.Count;)
        {
            if (!CanCopy(block, row))
            {
                WriteRow(block, row++);
                continue;
            }

            var first = row++;
            while (row < block.Count && block.IsFollowedDirectly(row - 1) && CanCopy(block, row))
            {
                row++;
            }

            WriteCopy(block.RawText(first, row));
        }
    }

    protected override void End()
    {
        output.Write(bytes, 0, length);
        length = 0;
        output.Flush();
    }

    /// <summary>Rows that already stand as they are to be written.</summary>
    bool CanCopy(RowBlock block, int row) => block.RawSeparator == ',' && isIdentity && !guardFormulas && block.IsRaw(row) && block.FieldCount(row) == columns.Length;

    bool CanCopyAll(RowBlock block)
    {
        for (var row = 0; row < block.Count; row++)
        {
            if (!CanCopy(block, row) || (row > 0 && !block.IsFollowedDirectly(row - 1)))
            {
                return false;
            }
        }

        return true;
    }

    void WriteBytes(ReadOnlySpan<byte> rows)
    {
        output.Write(bytes, 0, length);
        output.Write(rows);
        length = 0;
        Append((byte)'\n');
    }

    void WriteCopy(ReadOnlySpan<char> text)
    {
        while (text.Length > Flush)
        {
            var length = char.IsHighSurrogate(text[Flush - 1]) ? Flush - 1 : Flush;
            AppendText(text[..length]);
            FlushFull();
            text = text[length..];
        }

        AppendText(text);
        EndRow();
    }

    void WriteRow(RowBlock block, int row)
    {
        for (var index = 0; index < columns.Length; index++)
        {
            if (index > 0)
            {
                Append((byte)',');
            }

            WriteField(block.Field(row, columns[index]));
        }

        // Cells beyond the columns of the table are kept where columns stand as they came: nothing read is lost in silence.
        for (var extra = columns.Length; isIdentity && extra < block.FieldCount(row); extra++)
        {
            Append((byte)',');
            WriteField(block.Field(row, extra));
        }

        EndRow();
    }

    void WriteTexts(IReadOnlyList<string> texts)
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

    void WriteField(ReadOnlySpan<char> field)
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

    /// <summary>What a spreadsheet would run: signs count only where no digit follows, so that numbers and telephone numbers stay as they are.</summary>
    internal static bool LooksLikeFormula(ReadOnlySpan<char> field) => field switch
    {
        ['=' or '@' or '\t' or '\r', ..] => true,
        ['+' or '-', >= '0' and <= '9', ..] => false,
        ['+' or '-', ..] => !IsNumber(field),
        _ => false,
    };

    static bool IsNumber(ReadOnlySpan<char> field) => double.TryParse(field, System.Globalization.CultureInfo.InvariantCulture, out _);

    void EndRow()
    {
        Append((byte)'\n');
        FlushFull();
    }

    void FlushFull()
    {
        if (length >= Flush)
        {
            output.Write(bytes, 0, length);
            length = 0;
        }
    }

    void Append(byte value)
    {
        Ensure(1);
        bytes[length++] = value;
    }

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
