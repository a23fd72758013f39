using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Muster.Tabular.Reading.Blocks;

/// <summary>Cuts a separated text into blocks of whole rows as bytes; decoding and parsing them is left to whoever works on the block.</summary>
sealed class CsvBlocks : BlockSource
{
    const int Smallest = 1 << 15;
    const int Largest = 1 << 20;

    readonly Stream stream;
    readonly Encoding encoding;
    readonly char separator;
    readonly ReadOptions options;
    readonly bool isUtf8;
    byte[] carried = [];
    int carriedCount;
    int target;
    int nextRow = 1;
    long taken;
    bool isOver;
    long bytesRead;

    /// <param name="stream">The bytes.</param>
    /// <param name="encoding">One that <see cref="CanCut"/> accepts.</param>
    /// <param name="separator">The separator.</param>
    /// <param name="options">Limits.</param>
    /// <param name="target">Bytes of the first block; later ones are as long as a block's rows need.</param>
    public CsvBlocks(Stream stream, Encoding encoding, char separator, ReadOptions options, int target = 1 << 18)
    {
        (this.stream, this.encoding, this.separator, this.options, this.target) = (stream, encoding, separator, options, target);
        isUtf8 = encoding.CodePage == Encoding.UTF8.CodePage;
        SkipMark();
    }

    public override long BytesRead => Interlocked.Read(ref bytesRead);

    /// <summary>True where row ends can be told from the bytes alone.</summary>
    public static bool CanCut(Encoding encoding, char separator) =>
        separator < 0x80 && (encoding.CodePage == Encoding.UTF8.CodePage || (encoding.IsSingleByte && encoding.GetBytes("\",;\r\n").AsSpan().SequenceEqual("\",;\r\n"u8)));

    public override bool Take(RowBlock block)
    {
        block.Clear();
        block.AddRawBytes(carried.AsSpan(0, carriedCount));
        var wanted = target;
        CsvCut cut;
        while (true)
        {
            Fill(block, wanted);
            if (block.RawByteCount == 0)
            {
                return false;
            }

            cut = CsvCut.Of(block.RawBytes.AsSpan(0, block.RawByteCount), (byte)separator, RowBlock.Capacity, isOver);
            if (cut.Rows > 0)
            {
                break;
            }

            CheckOpenRow(block);
            wanted = block.RawByteCount * 2;
        }

        Carry(block, cut);
        return true;
    }

    public override void Make(RowBlock block)
    {
        var bytes = block.RawBytes.AsSpan(0, block.RawByteCount);
        block.EnsureText((isUtf8 ? bytes.Length : encoding.GetMaxCharCount(bytes.Length)) + CsvParser.Slack);
        var length = Decode(bytes, block.Text, block, final: true);
        block.BeginRaw(separator);
        block.RawByteCount = isUtf8 && separator == ',' ? bytes.Length : 0;
        var parser = new CsvParser(separator, options) { NextRow = block.FirstRow };
        var end = parser.Parse(block, 0, length, final: true);
        block.TextLength = length;
        if (end != length)
        {
            throw new InvalidOperationException($"Rows from {block.FirstRow} on were cut where they do not end.");
        }
    }

    public override void Dispose() => stream.Dispose();

    void Fill(RowBlock block, int wanted)
    {
        block.EnsureRawBytes(wanted);
        while (!isOver && block.RawByteCount < wanted)
        {
            var read = stream.Read(block.RawBytes, block.RawByteCount, wanted - block.RawByteCount);
            isOver = read == 0;
            block.RawByteCount += read;
            Interlocked.Add(ref bytesRead, read);
        }
    }

    /// <summary>Keeps the bytes behind the last whole row for the next block.</summary>
    void Carry(RowBlock block, CsvCut cut)
    {
        carriedCount = block.RawByteCount - cut.End;
        carried = carried.Length < carriedCount ? new byte[carriedCount * 2] : carried;
        block.RawBytes.AsSpan(cut.End, carriedCount).CopyTo(carried);
        block.RawByteCount = cut.End;
        (block.FirstRow, block.FirstByte) = (nextRow, taken);
        nextRow += cut.Rows;
        taken += cut.End;

        // A little less than a full block, so that hardly a row is carried.
        target = (int)Math.Clamp((long)cut.End * (RowBlock.Capacity - 256) / cut.Rows, Math.Min(target, Smallest), Math.Max(target, Largest));
    }

    /// <summary>A row that does not end in what was read may be past a limit already.</summary>
    void CheckOpenRow(RowBlock block)
    {
        var trial = new RowBlock { FirstRow = nextRow, FirstByte = taken };
        trial.EnsureText(encoding.GetMaxCharCount(block.RawByteCount) + CsvParser.Slack);
        var length = Decode(block.RawBytes.AsSpan(0, block.RawByteCount), trial.Text, trial, final: false);
        new CsvParser(separator, options) { NextRow = nextRow }.Parse(trial, 0, length, final: false);
    }

    /// <param name="bytes">The bytes.</param>
    /// <param name="chars">Takes the text.</param>
    /// <param name="block">Says where the bytes stand in the file.</param>
    /// <param name="final">False where the last character may be cut.</param>
    int Decode(ReadOnlySpan<byte> bytes, char[] chars, RowBlock block, bool final)
    {
        if (!isUtf8)
        {
            try
            {
                var decoder = ((Encoding)encoding.Clone()).GetDecoder();
                decoder.Fallback = DecoderFallback.ExceptionFallback;
                return decoder.GetChars(bytes, chars, flush: true);
            }
            catch (DecoderFallbackException problem)
            {
                throw Mismatch(bytes, Math.Max(0, problem.Index), block);
            }
        }

        var status = Utf8.ToUtf16(bytes, chars, out var read, out var written, replaceInvalidSequences: false, isFinalBlock: final);
        return status != OperationStatus.InvalidData ? written : throw Mismatch(bytes, read, block);
    }

    UnreadableException Mismatch(ReadOnlySpan<byte> bytes, int at, RowBlock block) =>
        ReadProblems.WrongEncoding(encoding.WebName, block.FirstByte + at + 1, block.FirstRow - 1 + CsvCut.Of(bytes[..at], (byte)separator, RowBlock.Capacity, final: false).Rows);

    void SkipMark()
    {
        var mark = encoding.GetPreamble();
        carried = new byte[64];
        while (carriedCount < mark.Length && !isOver)
        {
            var read = stream.Read(carried, carriedCount, mark.Length - carriedCount);
            isOver = read == 0;
            carriedCount += read;
        }

        bytesRead = carriedCount;
        if (mark.Length > 0 && carried.AsSpan(0, carriedCount).StartsWith(mark))
        {
            (taken, carriedCount) = (mark.Length, 0);
        }
    }
}
