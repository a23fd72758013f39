using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Muster.Tabular.Reading;

/// <summary>Turns the bytes of a stream into characters, in bulk, and says where they are not of the encoding.</summary>
sealed class TextDecoder : IDisposable
{
    readonly Stream stream;
    readonly Encoding encoding;
    readonly Decoder? decoder;
    readonly byte[] bytes = ArrayPool<byte>.Shared.Rent(1 << 16);
    int begin;
    int end;
    bool ended;
    int lastStart;
    int lastLength;

    public TextDecoder(Stream stream, Encoding encoding)
    {
        (this.stream, this.encoding) = (stream, encoding);
        if (encoding.CodePage != Encoding.UTF8.CodePage)
        {
            decoder = ((Encoding)encoding.Clone()).GetDecoder();
            decoder.Fallback = DecoderFallback.ExceptionFallback;
        }

        SkipMark();
    }

    /// <summary>True where <see cref="LastBytes"/> are told.</summary>
    public bool IsUtf8 => decoder is null;

    /// <summary>The bytes that became the characters of the last <see cref="Read"/>; valid until the next.</summary>
    public ReadOnlySpan<byte> LastBytes => bytes.AsSpan(lastStart, lastLength);

    /// <summary>Bytes taken from the stream.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Fills the span; 0 at the end. Takes at least 8 characters.</summary>
    /// <param name="chars">Where the text goes.</param>
    /// <param name="rows">Rows read so far, for the message.</param>
    public int Read(Span<char> chars, int rows)
    {
        while (true)
        {
            if (begin == end && !ended)
            {
                Fill();
            }

            var written = decoder is null ? ReadUtf8(chars, rows) : ReadOther(decoder, chars, rows);
            if (written > 0 || (ended && begin == end))
            {
                return written;
            }
        }
    }

    public void Dispose()
    {
        stream.Dispose();
        ArrayPool<byte>.Shared.Return(bytes);
    }

    int ReadUtf8(Span<char> chars, int rows)
    {
        var status = Utf8.ToUtf16(bytes.AsSpan(begin, end - begin), chars, out var read, out var written, replaceInvalidSequences: false, isFinalBlock: ended);
        (lastStart, lastLength) = (begin, read);
        begin += read;
        if (status == OperationStatus.InvalidData && written == 0)
        {
            throw Mismatch(rows);
        }

        if (status == OperationStatus.NeedMoreData && written == 0)
        {
            Fill();
        }

        return written;
    }

    int ReadOther(Decoder other, Span<char> chars, int rows)
    {
        try
        {
            other.Convert(bytes.AsSpan(begin, end - begin), chars, ended, out var used, out var written, out _);
            begin += used;
            return written;
        }
        catch (DecoderFallbackException)
        {
            throw Mismatch(rows);
        }
    }

    UnreadableException Mismatch(int rows) => ReadProblems.WrongEncoding(encoding.WebName, BytesRead - (end - begin) + 1, rows);

    void Fill()
    {
        bytes.AsSpan(begin, end - begin).CopyTo(bytes);
        (begin, end) = (0, end - begin);
        var count = stream.Read(bytes, end, bytes.Length - end);
        ended = count == 0;
        end += count;
        BytesRead += count;
    }

    void SkipMark()
    {
        while (end < 4 && !ended)
        {
            Fill();
        }

        var mark = encoding.GetPreamble();
        if (mark.Length > 0 && bytes.AsSpan(0, end).StartsWith(mark))
        {
            begin = mark.Length;
        }
    }
}
