using System.Globalization;
using System.Text;
using Muster.Tabular.Aggregating;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Repairing;
using Muster.Tabular.Tagging;
using Muster.Tabular.Tests.Reading;
using Muster.Tabular.Tests.Repairing;
using Muster.Tabular.Validating.Schemas;
using Muster.Testing;

namespace Muster.Tabular.Tests.Validating;

/// <summary>Where the tool that people script with alters data in silence (libhxl-python 5.2.1, hxl.md 14), and what Muster does with the same input. The page of the guide is written from here.</summary>
public sealed class SilentFaultTests
{
    const string Later = "no such filter yet; its place is kept";

    /// <summary>Area, input, what the peer does, what Muster does, and the check of it; null where Muster has nothing that could go wrong yet.</summary>
    static readonly (string Area, string Input, string Peer, string Muster, Action? Check)[] Faults =
    [
        ("Date", "`2018-03-01T10:00:00Z`, `2018/03/04`", "2018-01-03, 2018-04-03: the year-first date is read day first", "1 March and 4 March", () => Assert.Equal(["2018-03-01T10:00:00Z", "2018-03-04"], Dates(DateOrder.YearMonthDay, "2018-03-01T10:00:00Z", "2018/03/04"))),
        ("Date", "`20180203`", "1970-08-22", "3 February 2018 in a column of dates", () => Assert.Equal(["2018-02-03"], Dates(DateOrder.YearMonthDay, "20180203"))),
        ("Date", "a sheet serial `43101` typed as a number", "2088-01-02", "stays as it is and is told", () => StaysAndIsTold("43101")),
        ("Date", "`2018-03`, a part of a date", "the missing day is filled from today's clock", "stays as it is", () => Assert.Equal(["2018-03"], Dates(DateOrder.YearMonthDay, "2018-03"))),
        ("Date", "18 figures and more", "the whole run stops", "stays as it is; the run goes on", () => Assert.Equal(["123456789012345678", "2018-03-04"], Dates(DateOrder.YearMonthDay, "123456789012345678", "2018-03-04"))),
        ("Number", "`-1,000`, `(500)`", "1000 and 500: the sign is lost", "-1000 and -500", () => Assert.Equal(["-1000", "-500"], Numbers("-1,000", "(500)"))),
        ("Number", "`1.000,5`", "1.0005", "1000.5, decided by the column", () => Assert.Equal(["1000.5", "2.5"], Numbers(',', "1.000,5", "2,5"))),
        ("Number", "`3-5`, `12/13`", "35 and 1213", "stay as they are and are told", () => Assert.Equal(["3-5", "12/13"], Numbers("3-5", "12/13"))),
        ("Sum", "`1,000` in a column of numbers", "left out of the sum", "counted", () => Assert.Equal((1002m, 0), Sum("1", "1,000", "1"))),
        ("Sum", "`nan`", "the whole run stops", "left out and counted as missing", () => Assert.Equal((2m, 1), Sum("1", "nan", "1"))),
        ("Sum", "columns of women and of men", "only the first filled column is summed", "each is summed under its own meaning", () => Assert.Equal(["F_TL 10", "M_TL 20"], Sums())),
        ("Sheet", "a cell `#N/A`", "the number 42", "the error as it stands, never a number", () => Assert.Contains(("na", "#N/A", CellKind.Error), Cells("cells-of-every-kind.xls"))),
        ("Sheet", "days counted from 1904", "four years early", "the right day", () => Assert.Contains(("date", "2016-10-04", CellKind.Date), Cells("days-from-1904.xls"))),
        ("Sheet", "a cell that holds a time only", "`0000-00-00`", "the time", () => Assert.Contains(("time", "10:30:00", CellKind.Text), Cells("cells-of-every-kind.xlsx"))),
        ("Sheet", "several sheets, a hidden one first", "the first with tags, hidden or not", "a visible one is proposed, hidden ones are named", () => Assert.DoesNotContain(Hidden("several-sheets.xlsx"), name => name == Proposed("several-sheets.xlsx"))),
        ("Schema", @"the expression `\D`", @"lower-cased to `\d`: its sense is turned", "as typed", () => Assert.Equal([4], SchemaRows("#valid_value+regex", @"^\D+$", "abc", "ab1"))),
        ("Schema", "at most 100, on an empty cell and on `1,000`", "the empty one counts as below, `1,000` is compared as text", "an empty cell is not tested; `1,000` is a thousand", () => Assert.Equal([4], SchemaRows("#valid_value+max", "100", "", "1,000"))),
        ("Schema", "`#valid_required` is `1`", "an exception, although its manual shows it", "means yes", () => Assert.Equal([4], SchemaRows("#valid_required", "1", "a", ""))),
        ("Schema", "two in a hundred values misspelt", "spelling switches itself off and reports nothing", "found", () => Assert.NotEmpty(SchemaRows("#valid_value+spelling", "1", [.. Enumerable.Range(0, 200).Select(row => row % 50 == 7 ? "World Visoin" : row % 2 == 0 ? "World Vision" : "Save the Children")]))),
        ("Schema", "an expression on a number", "the whole run stops", "the text is tested", () => Assert.Equal([4], SchemaRows("#valid_value+regex", "^[0-9]{2}$", "12", "123"))),
        ("Place", "latitude 91", "the whole run stops", "told with its row", () => Assert.Contains(Findings.Of(A.Table().WithHeaders("lat", "lon").WithRow("18.5", "-72.3").WithRow("91", "-72.3")), finding => finding is { Rule: "AB-G04", RowNumber: 3 })),
        ("Rows", "a row too short, a row too long", "the whole run stops", "both told with their rows, no cell moved", () => Assert.Equal([3, 4], Findings.Of(A.Table().WithHeaders("a", "b", "c").WithRow("1", "2", "3").WithRow("1").WithRow("1", "2", "3", "4")).Where(finding => finding.Rule == "TB-01").Select(finding => finding.RowNumber!.Value))),
        ("Field", "a cell of more than 131,072 characters", "the run stops", "read", () => Assert.Equal(200_000, Rows.OfText("a,b\n1," + new string('x', 200_000) + "\n")[1][1].Length)),
        ("Field", "UTF-16", "no tags are found", "read, and the encoding is named", () => Assert.Equal([["#org", "#affected"], ["é", "1"]], Utf16("#org\t#affected\né\t1\n"))),
        ("Field", "a mark of UTF-8 at the beginning", "stays in the first header", "taken off", () => Assert.Equal("org", Bytes([0xEF, 0xBB, 0xBF, .. "org,n\na,1\n"u8])[0][0])),
        ("Query", "`affected<100` on an empty cell", "true", Later, null),
        ("Implode", "a column of values that is not the last", "every value is replaced by the last cell", Later, null),
        ("Merge", "two keys, one of them in several columns", "only the first column is tried", Later, null),
        ("Merge", "`merge_data` in a JSON recipe", "fails", Later, null),
        ("Expand", "a recipe without a separator", "splits on the letters of `None`", Later, null),
        ("Formula", "`round(#a)` on text", "unchanged", Later, null),
    ];

