using System.Text;
using Muster.Tabular.Validating;

namespace Muster.Tabular.Reporting;

/// <summary>Lines for a terminal.</summary>
sealed class TextReport(Stream output, ReportSubject subject) : ReportWriter
{
    readonly StreamWriter text = new(output, new UTF8Encoding(false), 1 << 14, leaveOpen: true) { NewLine = "\n" };
    readonly ReportWords words = new(subject.Language);
    bool hasLines;

    public override void Write(Finding finding)
    {
        var where = finding.RowNumber is { } row ? words["row-number", $"{row}"] : words["whole-table"];
        hasLines = true;
        text.WriteLine($"{words.Severity(finding.Severity)[0]} {finding.Rule,-7} {where,-10} {(finding.Column is null ? "" : OneLine(finding.Column) + ": ")}{OneLine(words.Message(finding))}");
    }

    public override void Complete(Report report)
    {
        var found = ReportWords.Found(report).ToList();
        if (found.Count > 0)
        {
            text.Write(hasLines ? "\n" : "");
            WriteCounts(found);
            text.WriteLine();
        }

        text.WriteLine(words.Summary(report));
        text.Flush();
    }

    protected override void Dispose(bool disposing)
    {
        text.Dispose();
        base.Dispose(disposing);
    }

    void WriteCounts(List<RuleCount> found)
    {
        List<(string Rule, string Severity, string Count)> rows = [(words["rule"], words["severity"], words["count"]), .. found.Select(count => (count.Rule, words.Severity(count.Severity), words.Count(count.Count)))];
        var (rules, severities) = (rows.Max(row => row.Rule.Length), rows.Max(row => row.Severity.Length));
        foreach (var row in rows)
        {
            text.WriteLine($"{row.Rule.PadRight(rules)}  {row.Severity.PadRight(severities)}  {row.Count}");
        }
    }

    /// <summary>Without line breaks and signs that would steer a terminal.</summary>
    static string OneLine(string cell) => string.Concat(cell.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
