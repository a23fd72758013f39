using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Collections;

/// <summary>A place of a drop-down list.</summary>
/// <param name="Level">Level.</param>
/// <param name="Code">P-code.</param>
/// <param name="Name">Name.</param>
/// <param name="ParentCode">Code of the unit above.</param>
/// <param name="ParentName">Its name.</param>
readonly record struct TemplatePlace(int Level, string Code, string Name, string? ParentCode, string? ParentName);

/// <summary>Writes the workbook of a template: instructions, the table with drop-down lists and locked headers, the lists, and a hidden stamp by which the return is known again (ECMA-376, 18.3.1.33 data validation, 18.3.1.85 sheet protection).</summary>
sealed class TemplateBook
{
    /// <summary>Name of the sheet that is filled in, in all languages.</summary>
    public const string DataSheet = "Data";

    /// <summary>Rows that can be filled in with lists at hand.</summary>
    public const int Rows = 2000;

    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string Packages = "http://schemas.openxmlformats.org/package/2006/relationships";

    // Styles by their order in the style sheet below.
    const int Plain = 0, Header = 1, Tag = 2, OpenText = 3, OpenNumber = 4, OpenDate = 5, Title = 6, Wrapped = 7;

    readonly IReadOnlyList<TemplateColumn> columns;
    readonly IReadOnlyList<IReadOnlyList<string>> instructions;
    readonly List<IReadOnlyList<string>> lists = [];
    readonly List<(int Column, string Rule)> rules = [];
    readonly string stamp;
    readonly bool hasTagRow;

    TemplateBook(CollectiveFile collection, IReadOnlyList<TemplatePlace> places, IReadOnlyList<IReadOnlyList<string>> instructions)
    {
        (columns, hasTagRow, this.instructions) = (collection.Columns, collection.HasTagRow, instructions);
        stamp = StampOf(collection.Id, collection.TemplateVersion);
        for (var at = 0; at < columns.Count; at++)
        {
            AddRule(at, places);
        }
    }

    int FirstRow => hasTagRow ? 3 : 2;

    /// <summary>What a workbook of a template says it is.</summary>
    public static string StampOf(Guid collection, int version) => string.Create(CultureInfo.InvariantCulture, $"muster-template:{collection:D}:{version}");

    /// <summary>Writes the workbook.</summary>
    /// <param name="output">Receives it.</param>
    /// <param name="collection">The template.</param>
    /// <param name="places">Places of its country, in the order of their parents.</param>
    /// <param name="instructions">Rows of the first sheet.</param>
    public static void Write(Stream output, CollectiveFile collection, IReadOnlyList<TemplatePlace> places, IReadOnlyList<IReadOnlyList<string>> instructions)
    {
        var book = new TemplateBook(collection, places, instructions);
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        Part(zip, "[Content_Types].xml", book.ContentTypes);
        Part(zip, "_rels/.rels", book.RootRelations);
        Part(zip, "docProps/custom.xml", book.CustomProperties);
        Part(zip, "xl/workbook.xml", book.Workbook);
        Part(zip, "xl/_rels/workbook.xml.rels", book.WorkbookRelations);
        Part(zip, "xl/styles.xml", book.Styles);
        Part(zip, "xl/worksheets/sheet1.xml", book.Instructions);
        Part(zip, "xl/worksheets/sheet2.xml", book.Data);
        Part(zip, "xl/worksheets/sheet3.xml", book.Lists);
        Part(zip, "xl/worksheets/sheet4.xml", book.Stamp);
    }

    void AddRule(int at, IReadOnlyList<TemplatePlace> places)
    {
        var column = columns[at];
        switch (column.Kind)
        {
            case TemplateKind.Whole:
                rules.Add((at, """type="whole" operator="greaterThanOrEqual"|0"""));
                break;
            case TemplateKind.Number:
                rules.Add((at, """type="decimal" operator="greaterThanOrEqual"|-1000000000000"""));
                break;
            case TemplateKind.Date:
                // 1 January 1990: what comes before is a slip of the hand.
                rules.Add((at, """type="date" operator="greaterThanOrEqual"|32874"""));
                break;
            case TemplateKind.List:
                rules.Add((at, $"type=\"list\"|{Range(Add(column.Words), column.Words.Count)}"));
                break;
            case TemplateKind.PlaceCode or TemplateKind.PlaceName:
                AddPlaces(at, [.. places.Where(place => place.Level == column.Meaning.Level)]);
                break;
            default:
                break;
        }
    }

