using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Muster.Tabular.Reading;
using Muster.Tabular.Reporting;
using Muster.Tabular.Tests.Reading;
using Muster.Tabular.Validating;
using Muster.Testing;

namespace Muster.Tabular.Tests.Reporting;

public sealed partial class ReportTests
{
    static TableBuilder Faulty() => A.Table()
        .WithHeaders("ADM1_FR", "ADM1_PCODE", "T_TL", "F_TL", "M_TL")
        .WithRow("Ouest", "HT01", "100", "60", "40")
        .WithRow(" Sud ", "HT 07", "100", "60", "50")
        .WithRow("=cmd()", "", "1,000", "a\u0001b", "")
        .WithRow("𝄞 \"Nord\"", "HT03", "1e400", "1", "2");

    [Theory]
    [InlineData("html", ReportForm.Html)]
    [InlineData("report.XLSX", ReportForm.Xlsx)]
    [InlineData("a.b.txt", ReportForm.Text)]
    [InlineData("text", ReportForm.Text)]
    public void A_name_or_an_ending_tells_the_form(string name, ReportForm expected)
    {
        Assert.True(ReportForms.TryParse(name, out var form));
        Assert.Equal(expected, form);
    }

    [Theory]
    [InlineData("")]
    [InlineData("report")]
    [InlineData("report.pdf")]
    public void Another_ending_tells_none(string name) => Assert.False(ReportForms.TryParse(name, out _));

    [Fact]
    public void Every_form_counts_the_same()
    {
        using var table = Faulty();
        var (findings, report) = Check(table);
        using var json = JsonDocument.Parse(Write(table, ReportForm.Json));

        Assert.NotEmpty(findings);
        Assert.Equal(findings.Count, json.RootElement.GetProperty("findings").GetArrayLength());
        Assert.Equal(report.Counts.Where(count => count.Count > 0).Sum(count => count.Count), json.RootElement.GetProperty("counts").EnumerateArray().Sum(count => count.GetProperty("count").GetInt64()));
        Assert.Equal(findings.Count + 1, Rows.OfText(Text(table, ReportForm.Csv)).Count);
        Assert.Equal(findings.Count, FindingLine().Count(Text(table, ReportForm.Text)));
        Assert.Equal(findings.Count, RowOfFinding().Count(Text(table, ReportForm.Html)));
        Assert.Equal(findings.Count + 1, Sheet(Write(table, ReportForm.Xlsx), 2).Count);
    }

