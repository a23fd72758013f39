using System.Text;
using Muster.Tabular.Reading.Json;
using Muster.Tabular.Reading.Map;
using Muster.Tabular.Reading.Ods;
using Muster.Tabular.Reading.Xls;
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

    /// <summary>Opens a file by what it is.</summary>
    /// <param name="open">Opens the bytes anew, seekable.</param>
    /// <param name="name">Name without ending.</param>
    /// <param name="options">Choices and limits.</param>
    /// <param name="isInner">True for what was unfolded from another file: it is not unfolded once more.</param>
    public static TableFile Open(Func<Stream> open, string name, ReadOptions options, bool isInner = false)
    {
        var head = Head(open);
        return head switch
        {
            [] => throw ReadProblems.Empty(),
            [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..] => OpenZip(open, options, isInner),
            [0x1F, 0x8B, ..] when !isInner => UnpackedFile.OpenGzip(open, name, options),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => OpenCompound(open, options),
            [0x09, 0x00 or 0x02 or 0x04 or 0x08, 0x04 or 0x06 or 0x08, 0x00, ..] => new XlsFile(open, options),
            _ when GeoPackageFile.Is(head) => GeoPackageFile.Open(open, options),
            _ when JsonFile.Is(head) => new JsonFile(open, name, options),
            _ when DbfFile.Is(head) => new DbfFile([new DbfFile.Layer(name, open, CodePage: null)], options),
            _ => OpenText(open, head, name, options),
        };
    }

    static TableFile OpenText(Func<Stream> open, byte[] head, string name, ReadOptions options)
    {
        if (head.AsSpan().TrimStart((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF, (byte)' ', (byte)'\n', (byte)'\r']) is [(byte)'<', ..] && KmlFile.Is(Encoding.Latin1.GetString(head)))
        {
            return new KmlFile(open, name, options);
        }

        RefuseOthers(head);
        return new CsvFile(open, name, options);
    }

    static TableFile OpenZip(Func<Stream> open, ReadOptions options, bool isInner)
    {
        using (var archive = UnfoldLimit.OpenZip(open()))
        {
            if (XlsxFile.Is(archive))
            {
                return new XlsxFile(open, options);
            }

            if (OdsFile.Is(archive))
            {
                return new OdsFile(open, options);
            }
        }

        return isInner ? throw ReadProblems.NotATable("an archive inside an archive") : UnpackedFile.OpenZip(open, options);
    }

    static XlsFile OpenCompound(Func<Stream> open, ReadOptions options)
    {
        if (CompoundFile.Holds(open, "EncryptedPackage"))
        {
            throw ReadProblems.Encrypted();
        }

        return CompoundFile.Holds(open, "Workbook") || CompoundFile.Holds(open, "Book")
            ? new XlsFile(open, options)
            : throw ReadProblems.NotATable("a document of an old Office program");
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

        if (head.TrimStart(" \r\n"u8).StartsWith("<?xml"u8))
        {
            throw ReadProblems.NotATable("an XML file", "byte 1");
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