    public static TheoryData<int> Checked => [.. Enumerable.Range(0, Faults.Length).Where(at => Faults[at].Check is not null)];

    static string GuidePath => Path.Combine(ProjectRoot.Path, "docs", "guide", "silent-faults.md");

    [Theory]
    [MemberData(nameof(Checked))]
    public void What_the_peer_alters_in_silence_comes_out_right_or_is_told(int fault) => Faults[fault].Check!();

    /// <summary>Set MUSTER_WRITE_DOCS=1 and run this test to write the page anew.</summary>
    [Fact]
    public void The_guides_page_is_in_step_with_the_table()
    {
        if (Environment.GetEnvironmentVariable("MUSTER_WRITE_DOCS") == "1")
        {
            File.WriteAllText(GuidePath, Page());
        }

        Assert.Equal(Page(), File.ReadAllText(GuidePath));
    }

    static string Page()
    {
        var page = new StringBuilder("# Where data is altered in silence\n\nInput that libhxl-python 5.2.1 changes without a word, or over which its whole run stops, as observed by running it, and what Muster does with the same input.\nEach line is a test; this page is written from the tests.\n\n| about | input | libhxl-python 5.2.1 | Muster |\n|---|---|---|---|\n");
        foreach (var fault in Faults)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {fault.Area} | {fault.Input} | {fault.Peer} | {fault.Muster} |\n");
        }

