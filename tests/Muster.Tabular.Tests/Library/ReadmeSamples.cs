using System.Text.RegularExpressions;
using Muster.Tabular.Aggregating;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Repairing;
using Muster.Tabular.Reporting;
using Muster.Tabular.Validating;
using Muster.Tabular.Writing;
using Muster.Testing;

namespace Muster.Tabular.Tests.Library;

/// <summary>The samples of the library's README, compiled and run: what stands between two marks is what stands in the README, in its order.</summary>
public sealed partial class ReadmeSamples : IDisposable
{
    readonly TableBuilder sample = A.Table().WithHeaders("ADM2_FR", "ADM2_PCODE", "ADM1_PCODE", "ADM0_PCODE", "F_00_04").WithRow("Jérémie", "HT0811", "HT08", "HT", "12").WithRow(" Abricots", "HT0812", "HT08", "HT", "3");
    readonly StringWriter said = new();

    StringWriter Console => said;

    public void Dispose() => sample.Dispose();

    [Fact]
    public void A_table_is_opened()
    {
        var path = sample.Write();

        // sample
        using var table = Pipeline.Open(path);
        Console.WriteLine($"{table.Source.Format}, {table.Source.Encoding}, header in row {string.Join(", ", table.Sheet.HeaderRows)}");
        foreach (var column in table.Columns)
        {
            Console.WriteLine($"{column.Column.Header}: {column.Meaning.Concept}, {column.Confidence:P0}, {column.Reason}");
        }

        // end
        Assert.StartsWith("Csv, utf-8, header in row 1", said.ToString(), StringComparison.Ordinal);
        Assert.Contains("ADM2_PCODE: PlaceCode", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_says_why()
    {
        var path = sample.Write("empty.csv");
        File.WriteAllText(path, "");

        // sample
        try
        {
            using var table = Pipeline.Open(path);
        }
        catch (UnreadableException unreadable)
        {
            Console.WriteLine($"{unreadable.Problem.Code}: {unreadable.Problem.What} {unreadable.Problem.Next}");
        }

        // end
        Assert.StartsWith("file-empty: The file is empty.", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_read()
    {
        var path = sample.Write();

        // sample
        using var source = TableSource.Open(path);
        using var rows = source.OpenRows();
        while (rows.Read())
        {
            Console.WriteLine($"{rows.RowNumber}: {rows.Field(0)} ({rows.Kind(0)})");
        }

        // end
        Assert.Contains("2: Jérémie (Text)", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_is_kept()
    {
        var path = sample.Write();
        var reportPath = path + ".html";

        // sample
        using var table = Pipeline.Open(path);
        var options = new ValidateOptions { Today = new DateOnly(2016, 10, 10) };
        using var page = File.Create(reportPath);
        using var writer = ReportWriter.Create(ReportForm.Html, page, ReportSubject.Of(table, "figures.csv", options.Today));
        var report = table.Examine(options, writer.Write);
        writer.Complete(report);
        Console.WriteLine(ReportWriter.Summary(report));

        // end
        Assert.StartsWith("2 rows:", said.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(0, page.Length);
    }

    [Fact]
    public void A_place_is_matched()
    {
        var gazetteerPath = sample.Write();

        // sample
        var matcher = new PlaceMatcher(GazetteerReader.ReadFiles([gazetteerPath]));
        var answer = matcher.Match("Jermie", level: 2, parent: "HT08");
        Console.WriteLine($"{answer.Code}, {answer.Method}, score {answer.Score:0.00}, of {answer.Edition}");

        // end
        Assert.StartsWith("HT0811, Fuzzy", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void People_are_summed()
    {
        var path = sample.Write();

        // sample
        using var table = Pipeline.Open(path);
        var result = Aggregation.Run(table.Source, table.Sheet, table.Columns, level: 1, gazetteer: null);
        foreach (var sum in result.Sums)
        {
            Console.WriteLine($"{sum.Place} {sum.Sex} {sum.Age}: {sum.Total} from {sum.Cells} cells, {sum.Missing} missing");
        }

        // end
        Assert.StartsWith("HT08 Female 0-4: 15 from 2 cells, 0 missing", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_is_written()
    {
        var path = sample.Write();
        var outputPath = path + ".out";

        // sample
        using var table = Pipeline.Open(path);
        using var output = File.Create(outputPath);
        using var writer = TableWriter.Csv(output, table.Columns, HeaderStyle.CodNewest);
        using var repairer = new Repairer(table.Source, table.Sheet, table.Columns, [new TrimCells()], matcher: null);
        var ledger = Pipeline.Store(repairer, writer);
        Console.WriteLine($"{ledger.Read} rows read, {ledger.Accepted} written, {ledger.CellsChanged} cells changed");

        // end
        Assert.StartsWith("2 rows read, 2 written, 1 cells changed", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_shows_what_is_run_here()
    {
        var here = Sample().Matches(File.ReadAllText(Path.Combine(ProjectRoot.Path, "tests", "Muster.Tabular.Tests", "Library", "ReadmeSamples.cs"))).Select(match => Indent().Replace(match.Groups["code"].Value, "").Trim());
        var shown = Block().Matches(File.ReadAllText(Path.Combine(ProjectRoot.Path, "src", "Muster.Tabular", "README.md"))).Select(match => match.Groups["code"].Value.Trim());

        Assert.Equal(shown, here);
    }

    [GeneratedRegex(@"^ {8}// sample\n(?<code>.*?)^ {8}// end", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Sample();

    [GeneratedRegex(@"^ {8}", RegexOptions.Multiline)]
    private static partial Regex Indent();

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
