using System.Buffers;
using System.Text;

namespace Muster.Tabular.Reading;

/// <summary>Reads separated text block by block: bytes to characters in bulk, then rows and fields in place.</summary>
sealed class CsvReader(Stream stream, Encoding encoding, char separator, ReadOptions options) : RowReader
{
    const int Piece = 1 << 16;
    const int Target = 1 << 18;

    readonly TextDecoder decoder = new(stream, encoding);

    // Only rows with the separator that is written can be written as they are.
    readonly bool keepsBytes = separator == ',' && encoding.CodePage == Encoding.UTF8.CodePage;
    readonly CsvParser parser = new(separator, options);
    readonly RowBlock own = new();
    int ownRow = -1;
    char[] carry = ArrayPool<char>.Shared.Rent(2 * Piece);
    int carried;
    byte[] carriedBytes = [];
    int carriedByteCount;
    bool final;

    public override int RowNumber => own.RowNumber(ownRow);

    public override int FieldCount => own.FieldCount(ownRow);

    public override long BytesRead => decoder.BytesRead;

    public override ReadOnlySpan<char> Field(int index) => own.Field(ownRow, index);

    public override bool Read()
    {
        if (ownRow + 1 >= own.Count)
        {
            Fill(own);
            ownRow = -1;
        }

        return ++ownRow < own.Count;
    }

    public override int ReadBlock(RowBlock block)
    {
        if (ownRow + 1 >= own.Count)
        {
            return Fill(block);
        }

        block.Clear();
        while (ownRow + 1 < own.Count)
        {
            block.Add(own, ++ownRow);
        }

        return block.Count;
    }

    protected override void Dispose(bool disposing)
    {
        decoder.Dispose();
        ArrayPool<char>.Shared.Return(carry);
        carry = [];
        base.Dispose(disposing);
    }

    int Fill(RowBlock block)
    {
        block.Clear();
        block.BeginRaw(separator);
        block.EnsureText(carried + CsvParser.Slack);
        carry.AsSpan(0, carried).CopyTo(block.Text);
        block.AddRawBytes(carriedBytes.AsSpan(0, carriedByteCount));
        var (position, end) = (0, carried);
        while (true)
        {
            position = parser.Parse(block, position, end, final);
            if (final || block.Count == RowBlock.Capacity || (block.Count > 0 && end >= Target))
            {
                break;
            }

            // A row that does not end in what was read gets twice as much, so that a long cell is not searched over and over.
            var more = Math.Max(Piece, end - position);
            block.TextLength = end;
            block.EnsureText(more + CsvParser.Slack);
            var read = decoder.Read(block.Text.AsSpan(end, more), parser.NextRow - 1);
            final = read == 0;
            end += read;
            if (keepsBytes && read > 0)
            {
                block.AddRawBytes(decoder.LastBytes);
            }
        }

        Carry(block, block.Text.AsSpan(position, end - position));
        block.TextLength = position;
        return block.Count;
    }

    void Carry(RowBlock block, ReadOnlySpan<char> rest)
    {
        if (rest.Length > carry.Length)
        {
            ArrayPool<char>.Shared.Return(carry);
            carry = ArrayPool<char>.Shared.Rent(rest.Length);
        }

        rest.CopyTo(carry);
        carried = rest.Length;
        if (keepsBytes)
        {
            carriedByteCount = Encoding.UTF8.GetByteCount(rest);
            block.RawByteCount -= carriedByteCount;
            carriedBytes = carriedBytes.Length < carriedByteCount ? new byte[carriedByteCount] : carriedBytes;
            block.RawBytes.AsSpan(block.RawByteCount, carriedByteCount).CopyTo(carriedBytes);
        }
    }
}