        return page.ToString();
    }

    static IEnumerable<string> Dates(DateOrder order, params string[] cells) => Column("date", new ReadDates("date", order), cells);

    static IEnumerable<string> Numbers(params string[] cells) => Numbers('.', cells);

    static IEnumerable<string> Numbers(char mark, params string[] cells) => Column("n", new ReadNumbers("n", mark), cells);

    static IEnumerable<string> Column(string header, RepairStep step, string[] cells)
    {
        using var table = A.Table().WithHeaders(header, "x").WithRows(cells.Length, row => [cells[row], "x"]);
        return [.. Repaired.Run(table, step).Rows.Select(row => row.Split('|')[0])];
    }

    static void StaysAndIsTold(string cell)
    {
        using var table = A.Table().WithHeaders("date", "ADM1_PCODE").WithMeaning(0, new Meaning(Concept.Date)).WithRow(cell, "HT01").WithRow("2018-03-04", "HT02");
        Assert.Equal(cell + "|HT01", Repaired.Run(table, new ReadDates("date", DateOrder.YearMonthDay)).Rows[0]);
        Assert.Contains(Findings.Of(table), finding => finding.RowNumber == 2 && finding.Column == "date");
    }

    static (decimal? Sum, long Missing) Sum(params string[] cells)
    {
        using var table = A.Table().WithHeaders("k", "n").WithRows(cells.Length, row => ["a", cells[row]]);
        using var pipeline = table.Open();
        var group = Assert.Single(Grouping.Run(pipeline.Source, pipeline.Sheet, [pipeline.Columns[0]], [new GroupFigure(GroupFunction.Sum, pipeline.Columns[1])]));
        return (group.Figures[0], group.Missing[0]);
    }

    static IEnumerable<string> Sums()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "F_TL", "M_TL").WithRow("HT01", "10", "").WithRow("HT01", "", "20");
        using var pipeline = table.Open();
        return [.. Aggregation.Run(pipeline.Source, pipeline.Sheet, pipeline.Columns, 1, null).Sums.Select(sum => $"{sum.Column} {sum.Total}")];
    }

    static List<(string, string, CellKind)> Cells(string file)
    {
        using var source = TableSource.Open(Trap(file));
        using var rows = source.OpenRows();
        var cells = new List<(string, string, CellKind)>();
        while (rows.Read())
        {
            cells.Add((rows.Field(0).ToString(), rows.Field(1).ToString(), rows.Kind(1)));
        }

        return cells;
    }

    static IEnumerable<string> Hidden(string file)
    {
        using var source = TableSource.Open(Trap(file));
        return [.. source.Sheets.Where(sheet => sheet.IsHidden).Select(sheet => sheet.Name)];
    }

    static string Proposed(string file)
    {
        using var source = TableSource.Open(Trap(file));
        return source.Sheets[SheetDetector.ProposeSheet(source)].Name;
    }

    static List<int> SchemaRows(string test, string setting, params string[] cells)
    {
        using var schema = A.Table().WithHeaders("tag", "test").WithTags("#valid_tag", test).WithRow("#org", setting);
        using var opened = schema.Open();
        using var table = A.Table().WithHeaders("Org", "x").WithTags("#org", "#meta").WithRows(cells.Length, row => [cells[row], "x"]);
        using var pipeline = table.Open();
        var rows = new List<int>();
        SchemaCheck.Run(pipeline, SchemaReader.Read(opened), finding => rows.Add(finding.RowNumber ?? 0));
        return rows;
    }

    static List<string[]> Utf16(string text)
    {
        using var file = new TempFile(text, Encoding.Unicode);
        using var source = TableSource.Open(file.Path);
        Assert.Equal("utf-16", source.Encoding);
        return Rows.Of(source.OpenRows());
    }

    static List<string[]> Bytes(byte[] bytes)
    {
        using var file = new TempFile(bytes);
        using var source = TableSource.Open(file.Path);
        return Rows.Of(source.OpenRows());
    }

    static string Trap(string file) => Path.Combine(ProjectRoot.Path, "samples", "traps", file);
}