    /// <summary>A list of the level; where a column of the level above stands in the template, only the units of what was chosen there.</summary>
    void AddPlaces(int at, List<TemplatePlace> places)
    {
        var column = columns[at];
        if (places.Count == 0)
        {
            return;
        }

        var isCode = column.Kind == TemplateKind.PlaceCode;
        var values = Add([.. places.Select(place => isCode ? place.Code : place.Name)]);
        var above = columns.Select((other, index) => (other, index)).FirstOrDefault(pair => pair.other.Meaning.Level == column.Meaning.Level - 1 && pair.other.Kind is TemplateKind.PlaceCode or TemplateKind.PlaceName && pair.index < at);
        if (above.other is null)
        {
            rules.Add((at, $"type=\"list\"|{Range(values, places.Count)}"));
            return;
        }

        var parents = Add([.. places.Select(place => (above.other.Kind == TemplateKind.PlaceCode ? place.ParentCode : place.ParentName) ?? "")]);
        var (parent, chosen) = (Range(parents, places.Count), $"${Letters(above.index)}{FirstRow}");
        rules.Add((at, $"type=\"list\"|OFFSET(Lists!${Letters(values)}$1,MATCH({chosen},{parent},0)-1,0,COUNTIF({parent},{chosen}),1)"));
    }

    int Add(IReadOnlyList<string> values)
    {
        lists.Add(values);
        return lists.Count - 1;
    }

    static string Range(int list, int count) => string.Create(CultureInfo.InvariantCulture, $"Lists!${Letters(list)}$1:${Letters(list)}${Math.Max(1, count)}");

    /// <summary>A column as spreadsheets name it.</summary>
    static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters(column / 26 - 1) + (char)('A' + column % 26);

