using System.IO.Compression;
using System.Text;

namespace Muster.Tabular.Tests.Reading;

/// <summary>Builds workbooks part by part, also such as no program writes.</summary>
static class Workbook
{
    const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

    /// <summary>A workbook of one sheet with these rows.</summary>
    public static byte[] Of(string rows, string? strings = null, string? styles = null, string properties = "", string after = "") =>
        Zip(Parts([("Sheet1", "visible", rows, after)], strings, styles, properties));

    public static IEnumerable<(string Name, string Text)> Parts((string Name, string State, string Rows, string After)[] sheets, string? strings = null, string? styles = null, string properties = "")
    {
        yield return ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
        yield return ("xl/workbook.xml", $"<workbook {Main}><workbookPr {properties}/><sheets>{string.Concat(sheets.Select((sheet, index) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{index + 1}\" state=\"{sheet.State}\" r:id=\"rId{index + 1}\"/>"))}</sheets></workbook>");
        yield return ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(sheets.Select((_, index) => $"<Relationship Id=\"rId{index + 1}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{index + 1}.xml\"/>"))}<Relationship Id=\"s\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"t\" Type=\"x/styles\" Target=\"/xl/styles.xml\"/></Relationships>");
        for (var index = 0; index < sheets.Length; index++)
        {
            yield return ($"xl/worksheets/sheet{index + 1}.xml", $"<worksheet {Main}><sheetData>{sheets[index].Rows}</sheetData>{sheets[index].After}</worksheet>");
        }

        if (strings is not null)
        {
            yield return ("xl/sharedStrings.xml", $"<sst {Main}>{strings}</sst>");
        }

        if (styles is not null)
        {
            yield return ("xl/styles.xml", $"<styleSheet {Main}>{styles}</styleSheet>");
        }
    }

    public static byte[] Zip(IEnumerable<(string Name, string Text)> parts)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }
}
