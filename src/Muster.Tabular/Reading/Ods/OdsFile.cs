using System.IO.Compression;
using Muster.Tabular.Reading.Xlsx;

namespace Muster.Tabular.Reading.Ods;

/// <summary>An OpenDocument spreadsheet; all its sheets stand in one part, streamed at each pass.</summary>
sealed class OdsFile : TableFile
{
    const string Content = "content.xml";

    readonly Func<Stream> open;
    readonly ReadOptions options;

    public OdsFile(Func<Stream> open, ReadOptions options)
    {
        (this.open, this.options) = (open, options);
        using (var parts = UnfoldLimit.OpenZip(open()))
        {
            Notes = parts.Entries.Any(entry => entry.FullName.StartsWith("Basic/", StringComparison.Ordinal) || entry.FullName.StartsWith("Scripts/", StringComparison.Ordinal)) ? [SourceNote.Macros] : [];
        }

        RefuseEncrypted();
        var (xml, archive) = OpenContent();
        using (archive)
        using (xml)
        {
            Sheets = ReadSheets(xml);
        }
    }

    public override SourceFormat Format => SourceFormat.Ods;

    public override IReadOnlyList<SheetName> Sheets { get; }

    public override IReadOnlyList<SourceNote> Notes { get; }

    public static bool Is(ZipArchive archive)
    {
        if (archive.GetEntry("mimetype") is not { Length: < 200 } entry || archive.GetEntry(Content) is null)
        {
            return false;
        }

        using var reader = new StreamReader(new UnfoldLimit(ReadOptions.Default.MaxUnfoldedBytes).Open(entry));
        return reader.ReadToEnd().Contains("opendocument.spreadsheet", StringComparison.Ordinal);
    }

    public override RowReader OpenRows(int sheetIndex)
    {
        var (xml, archive) = OpenContent();
        for (var table = -1; table < sheetIndex && xml.Read();)
        {
            table += xml.IsStart("table"u8) ? 1 : 0;
        }

        return new OdsReader(xml, archive, options);
    }

    (XmlBytes Xml, ZipArchive Archive) OpenContent()
    {
        var archive = UnfoldLimit.OpenZip(open());
        var entry = archive.GetEntry(Content)!;
        return (new XmlBytes(new UnfoldLimit(options.MaxUnfoldedBytes).Open(entry), Content), archive);
    }

    void RefuseEncrypted()
    {
        using var archive = UnfoldLimit.OpenZip(open());
        if (archive.GetEntry("META-INF/manifest.xml") is not { Length: < 1 << 20 } manifest)
        {
            return;
        }

        using var reader = new StreamReader(new UnfoldLimit(options.MaxUnfoldedBytes).Open(manifest));
        if (reader.ReadToEnd().Contains("encryption-data", StringComparison.Ordinal))
        {
            throw ReadProblems.Encrypted();
        }
    }

    // A hidden sheet has a style that is not displayed.
    static List<SheetName> ReadSheets(XmlBytes xml)
    {
        var sheets = new List<SheetName>();
        var hidden = new HashSet<string>();
        var style = "";
        while (xml.Read())
        {
            if (xml.IsStart("style"u8))
            {
                style = xml.AttributeText("name"u8);
            }
            else if (xml.IsStart("table-properties"u8) && xml.AttributeText("display"u8) == "false")
            {
                hidden.Add(style);
            }
            else if (xml.IsStart("table"u8))
            {
                sheets.Add(new SheetName(sheets.Count, xml.AttributeText("name"u8), hidden.Contains(xml.AttributeText("style-name"u8))));
            }
        }

        return sheets.Count > 0 ? sheets : throw ReadProblems.Broken("The workbook has no sheet.", Content);
    }
}
