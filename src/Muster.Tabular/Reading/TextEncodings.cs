using System.Text;
using System.Text.Unicode;
using UtfUnknown;

namespace Muster.Tabular.Reading;

/// <summary>Tells the encoding of a text file from its bytes.</summary>
static class TextEncodings
{
    const int WholeCheck = 64 << 20;
    const int Window = 1 << 16;
    const int Windows = 64;

    static readonly EncodingProvider Legacy = CodePagesEncodingProvider.Instance;

    /// <summary>The encoding with this name; a byte-order mark is always taken off.</summary>
    /// <exception cref="UnreadableException"><c>encoding-unknown</c>.</exception>
    public static Encoding Named(string name)
    {
        var encoding = Legacy.GetEncoding(name);
        try
        {
            return encoding ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            throw ReadProblems.UnknownEncoding(name);
        }
    }

    /// <summary>Marks first, then UTF-16 by its zero bytes, then a strict test for UTF-8, then statistics.</summary>
    public static Encoding Detect(Stream stream)
    {
        var head = ReadAt(stream, 0, 4 * Window);
        if (FromMark(head) is { } marked)
        {
            return marked;
        }

        if (FromZeroBytes(head) is { } wide)
        {
            return wide;
        }

        return DetectBytes(stream, 0);
    }

    /// <summary>Without regard to marks and zero bytes: for text inside a binary file.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="from">Byte from 0 where the text begins.</param>
    public static Encoding DetectBytes(Stream stream, long from)
    {
        var (isUtf8, other) = CheckUtf8(stream, from);
        return isUtf8 ? Encoding.UTF8 : Statistical(other);
    }

    static Encoding? FromMark(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
        [0xFF, 0xFE, 0, 0, ..] => Encoding.UTF32,
        [0, 0, 0xFE, 0xFF, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    // Separators, digits and line breaks have a zero byte in UTF-16 in every script, always on the same side.
    static Encoding? FromZeroBytes(ReadOnlySpan<byte> head)
    {
        var (even, odd) = (0, 0);
        for (var index = 0; index + 1 < head.Length; index += 2)
        {
            even += head[index] == 0 ? 1 : 0;
            odd += head[index + 1] == 0 ? 1 : 0;
        }

        var pairs = head.Length / 2;
        return pairs switch
        {
            _ when odd * 5 > pairs && even * 50 < pairs => Encoding.Unicode,
            _ when even * 5 > pairs && odd * 50 < pairs => Encoding.BigEndianUnicode,
            _ => null,
        };
    }

    /// <summary>Whether the file is UTF-8: all of it up to 64 MB, windows spread over it beyond; a stray byte elsewhere ends the pass with its place.</summary>
    /// <returns>Also a sample around the first bytes that are not ASCII.</returns>
    static (bool IsUtf8, byte[] Sample) CheckUtf8(Stream stream, long from)
    {
        var step = stream.Length <= WholeCheck ? Window : stream.Length / Windows;
        var sample = new MemoryStream();
        var isUtf8 = true;
        for (var at = from; at < stream.Length; at += step)
        {
            var bytes = ReadAt(stream, at, Window + 4);
            var inner = InnerPart(bytes, isFirst: at == from, isLast: at + bytes.Length >= stream.Length);
            isUtf8 &= Utf8.IsValid(inner);
            if (!System.Text.Ascii.IsValid(bytes) && sample.Length < 16 * Window)
            {
                sample.Write(bytes);
            }
            else if (!isUtf8 && sample.Length >= 16 * Window)
            {
                break;
            }
        }

        return (isUtf8, sample.ToArray());
    }

    /// <summary>Cuts a character begun before the window and one not ended in it.</summary>
    static ReadOnlySpan<byte> InnerPart(ReadOnlySpan<byte> bytes, bool isFirst, bool isLast)
    {
        var begin = 0;
        while (!isFirst && begin < 3 && begin < bytes.Length && (bytes[begin] & 0xC0) == 0x80)
        {
            begin++;
        }

        var end = bytes.Length;
        for (var back = 1; !isLast && back <= 3 && back <= bytes.Length; back++)
        {
            var last = bytes[^back];
            if (last >= 0xC0)
            {
                end = bytes.Length - (back < Needed(last) ? back : 0);
                break;
            }

            if (last < 0x80)
            {
                break;
            }
        }

        return bytes[Math.Min(begin, end)..end];
    }

    static int Needed(byte first) => first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;

    // In European text few letters are accented; detectors trained on whole pages mistake such tables for Turkish, Hungarian or Thai. Only text
    // that is mostly outside ASCII is left to the statistics.
    static Encoding Statistical(byte[] sample)
    {
        var letters = 0;
        var high = 0;
        foreach (var value in sample)
        {
            letters += char.IsAsciiLetter((char)value) ? 1 : 0;
            high += value >= 0x80 ? 1 : 0;
        }

        if (high * 4 > letters && CharsetDetector.DetectFromBytes(sample).Detected is { Confidence: > 0.4f, Encoding: { } found })
        {
            return found;
        }

        return Western(sample);
    }

    static Encoding Western(byte[] sample)
    {
        string[] names = ["windows-1252", "ibm850", "macintosh"];
        var best = names.MaxBy(name => CommonAccents(Named(name), sample) + (name == "windows-1252" ? 0.5 : 0))!;
        return best == "windows-1252" && !sample.AsSpan().ContainsAnyInRange((byte)0x80, (byte)0x9F) ? Named("iso-8859-1") : Named(best);
    }

    // Accented letters of the languages of the field, inside or behind a word.
    static int CommonAccents(Encoding encoding, byte[] sample)
    {
        const string Lower = "àâäãáçéèêëîïíñôöõóûùúüœ";
        const string Upper = "ÀÂÄÃÁÇÉÈÊËÎÏÍÑÔÖÕÓÛÙÚÜŒ";
        var text = encoding.GetString(sample);
        var score = 0;
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] < 0x80)
            {
                continue;
            }

            var before = index > 0 ? text[index - 1] : ' ';
            score += Lower.Contains(text[index]) && !char.IsUpper(before) ? 1
                : Upper.Contains(text[index]) && !char.IsLower(before) ? 1
                : char.IsLetter(text[index]) || !char.IsAscii(before) || !char.IsLetter(before) ? 0 : -1;
        }

        return score;
    }

    static byte[] ReadAt(Stream stream, long position, int length)
    {
        var bytes = new byte[(int)Math.Min(length, Math.Max(0, stream.Length - position))];
        stream.Position = position;
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : bytes[..read];
    }
}
