using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;

namespace Muster.Tabular.Tests.Reading;

public sealed class XlsxReaderTests
{
    const string Styles = """
        <numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="0.00 &quot;days&quot;"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="165"/><xf numFmtId="9"/><xf numFmtId="166"/></cellXfs>
        """;

    [Theory]
    [InlineData("<c r=\"A1\"><v>12</v></c>", "12", CellKind.Number)]
    [InlineData("<c r=\"A1\"><v>2.0</v></c>", "2", CellKind.Number)]
    [InlineData("<c r=\"A1\"><v>18.525922000000001</v></c>", "18.525922", CellKind.Number)]
    [InlineData("<c r=\"A1\"><v>1.0000000000000001E-5</v></c>", "0.00001", CellKind.Number)]
    [InlineData("<c r=\"A1\"><v>1E5</v></c>", "100000", CellKind.Number)]
    [InlineData("<c r=\"A1\" t=\"inlineStr\"><is><t>0123</t></is></c>", "0123", CellKind.Text)]
    [InlineData("<c r=\"A1\" t=\"inlineStr\"><is><r><t>Cap-</t></r><r><rPr><b/></rPr><t>Haïtien</t></r><rPh><t>no</t></rPh></is></c>", "Cap-Haïtien", CellKind.Text)]
    [InlineData("<c r=\"A1\" t=\"inlineStr\"><is><t>a&amp;b &#233; &lt;x&gt;</t></is></c>", "a&b é <x>", CellKind.Text)]
    [InlineData("<c r=\"A1\" t=\"inlineStr\"><is><t>one_x000D__x005F_x000D_two</t></is></c>", "one\r_x000D_two", CellKind.Text)]
    [InlineData("<c r=\"A1\" t=\"inlineStr\"><is><t><![CDATA[a<b & c]]></t></is></c>", "a<b & c", CellKind.Text)]
    [InlineData("<c r=\"A1\" t=\"b\"><v>1</v></c>", "true", CellKind.Boolean)]
    [InlineData("<c r=\"A1\" t=\"e\"><v>#N/A</v></c>", "#N/A", CellKind.Error)]
    [InlineData("<c r=\"A1\" t=\"str\"><f>A2&amp;B2</f><v>text</v></c>", "text", CellKind.Text)]
    [InlineData("<c r=\"A1\"><f>SUM(B1:B9)</f><v>45</v></c>", "45", CellKind.Number)]
    [InlineData("<c r=\"A1\"><f>SUM(B1:B9)</f></c>", "=SUM(B1:B9)", CellKind.Error)]
    [InlineData("<c r=\"A1\" s=\"1\"><v>42647</v></c>", "2016-10-04", CellKind.Date)]
    [InlineData("<c r=\"A1\" s=\"2\"><v>42647</v></c>", "2016-10-04", CellKind.Date)]
    [InlineData("<c r=\"A1\" s=\"3\"><v>42647.4375</v></c>", "2016-10-04T10:30:00", CellKind.Date)]
    [InlineData("<c r=\"A1\" s=\"1\"><v>59</v></c>", "1900-02-28", CellKind.Date)]
    [InlineData("<c r=\"A1\" s=\"1\"><v>61</v></c>", "1900-03-01", CellKind.Date)]
    [InlineData("<c r=\"A1\" s=\"1\"><v>60</v></c>", "60", CellKind.Number)]
    [InlineData("<c r=\"A1\" s=\"1\"><v>-3</v></c>", "-3", CellKind.Number)]
    [InlineData("<c r=\"A1\" s=\"4\"><v>0.4375</v></c>", "10:30:00", CellKind.Text)]
    [InlineData("<c r=\"A1\" s=\"5\"><v>1.5</v></c>", "36:00:00", CellKind.Text)]
    [InlineData("<c r=\"A1\" s=\"6\"><v>0.25</v></c>", "0.25", CellKind.Number)]
    [InlineData("<c r=\"A1\" s=\"7\"><v>3.5</v></c>", "3.5", CellKind.Number)]
    [InlineData("<c r=\"A1\" t=\"d\"><v>2016-10-04T00:00:00</v></c>", "2016-10-04", CellKind.Date)]
    [InlineData("<x:c r=\"A1\"><x:v>7</x:v></x:c>", "7", CellKind.Number)]
    public void A_cell_comes_out_as_what_it_is(string cell, string text, CellKind kind)
    {
        using var file = new TempFile(Workbook.Of($"<row r=\"1\">{cell}</row>", styles: Styles));
        using var source = TableSource.Open(file.Path);
        using var reader = source.OpenRows();
        Assert.True(reader.Read());
        Assert.Equal(text, reader.Field(0).ToString());
        Assert.Equal(kind, reader.Kind(0));
    }

    [Fact]
    public void Days_of_the_1904_system_are_the_right_days()
    {
        using var file = new TempFile(Workbook.Of("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>41185</v></c></row>", styles: Styles, properties: "date1904=\"1\""));
        using var source = TableSource.Open(file.Path);
        Assert.Equal("2016-10-04", Rows.Of(source.OpenRows())[0][0]);
    }

    [Fact]
    public void Shared_texts_are_found()
    {
        using var file = new TempFile(Workbook.Of("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" t=\"s\"><v>0</v></c></row>", strings: "<si><t>zero</t></si><si><r><t xml:space=\"preserve\">o </t></r><r><t>ne</t></r></si>"));
        using var source = TableSource.Open(file.Path);
        Assert.Equal(["o ne", "zero"], Rows.Of(source.OpenRows())[0]);
    }

    [Fact]
    public void Rows_and_cells_left_out_are_blank_so_that_numbers_stay()
    {
        using var file = new TempFile(Workbook.Of("<row r=\"2\"><c r=\"C2\"><v>5</v></c><c r=\"F2\" s=\"1\"/></row><row r=\"5\"/><row><c><v>6</v></c></row>"));
        using var source = TableSource.Open(file.Path);
        var rows = Rows.Of(source.OpenRows());
        Assert.Equal([0, 3, 0, 0, 0, 1], rows.Select(row => row.Length));
        Assert.Equal(["", "", "5"], rows[1]);
        Assert.Equal(rows, Rows.OfBlocks(source.OpenRows()));
    }

    [Fact]
    public void Hidden_sheets_are_named_and_never_proposed()
    {
        const string Big = "<row><c t=\"inlineStr\"><is><t>a</t></is></c><c t=\"inlineStr\"><is><t>b</t></is></c></row><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>1</v></c><c><v>2</v></c></row>";
        const string Small = "<row><c t=\"inlineStr\"><is><t>a</t></is></c><c t=\"inlineStr\"><is><t>b</t></is></c></row><row><c><v>1</v></c><c><v>2</v></c></row>";
        using var file = new TempFile(Workbook.Zip(Workbook.Parts([("Notes", "visible", "", ""), ("Data", "visible", Small, ""), ("Old", "hidden", Big, "")])));
        using var source = TableSource.Open(file.Path);
        Assert.Equal(["Notes", "Data", "Old"], source.Sheets.Select(sheet => sheet.Name));
        Assert.True(source.Sheets[2].IsHidden);
        Assert.Equal(1, SheetDetector.ProposeSheet(source));
    }
}
