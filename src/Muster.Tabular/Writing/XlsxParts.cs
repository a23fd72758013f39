using System.Buffers;
using System.Security;

namespace Muster.Tabular.Writing;

/// <summary>The fixed parts of a workbook of one sheet (ECMA-376 part 1).</summary>
static class XlsxParts
{
    public const string Sheet = "xl/worksheets/sheet1.xml";

    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    /// <summary>Characters that cannot stand in the XML of a cell as they are: markup, control characters, and the underscore that opens an escape.</summary>
    public static SearchValues<char> Special { get; } = SearchValues.Create([.. "&<>_\uFFFE\uFFFF", .. Enumerable.Range(0, 0x20).Where(code => code is not ('\t' or '\n')).Select(code => (char)code)]);

    public static ReadOnlySpan<byte> SheetBegin => "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"u8;

    public static ReadOnlySpan<byte> SheetEnd => "</sheetData></worksheet>"u8;

    /// <summary>Names of sheets have at most 31 characters and none of <c>:\/?*[]</c>.</summary>
    public static string SheetName(string name)
    {
        var clean = string.Concat(name.Select(character => character is ':' or '\\' or '/' or '?' or '*' or '[' or ']' || char.IsControl(character) ? '_' : character)).Trim('\'', ' ');
        return clean.Length == 0 ? "Sheet1" : clean[..Math.Min(clean.Length, 31)];
    }

    /// <summary>Every part but the sheet.</summary>
    public static IEnumerable<(string Part, string Content)> All(string sheetName)
    {
        yield return ("[Content_Types].xml", Declaration + """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>
            """);
        yield return ("_rels/.rels", $"""{Declaration}<Relationships xmlns="{Relations}"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        yield return ("xl/workbook.xml", $"""{Declaration}<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="{SecurityElement.Escape(SheetName(sheetName))}" sheetId="1" r:id="rId1"/></sheets></workbook>""");
        yield return ("xl/_rels/workbook.xml.rels", $"""{Declaration}<Relationships xmlns="{Relations}"><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Office}/styles" Target="styles.xml"/></Relationships>""");
        yield return ("xl/styles.xml", $"""
            {Declaration.TrimEnd()}
            <styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>
            """);
    }
}