    [Fact]
    public void Csv_guards_what_a_spreadsheet_would_run()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "name").WithRow("=cmd()", "x").WithRow("HT01", "y");

        Assert.Contains(",\"'=cmd()\",", Text(table, ReportForm.Csv), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_needs_no_script_and_no_other_file_and_is_safe_with_any_cell()
    {
        using var table = Faulty();
        var page = Text(table, ReportForm.Html);

        Assert.DoesNotMatch("<script|src=|url\\(|@import|<link|javascript:", page);
        Assert.DoesNotContain("\u0001", page, StringComparison.Ordinal);
        Assert.Contains("<mark>", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        Assert.Contains("@media print", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_for_each_rule_what_next_in_both_languages()
    {
        using var table = Faulty();
        var (english, french) = (Text(table, ReportForm.Html), Text(table, ReportForm.Html, "fr"));

        Assert.Equal(Regex.Count(english, "<section"), Regex.Count(english, "What next:"));
        Assert.Equal(Regex.Count(french, "<section"), Regex.Count(french, "Que faire"));
        Assert.Contains("<html lang=\"fr\">", french, StringComparison.Ordinal);
        Assert.Contains("Les p-codes ne contiennent pas d’espaces", french, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_a_rule_with_very_many_findings_shows_some_and_says_how_many_more()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "n").WithRows(1000, row => [$"HT {row:000}", "1"]);
        var page = Text(table, ReportForm.Html);

        Assert.Contains("800 more are not shown here", page, StringComparison.Ordinal);
        Assert.InRange(RowOfFinding().Count(page), 200, 800);
    }

    [Fact]
    public void A_clean_table_says_so_in_every_form()
    {
        using var table = A.Table().WithHeaders("name", "n").WithRow("a", "1").WithRow("b", "2");

        Assert.Contains("No rule found anything to tell.", Text(table, ReportForm.Html), StringComparison.Ordinal);
        Assert.Equal("2 rows: 0 errors, 0 warnings, 0 remarks.\n", Text(table, ReportForm.Text));
        Assert.Single(Sheet(Write(table, ReportForm.Xlsx), 2));
    }

    [Fact]
    public void The_workbook_holds_the_table_row_by_row_as_it_was()
    {
        using var table = Faulty();

        Assert.Equal(
            [["ADM1_FR", "ADM1_PCODE", "T_TL", "F_TL", "M_TL"], ["Ouest", "HT01", "100", "60", "40"], [" Sud ", "HT 07", "100", "60", "50"], ["=cmd()", "", "1,000", "a\u0001b"], ["𝄞 \"Nord\"", "HT03", "1e400", "1", "2"]],
            Sheet(Write(table, ReportForm.Xlsx), 1));
    }

    [Fact]
    public void The_workbook_marks_the_faulty_cells_with_fill_and_note()
    {
        using var table = Faulty();
        using var book = SpreadsheetDocument.Open(new MemoryStream(Write(table, ReportForm.Xlsx)), false);
        var sheet = (WorksheetPart)book.WorkbookPart!.GetPartById("rId2");
        var cell = sheet.Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().Single(cell => cell.CellReference?.Value == "B3");
        var note = sheet.WorksheetCommentsPart!.Comments!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Comment>().Single(note => note.Reference?.Value == "B3");

        Assert.InRange(cell.StyleIndex!.Value, 4u, 15u);
        Assert.Contains("AB-C11", note.InnerText, StringComparison.Ordinal);
        Assert.Contains("HT 07", note.InnerText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public void The_workbook_is_without_fault_for_the_validator_of_its_form(string language)
    {
        using var table = Faulty();
        using var book = SpreadsheetDocument.Open(new MemoryStream(Write(table, ReportForm.Xlsx, language)), false);
        var errors = new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(book, TestContext.Current.CancellationToken).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}");

        Assert.Empty(errors);
    }

    [Fact]
    public void More_faulty_cells_than_are_noted_are_told()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "n").WithRows(6000, row => [$"HT {row:0000}", "1"]);

        Assert.Contains(Sheet(Write(table, ReportForm.Xlsx), 0), row => row.Any(cell => cell.Contains("the first 5,000 have a note", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_rule_has_words_for_what_next() =>
        Assert.All(Validator.Rules, rule => Assert.NotEqual(new ReportWords("en").Next("none"), new ReportWords("en").Next(rule.Id)));

    static (IReadOnlyList<Finding> Findings, Report Report) Check(TableBuilder table)
    {
        using var pipeline = table.Open();
        return Findings.Of(pipeline);
    }

    static string Text(TableBuilder table, ReportForm form, string language = "en") => Encoding.UTF8.GetString(Write(table, form, language: language));

    static byte[] Write(TableBuilder table, ReportForm form, string? language = null)
    {
        using var pipeline = table.Open();
        using var output = new MemoryStream();
        using (var writer = ReportWriter.Create(form, output, ReportSubject.Of(pipeline, "table.csv", Findings.Today) with { Language = language ?? "en" }))
        {
            writer.Complete(pipeline.Examine(new ValidateOptions { Today = Findings.Today }, writer.Write));
        }

        return output.ToArray();
    }

    static List<string[]> Sheet(byte[] workbook, int index)
    {
        using var file = new TempFile(workbook);
        using var source = TableSource.Open(file.Path);
        var rows = new List<string[]>();
        using var reader = source.OpenRows(index);
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(field => reader.Field(field).ToString())]);
        }

        return rows;
    }

    [GeneratedRegex("^[EWI] [A-Z]+-", RegexOptions.Multiline)]
    private static partial Regex FindingLine();

    [GeneratedRegex("<tr><th class=\"number\" scope=\"row\">")]
    private static partial Regex RowOfFinding();
}
