using System.Security;
using Muster.Tabular.Validating;
using Muster.Tabular.Writing;

namespace Muster.Tabular.Reporting;

/// <summary>The fixed parts of the report's workbook and its styles (ECMA-376 part 1).</summary>
static class XlsxReportParts
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    public const string Summary = "xl/worksheets/sheet1.xml";
    public const string Table = "xl/worksheets/sheet2.xml";
    public const string Findings = "xl/worksheets/sheet3.xml";
    public const string Comments = "xl/comments1.xml";
    public const string Drawing = "xl/drawings/vmlDrawing1.vml";

    /// <summary>Styles without a fill, by what a cell holds.</summary>
    public const int Plain = 0;
    public const int Date = 1;
    public const int DateTime = 2;
    public const int Bold = 3;
    public const int Title = 16;
    public const int Wrapped = 17;

    const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";
    const string Content = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";

    /// <summary>The style of a marked cell: the same, filled with the colour of its severity.</summary>
    public static int Filled(int style, Severity? severity) => severity is { } filled ? style + 4 * ((int)filled + 1) : style;

    /// <summary>Names for the three sheets; that of the table is the one it had, unless it is that of another.</summary>
    public static (string Summary, string Table, string Findings) SheetNames(ReportWords words, string table)
    {
        var (summary, findings) = (words["summary-sheet"], words["findings"]);
        var name = XlsxParts.SheetName(table);
        var isTaken = name.Equals(summary, StringComparison.OrdinalIgnoreCase) || name.Equals(findings, StringComparison.OrdinalIgnoreCase);
        return (summary, isTaken ? words["table"] : name, findings);
    }

    /// <summary>Every part but sheets and notes.</summary>
    public static IEnumerable<(string Part, string Content)> All((string Summary, string Table, string Findings) names, int findingColumns, int lastFinding)
    {
        yield return ("[Content_Types].xml", $"""{Declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Override PartName="/xl/workbook.xml" ContentType="{Content}.sheet.main+xml"/><Override PartName="/{Summary}" ContentType="{Content}.worksheet+xml"/><Override PartName="/{Table}" ContentType="{Content}.worksheet+xml"/><Override PartName="/{Findings}" ContentType="{Content}.worksheet+xml"/><Override PartName="/{Comments}" ContentType="{Content}.comments+xml"/><Override PartName="/xl/styles.xml" ContentType="{Content}.styles+xml"/></Types>""");
        yield return ("_rels/.rels", $"""{Declaration}<Relationships xmlns="{Package}"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        yield return ("xl/workbook.xml", $"""{Declaration}<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="{Safe(names.Summary)}" sheetId="1" r:id="rId1"/><sheet name="{Safe(names.Table)}" sheetId="2" r:id="rId2"/><sheet name="{Safe(names.Findings)}" sheetId="3" r:id="rId3"/></sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="2" hidden="1">{Safe(Quoted(names.Findings))}!$A$1:${SheetText.Reference(findingColumns - 1, 1)[..^1]}${lastFinding}</definedName></definedNames></workbook>""");
        yield return ("xl/_rels/workbook.xml.rels", $"""{Declaration}<Relationships xmlns="{Package}"><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Office}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="{Office}/worksheet" Target="worksheets/sheet3.xml"/><Relationship Id="rId4" Type="{Office}/styles" Target="styles.xml"/></Relationships>""");
        yield return ("xl/worksheets/_rels/sheet2.xml.rels", $"""{Declaration}<Relationships xmlns="{Package}"><Relationship Id="rId1" Type="{Office}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/><Relationship Id="rId2" Type="{Office}/comments" Target="../comments1.xml"/></Relationships>""");
        yield return ("xl/styles.xml", Styles());
    }

    /// <summary>A sheet's name as it stands in a reference.</summary>
    public static string Quoted(string sheet) => $"'{sheet.Replace("'", "''", StringComparison.Ordinal)}'";

    // Fills 2 to 4 are those of information, warning and error; styles 4 to 15 repeat the first four with each of them.
    static string Styles()
    {
        string[] kinds = ["numFmtId=\"0\" fontId=\"0\"", "numFmtId=\"164\" fontId=\"0\" applyNumberFormat=\"1\"", "numFmtId=\"165\" fontId=\"0\" applyNumberFormat=\"1\"", "numFmtId=\"0\" fontId=\"1\" applyFont=\"1\""];
        var styles = from fill in new[] { 0, 2, 3, 4 } from kind in kinds select $"<xf {kind} fillId=\"{fill}\" borderId=\"0\" xfId=\"0\"{(fill > 0 ? " applyFill=\"1\"" : "")}/>";
        string[] fills = ["FFD6EAF2", "FFFCE4B6", "FFF9C9C5"];
        return $"""
            {Declaration}<styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="15"/><name val="Calibri"/></font></fonts><fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>{string.Concat(fills.Select(colour => $"<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{colour}\"/><bgColor indexed=\"64\"/></patternFill></fill>"))}</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="18">{string.Concat(styles)}<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>
            """;
    }

    static string Safe(string name) => SecurityElement.Escape(name);
}
