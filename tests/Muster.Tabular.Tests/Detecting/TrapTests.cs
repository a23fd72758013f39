using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Testing;

namespace Muster.Tabular.Tests.Detecting;

/// <summary>The small files of <c>samples/traps</c>: where the table lies in each, and what is refused.</summary>
public sealed class TrapTests
{
    [Theory]
    [InlineData("latin-1.csv", "1", "", 2)]
    [InlineData("utf-16.csv", "1", "", 2)]
    [InlineData("byte-order-mark.csv", "1", "", 2)]
    [InlineData("semicolon.csv", "1", "", 2)]
    [InlineData("tabs.txt", "1", "", 2)]
    [InlineData("title-above-header.csv", "4", "", 5)]
    [InlineData("tag-row.csv", "1", "2", 3)]
    [InlineData("two-tag-rows.csv", "1", "2", 3)]
    [InlineData("wrong-codes.csv", "1", "", 2)]
    [InlineData("leading-zeros.csv", "1", "", 2)]
    [InlineData("codes-as-numbers.xlsx", "1", "", 2)]
    [InlineData("total-rows.csv", "1", "", 2)]
    [InlineData("numbers-as-written.csv", "1", "", 2)]
    [InlineData("day-or-month.csv", "1", "", 2)]
    [InlineData("excel-dates.xlsx", "1", "", 2)]
    [InlineData("excel-dates-1904.xlsx", "1", "", 2)]
    [InlineData("cells-of-every-kind.xlsx", "1", "", 2)]
    [InlineData("cells-of-every-kind.xls", "1", "", 2)]
    [InlineData("cells-of-every-kind.ods", "1", "", 2)]
    [InlineData("merged-headers.xlsx", "1,2", "", 3)]
    [InlineData("merged-cells-down.xlsx", "1", "", 2)]
    [InlineData("several-sheets.xlsx", "1", "", 2)]
    [InlineData("duplicate-headers.csv", "1", "", 2)]
    [InlineData("varying-columns.csv", "1", "", 2)]
    [InlineData("line-breaks-in-cells.csv", "1", "", 2)]
    [InlineData("formulas.csv", "1", "", 2)]
    [InlineData("names-only.csv", "1", "", 2)]
    [InlineData("rows.json", "1", "", 2)]
    [InlineData("header-only.csv", "1", "", 2)]
    public void The_table_is_found(string file, string headers, string tags, int firstData)
    {
        using var source = TableSource.Open(PathOf(file));
        var sheet = SheetDetector.Detect(source);
        Assert.Equal((headers, tags, firstData), (string.Join(',', sheet.HeaderRows), string.Join(',', sheet.TagRows), sheet.FirstDataRow));
    }

    [Theory]
    [InlineData("empty.csv", "file-empty")]
    [InlineData("web-page.csv", "file-web-page")]
    [InlineData("cut-off.xlsx", "file-cut-off")]
    public void What_is_no_table_is_refused(string file, string code) =>
        Assert.Equal(code, Assert.Throws<UnreadableException>(() => TableSource.Open(PathOf(file))).Problem.Code);

    [Fact]
    public void A_code_above_another_code_is_no_second_header()
    {
        using var file = new Tests.Reading.TempFile("ADM1_PCODE,T_TL\nHT01,x\nHT07,13\n");
        using var source = TableSource.Open(file.Path);
        Assert.Equal([1], SheetDetector.Detect(source).HeaderRows);
    }

    [Fact]
    public void A_row_too_short_and_one_too_long_are_told_with_their_numbers()
    {
        using var table = Pipeline.Open(PathOf("varying-columns.csv"));
        Assert.Equal([3, 4], Findings.Of(table).Findings.Where(finding => finding.Rule == "TB-01").Select(finding => finding.RowNumber!.Value));
    }

    [Fact]
    public void Merged_headings_are_joined()
    {
        using var source = TableSource.Open(PathOf("merged-headers.xlsx"));
        Assert.Contains("Women / 0-17", SheetDetector.Detect(source).Columns.Select(column => column.Header));
    }

    [Fact]
    public void A_value_merged_downwards_holds_for_all_its_rows()
    {
        using var source = TableSource.Open(PathOf("merged-cells-down.xlsx"));
        var rows = Tests.Reading.Rows.Of(source.OpenRows());
        Assert.All(rows.Skip(1), row => Assert.NotEmpty(row[0]));
        Assert.Equal(rows, Tests.Reading.Rows.OfBlocks(source.OpenRows()));
    }

    [Fact]
    public void Dates_of_both_systems_are_the_days_that_were_meant()
    {
        foreach (var file in new[] { "excel-dates.xlsx", "excel-dates-1904.xlsx" })
        {
            using var source = TableSource.Open(PathOf(file));
            Assert.Contains(Tests.Reading.Rows.Of(source.OpenRows()), row => row.Contains("2016-10-04"));
        }
    }

    static string PathOf(string file) => Path.Combine(ProjectRoot.Path, "samples", "traps", file);
}
