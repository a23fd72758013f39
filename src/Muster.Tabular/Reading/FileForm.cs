using System.Text;
using Muster.Tabular.Reading.Json;
using Muster.Tabular.Reading.Xlsx;

namespace Muster.Tabular.Reading;

/// <summary>What the first bytes say a file is. Names and endings are not asked.</summary>
static class FileForm
{
    const int HeadLength = 4096;

    static readonly (byte[] Magic, string Found)[] Others =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        ([.. "GIF8"u8], "a GIF picture"),
        ([.. "%PDF"u8], "a PDF document"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "a program"),
        ([(byte)'M', (byte)'Z', 0x90], "a program"),
        ([.. "Rar!"u8], "a RAR archive"),
        ([.. "7z"u8, 0xBC, 0xAF], "a 7-Zip archive"),
        ([.. "PAR1"u8], "a Parquet file"),
        ([.. "{\\rtf"u8], "a text document"),
    ];

    public static TableFile Open(Func<Stream> open, string name, ReadOptions options)
    {
        var head = Head(open);
        if (head.Length == 0)
        {
            throw ReadProblems.Empty();
        }

        if (head.AsSpan().StartsWith("PK\x03\x04"u8) || head.AsSpan().StartsWith("PK\x05\x06"u8))
        {
            return OpenZip(open, options);
        }

        if (head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            throw CompoundFile.Holds(open, "EncryptedPackage") ? ReadProblems.Encrypted() : ReadProblems.NotATable("a file of an old Office program");
        }

        if (JsonFile.Is(head))
        {
            return new JsonFile(open, name, options);
        }

        RefuseOthers(head);
        return new CsvFile(open, name, options);
    }

    static XlsxFile OpenZip(Func<Stream> open, ReadOptions options)
    {
        using (var archive = UnfoldLimit.OpenZip(open()))
        {
            if (!XlsxFile.Is(archive))
            {
                throw ReadProblems.NotATable("a compressed archive without a workbook");
            }
        }

        return new XlsxFile(open, options);
    }

    static byte[] Head(Func<Stream> open)
    {
        using var stream = open();
        var head = new byte[HeadLength];
        return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }

    static void RefuseOthers(ReadOnlySpan<byte> head)
    {
        foreach (var (magic, found) in Others)
        {
            if (head.StartsWith(magic))
            {
                throw ReadProblems.NotATable(found, "byte 1");
            }
        }

        if (IsWebPage(head))
        {
            throw ReadProblems.WebPage();
        }

        if (IsBinary(head))
        {
            throw ReadProblems.NotATable("a file of an unknown binary form", "byte 1");
        }
    }

    static bool IsWebPage(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head).TrimStart('ï', '»', '¿', ' ', '\r', '\n', '\t');
        string[] openings = ["<!doctype html", "<html", "<head", "<body", "<script", "<!-- "];
        return openings.Any(opening => text.StartsWith(opening, StringComparison.OrdinalIgnoreCase));
    }

    // Control characters stand in no table but tab, line breaks and the old separators; UTF-16 has zero bytes on one side only.
    static bool IsBinary(ReadOnlySpan<byte> head)
    {
        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, 0, 0xFE, 0xFF, ..])
        {
            return false;
        }

        var controls = 0;
        var zeros = (Even: 0, Odd: 0);
        for (var index = 0; index < head.Length; index++)
        {
            if (head[index] == 0)
            {
                zeros = index % 2 == 0 ? (zeros.Even + 1, zeros.Odd) : (zeros.Even, zeros.Odd + 1);
            }
            else if (head[index] < 0x20 && head[index] is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1A or 0x01 or 0x1E or 0x1F))
            {
                controls++;
            }
        }

        var isWide = Math.Max(zeros.Even, zeros.Odd) * 10 > head.Length && Math.Min(zeros.Even, zeros.Odd) * 100 < head.Length;
        return !isWide && (controls * 50 > head.Length || (zeros.Even + zeros.Odd) * 50 > head.Length);
    }
}
