using System.IO.Compression;

namespace Muster.Tabular.Reading.Xlsx;

/// <summary>An Office Open XML workbook: its sheets, shared texts and number formats. Sheets themselves are streamed.</summary>
sealed class XlsxFile : TableFile
{
    const string Workbook = "xl/workbook.xml";

    readonly Func<Stream> open;
    readonly ReadOptions options;
    readonly List<string> parts = [];
    readonly string? stringsPart;
    readonly string? stylesPart;
    readonly bool is1904;
    readonly Dictionary<int, MergedCells> merged = [];
    readonly Lock loading = new();
    SharedStrings? strings;
    NumberFormat[]? formats;

    public XlsxFile(Func<Stream> open, ReadOptions options)
    {
        (this.open, this.options) = (open, options);
        using var archive = UnfoldLimit.OpenZip(open());
        var workbook = FindWorkbook(archive);
        Notes = [.. NotesOf(archive)];
        var relations = ReadRelations(archive, workbook);
        stringsPart = relations.Values.FirstOrDefault(relation => relation.Kind == "sharedStrings").Part;
        stylesPart = relations.Values.FirstOrDefault(relation => relation.Kind == "styles").Part;
        using var xml = OpenPart(archive, workbook);
        var sheets = new List<SheetName>();
        while (xml.Read())
        {
            if (xml.IsStart("workbookPr"u8))
            {
                is1904 = xml.AttributeText("date1904"u8) is "1" or "true";
            }
            else if (xml.IsStart("sheet"u8) && relations.TryGetValue(xml.AttributeText("id"u8), out var sheet) && sheet.Kind == "worksheet" && archive.GetEntry(sheet.Part) is not null)
            {
                sheets.Add(new SheetName(sheets.Count, xml.AttributeText("name"u8), xml.AttributeText("state"u8) is "hidden" or "veryHidden"));
                parts.Add(sheet.Part);
            }
        }

        Sheets = sheets.Count > 0 ? sheets : throw ReadProblems.Broken("The workbook has no sheet with cells.", workbook);
    }

    public override SourceFormat Format => SourceFormat.Xlsx;

    public override IReadOnlyList<SheetName> Sheets { get; }

    public override IReadOnlyList<SourceNote> Notes { get; }

    public static bool Is(ZipArchive archive) => archive.GetEntry("[Content_Types].xml") is not null && archive.Entries.Any(entry => entry.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase));

    public override RowReader OpenRows(int sheetIndex)
    {
        Load();
        var stream = open();
        var archive = UnfoldLimit.OpenZip(stream);
        return new XlsxReader(OpenPart(archive, parts[sheetIndex]), archive, () => stream.CanRead ? stream.Position : 0, Sheets[sheetIndex].Name, strings!, formats!, Merged(sheetIndex).Begin(), is1904, options);
    }

    static IEnumerable<SourceNote> NotesOf(ZipArchive archive)
    {
        if (archive.GetEntry("xl/vbaProject.bin") is not null || archive.Entries.Any(entry => entry.FullName.StartsWith("xl/macrosheets/", StringComparison.OrdinalIgnoreCase)))
        {
            yield return SourceNote.Macros;
        }

        if (archive.Entries.Any(entry => entry.FullName.StartsWith("xl/externalLinks/", StringComparison.OrdinalIgnoreCase)))
        {
            yield return SourceNote.ExternalLinks;
        }
    }

    void Load()
    {
        lock (loading)
        {
            if (strings is not null)
            {
                return;
            }

            using var archive = UnfoldLimit.OpenZip(open());
            formats = ReadPart(archive, stylesPart, NumberFormats.Read, []);
            strings = ReadPart(archive, stringsPart, SharedStrings.Read, SharedStrings.None);
        }
    }

    MergedCells Merged(int sheetIndex)
    {
        lock (loading)
        {
            if (!merged.TryGetValue(sheetIndex, out var cells))
            {
                using var archive = UnfoldLimit.OpenZip(open());
                var part = parts[sheetIndex];
                cells = archive.GetEntry(part)!.Length <= MergedCells.LargestSheet ? ReadMerged(archive, part) : MergedCells.None;
                merged.Add(sheetIndex, cells);
            }

            return cells;
        }
    }

    // A cell that is too long is told of by the pass that comes to it, with its row.
    MergedCells ReadMerged(ZipArchive archive, string part)
    {
        using var xml = OpenPart(archive, part);
        try
        {
            return MergedCells.Read(xml);
        }
        catch (XmlTokenTooLongException)
        {
            return MergedCells.None;
        }
    }

    T ReadPart<T>(ZipArchive archive, string? part, Func<XmlBytes, T> read, T absent)
    {
        if (part is null || archive.GetEntry(part) is null)
        {
            return absent;
        }

        using var xml = OpenPart(archive, part);
        try
        {
            return read(xml);
        }
        catch (XmlTokenTooLongException tooLong)
        {
            throw ReadProblems.Broken("A text of the workbook is longer than any cell may be.", part, tooLong);
        }
    }

    XmlBytes OpenPart(ZipArchive archive, string part)
    {
        var entry = archive.GetEntry(part) ?? throw ReadProblems.Broken("A part of the workbook is missing.", part);
        return new XmlBytes(new UnfoldLimit(options.MaxUnfoldedBytes).Open(entry), part);
    }

    string FindWorkbook(ZipArchive archive)
    {
        if (archive.GetEntry(Workbook) is not null)
        {
            return Workbook;
        }

        return ReadRelations(archive, "").Values.FirstOrDefault(relation => relation.Kind == "officeDocument").Part
            ?? throw ReadProblems.Broken("The workbook's list of sheets is missing.", Workbook);
    }

    readonly record struct Relation(string Kind, string Part);

    /// <summary>Where a part points to; links out of the workbook are left alone.</summary>
    Dictionary<string, Relation> ReadRelations(ZipArchive archive, string part)
    {
        var folder = part[..(part.LastIndexOf('/') + 1)];
        var name = $"{folder}_rels/{part[folder.Length..]}.rels";
        var relations = new Dictionary<string, Relation>();
        if (archive.GetEntry(name) is null)
        {
            return relations;
        }

        using var xml = OpenPart(archive, name);
        while (xml.Read())
        {
            if (xml.IsStart("Relationship"u8) && xml.AttributeText("TargetMode"u8) != "External")
            {
                var kind = xml.AttributeText("Type"u8);
                relations[xml.AttributeText("Id"u8)] = new Relation(kind[(kind.LastIndexOf('/') + 1)..], Resolve(folder, xml.AttributeText("Target"u8)));
            }
        }

        return relations;
    }

    static string Resolve(string folder, string target)
    {
        var steps = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && steps.Count > 0)
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else if (step is not (".." or "."))
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }
}
