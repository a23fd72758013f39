using Muster.Tabular.Reading;
using Muster.Testing;

namespace Muster.Tabular.Tests.Reading;

/// <summary>One made-up table in the three forms of workbook: each cell comes out as what it is, in the same words.</summary>
public sealed class WorkbookKindsTests
{
    static readonly (string What, string Text, CellKind Kind)[] Expected =
    [
        ("kind", "value", CellKind.Text),
        ("zero", "0123", CellKind.Text),
        ("code", "HT0111-01", CellKind.Text),
        ("exp", "1E5", CellKind.Text),
        ("day", "12-03", CellKind.Text),
        ("date", "2016-10-04", CellKind.Date),
        ("pct", "0.25", CellKind.Number),
        ("time", "10:30:00", CellKind.Text),
        ("na", "#N/A", CellKind.Error),
        ("div", "#DIV/0!", CellKind.Error),
        ("sum", "42", CellKind.Number),
        ("rich", "Cap-Haïtien", CellKind.Text),
        ("long", "0.1", CellKind.Number),
        ("big", "1234567890123", CellKind.Number),
        ("bool", "1", CellKind.Number),
        ("merged", "1", CellKind.Number),
        ("merged", "2", CellKind.Number),
    ];

    [Theory]
    [InlineData("cells-of-every-kind.xlsx", SourceFormat.Xlsx)]
    [InlineData("cells-of-every-kind.xls", SourceFormat.Xls)]
    [InlineData("cells-of-every-kind.ods", SourceFormat.Ods)]
    public void Each_cell_comes_out_as_what_it_is(string file, SourceFormat form)
    {
        using var source = TableSource.Open(PathOf(file));
        var cells = new List<(string, string, CellKind)>();
        using var rows = source.OpenRows();
        while (rows.Read())
        {
            cells.Add((rows.Field(0).ToString(), rows.Field(1).ToString(), rows.Kind(1)));
        }

        Assert.Equal(form, source.Format);
        Assert.Equal(Expected, cells);
        Assert.Equal([("Data", false), ("Old", true)], source.Sheets.Select(sheet => (sheet.Name, sheet.IsHidden)));
    }

    [Fact]
    public void An_old_workbook_that_counts_from_1904_gives_the_days_meant()
    {
        using var source = TableSource.Open(PathOf("days-from-1904.xls"));
        var rows = Rows.Of(source.OpenRows()).ToDictionary(row => row[0] + row[1], row => row[1]);

        Assert.Contains("2016-10-04", rows.Values);
        Assert.Contains("10:30:00", rows.Values);
    }

    [Theory]
    [InlineData("xl/vbaProject.bin", "workbook-macros")]
    [InlineData("xl/externalLinks/externalLink1.xml", "workbook-external-links")]
    public void Macros_and_links_are_told_and_the_values_read(string part, string code)
    {
        using var file = new TempFile(Workbook.Zip([.. Workbook.Parts([("S", "visible", "<row><c><v>1</v></c></row>", "")]), (part, "x")]));
        using var source = TableSource.Open(file.Path);

        Assert.Equal(code, Assert.Single(source.Notes).Code);
        Assert.Equal([["1"]], Rows.Of(source.OpenRows()));
    }

    [Fact]
    public void A_workbook_without_either_has_no_note()
    {
        using var source = TableSource.Open(PathOf("cells-of-every-kind.xls"));

        Assert.Empty(source.Notes);
    }

    [Fact]
    public void A_formula_of_an_open_document_that_was_never_worked_out_is_shown_as_it_stands()
    {
        using var file = new TempFile(Workbook.Zip([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<d><table name=\"a\"><table-row><table-cell formula=\"of:=SUM([.A1:.A2])\"/></table-row></table></d>")]));
        using var source = TableSource.Open(file.Path);
        using var rows = source.OpenRows();

        Assert.True(rows.Read());
        Assert.Equal(("=SUM([.A1:.A2])", CellKind.Error), (rows.Field(0).ToString(), rows.Kind(0)));
    }

    static string PathOf(string file) => Path.Combine(ProjectRoot.Path, "samples", "traps", file);
}