    void ContentTypes(XmlWriter xml)
    {
        xml.WriteStartElement("Types", "http://schemas.openxmlformats.org/package/2006/content-types");
        Element(xml, "Default", ("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml"));
        Element(xml, "Default", ("Extension", "xml"), ("ContentType", "application/xml"));
        Element(xml, "Override", ("PartName", "/xl/workbook.xml"), ("ContentType", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"));
        Element(xml, "Override", ("PartName", "/xl/styles.xml"), ("ContentType", "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"));
        Element(xml, "Override", ("PartName", "/docProps/custom.xml"), ("ContentType", "application/vnd.openxmlformats-officedocument.custom-properties+xml"));
        for (var sheet = 1; sheet <= 4; sheet++)
        {
            Element(xml, "Override", ("PartName", $"/xl/worksheets/sheet{sheet}.xml"), ("ContentType", "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"));
        }

        xml.WriteEndElement();
    }

    void RootRelations(XmlWriter xml)
    {
        xml.WriteStartElement("Relationships", Packages);
        Element(xml, "Relationship", ("Id", "rId1"), ("Type", Relations + "/officeDocument"), ("Target", "xl/workbook.xml"));
        Element(xml, "Relationship", ("Id", "rId2"), ("Type", Relations + "/custom-properties"), ("Target", "docProps/custom.xml"));
        xml.WriteEndElement();
    }

    void CustomProperties(XmlWriter xml)
    {
        xml.WriteStartElement("Properties", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties");
        xml.WriteStartElement("property");
        xml.WriteAttributeString("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}");
        xml.WriteAttributeString("pid", "2");
        xml.WriteAttributeString("name", "Muster template");
        xml.WriteElementString("vt", "lpwstr", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes", stamp);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    void Workbook(XmlWriter xml)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteAttributeString("xmlns", "r", null, Relations);
        xml.WriteStartElement("bookViews");
        Element(xml, "workbookView", ("activeTab", "1"));
        xml.WriteEndElement();
        xml.WriteStartElement("sheets");
        string[] names = ["Instructions", DataSheet, "Lists", "Muster"];
        for (var at = 0; at < names.Length; at++)
        {
            xml.WriteStartElement("sheet");
            xml.WriteAttributeString("name", names[at]);
            xml.WriteAttributeString("sheetId", (at + 1).ToString(CultureInfo.InvariantCulture));
            if (at > 1)
            {
                xml.WriteAttributeString("state", at == 2 ? "hidden" : "veryHidden");
            }

            xml.WriteAttributeString("r", "id", Relations, $"rId{at + 1}");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    void WorkbookRelations(XmlWriter xml)
    {
        xml.WriteStartElement("Relationships", Packages);
        for (var sheet = 1; sheet <= 4; sheet++)
        {
            Element(xml, "Relationship", ("Id", $"rId{sheet}"), ("Type", Relations + "/worksheet"), ("Target", $"worksheets/sheet{sheet}.xml"));
        }

        Element(xml, "Relationship", ("Id", "rId5"), ("Type", Relations + "/styles"), ("Target", "styles.xml"));
        xml.WriteEndElement();
    }

    void Styles(XmlWriter xml)
    {
        using var styles = XmlReader.Create(new StringReader($"""
        <styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts><fonts count="4"><font><sz val="11"/><name val="Calibri"/></font><font><b/><color rgb="FFFFFFFF"/><sz val="11"/><name val="Calibri"/></font><font><i/><color rgb="FF555555"/><sz val="10"/><name val="Calibri"/></font><font><b/><sz val="15"/><name val="Calibri"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F4E79"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEFEFEF"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf numFmtId="0" fontId="2" fillId="3" borderId="0" xfId="0" applyFont="1" applyFill="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyProtection="1"><protection locked="0"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyProtection="1"><protection locked="0"/></xf><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyProtection="1"><protection locked="0"/></xf><xf numFmtId="0" fontId="3" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
        """.Trim()));
        xml.WriteNode(styles, defattr: false);
    }

    void Instructions(XmlWriter xml)
    {
        Begin(xml);
        Columns(xml, [(1, 1, 34, Plain), (2, 5, 28, Plain)]);
        xml.WriteStartElement("sheetData");
        for (var row = 0; row < instructions.Count; row++)
        {
            Row(xml, row + 1, instructions[row].Select(text => (text, row == 0 ? Title : Wrapped)));
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    void Data(XmlWriter xml)
    {
        Begin(xml);
        xml.WriteStartElement("sheetViews");
        xml.WriteStartElement("sheetView");
        xml.WriteAttributeString("workbookViewId", "0");
        Element(xml, "pane", ("ySplit", (FirstRow - 1).ToString(CultureInfo.InvariantCulture)), ("topLeftCell", $"A{FirstRow}"), ("activePane", "bottomLeft"), ("state", "frozen"));
        xml.WriteEndElement();
        xml.WriteEndElement();
        Columns(xml, columns.Select((column, at) => (at + 1, at + 1, Math.Clamp(column.Header.Length + 4, 12, 40), Open(column.Kind))));
        xml.WriteStartElement("sheetData");
        Row(xml, 1, columns.Select(column => (column.Header, Header)));
        if (hasTagRow)
        {
            Row(xml, 2, columns.Select(column => (TemplateTags.Of(column), Tag)));
        }

        xml.WriteEndElement();
        // Without a password: it keeps a hand from slipping, not a person out.
        Element(xml, "sheetProtection", ("sheet", "1"), ("objects", "1"), ("scenarios", "1"), ("formatCells", "0"), ("formatColumns", "0"), ("formatRows", "0"), ("insertRows", "0"), ("deleteRows", "0"), ("sort", "0"), ("autoFilter", "0"));
        if (rules.Count > 0)
        {
            xml.WriteStartElement("dataValidations");
            xml.WriteAttributeString("count", rules.Count.ToString(CultureInfo.InvariantCulture));
            rules.ForEach(rule => Validation(xml, rule.Column, rule.Rule));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    void Validation(XmlWriter xml, int column, string rule)
    {
        var (attributes, formula) = (rule[..rule.IndexOf('|', StringComparison.Ordinal)], rule[(rule.IndexOf('|', StringComparison.Ordinal) + 1)..]);
        xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"<dataValidation {attributes} allowBlank=\"1\" showInputMessage=\"1\" showErrorMessage=\"1\" sqref=\"{Letters(column)}{FirstRow}:{Letters(column)}{Rows + FirstRow - 1}\"><formula1>{System.Security.SecurityElement.Escape(formula)}</formula1></dataValidation>"));
    }

    void Lists(XmlWriter xml)
    {
        Begin(xml);
        xml.WriteStartElement("sheetData");
        for (var row = 0; row < lists.Select(list => list.Count).DefaultIfEmpty(0).Max(); row++)
        {
            Row(xml, row + 1, lists.Select(list => (row < list.Count ? list[row] : "", Plain)));
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    void Stamp(XmlWriter xml)
    {
        Begin(xml);
        xml.WriteStartElement("sheetData");
        Row(xml, 1, [(stamp, Plain)]);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    static int Open(TemplateKind kind) => kind switch
    {
        TemplateKind.Whole or TemplateKind.Number => OpenNumber,
        TemplateKind.Date => OpenDate,
        // Text as text: codes keep their leading zeros.
        _ => OpenText,
    };

    static void Begin(XmlWriter xml)
    {
        xml.WriteStartElement("worksheet", Main);
    }

    static void Columns(XmlWriter xml, IEnumerable<(int From, int To, int Width, int Style)> widths)
    {
        xml.WriteStartElement("cols");
        foreach (var (from, to, width, style) in widths)
        {
            Element(xml, "col", ("min", $"{from}"), ("max", $"{to}"), ("width", $"{width}"), ("style", $"{style}"), ("customWidth", "1"));
        }

        xml.WriteEndElement();
    }

    static void Row(XmlWriter xml, int number, IEnumerable<(string Text, int Style)> cells)
    {
        xml.WriteStartElement("row");
        xml.WriteAttributeString("r", number.ToString(CultureInfo.InvariantCulture));
        var column = 0;
        foreach (var (text, style) in cells)
        {
            if (text.Length > 0)
            {
                xml.WriteStartElement("c");
                xml.WriteAttributeString("r", $"{Letters(column)}{number}");
                xml.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
                xml.WriteAttributeString("t", "inlineStr");
                xml.WriteStartElement("is");
                xml.WriteStartElement("t");
                xml.WriteAttributeString("xml", "space", null, "preserve");
                xml.WriteString(Clean(text));
                xml.WriteEndElement();
                xml.WriteEndElement();
                xml.WriteEndElement();
            }

            column++;
        }

        xml.WriteEndElement();
    }

    static string Clean(string text) => new([.. text.Where(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter))]);

    static void Element(XmlWriter xml, string name, params (string Name, string Value)[] attributes)
    {
        xml.WriteStartElement(name);
        foreach (var attribute in attributes)
        {
            xml.WriteAttributeString(attribute.Name, attribute.Value);
        }

        xml.WriteEndElement();
    }

    static void Part(ZipArchive zip, string name, Action<XmlWriter> write)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
        xml.WriteStartDocument(true);
        write(xml);
        xml.WriteEndDocument();
    }
}

/// <summary>HXL tags of template columns (HXL 1.1).</summary>
static class TemplateTags
{
    public static string Of(TemplateColumn column) => column.Meaning switch
    {
        { Concept: Concept.PlaceCode, Level: { } level } => level == 0 ? "#country+code" : $"#adm{level}+code",
        { Concept: Concept.PlaceName, Level: { } level } => level == 0 ? "#country+name" : $"#adm{level}+name",
        { Concept: Concept.Population } meaning => "#population" + Sex(meaning),
        { Concept: Concept.Affected } meaning => "#affected" + Sex(meaning),
        { Concept: Concept.Displaced } meaning => "#affected+idps" + Sex(meaning),
        { Concept: Concept.InNeed } meaning => "#inneed" + Sex(meaning),
        { Concept: Concept.Targeted } meaning => "#targeted" + Sex(meaning),
        { Concept: Concept.Reached } meaning => "#reached" + Sex(meaning),
        { Concept: Concept.Households } => "#population+hh",
        { Concept: Concept.Value } => "#value",
        { Concept: Concept.Indicator } => "#indicator+name",
        { Concept: Concept.Date } => "#date",
        { Concept: Concept.Organisation } => "#org",
        { Concept: Concept.Sector } => "#sector",
        { Concept: Concept.SiteName } => "#loc+name",
        { Concept: Concept.Identifier } => "#loc+code",
        { Concept: Concept.Note } => "#description",
        _ => "",
    };

    static string Sex(Meaning meaning) => meaning.Sex switch
    {
        Muster.Tabular.Tagging.Sex.Female => "+f",
        Muster.Tabular.Tagging.Sex.Male => "+m",
        _ => "",
    };
}
