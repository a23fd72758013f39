using System.Globalization;
using System.Text;
using Muster.Tabular.Validating;
using Muster.Tabular.Writing;

namespace Muster.Tabular.Reporting;

/// <summary>A row for each finding.</summary>
sealed class CsvReport : ReportWriter
{
    readonly StreamWriter text;
    readonly ReportWords words;

    public CsvReport(Stream output, ReportSubject subject)
    {
        text = new StreamWriter(output, new UTF8Encoding(false), 1 << 14, leaveOpen: true);
        words = new ReportWords(subject.Language);
        WriteRow("rule", "severity", "row", "column", "value", "expected", "place", "count", "message");
    }

    public override void Write(Finding finding) => WriteRow(
        finding.Rule,
        finding.Severity.ToString().ToLowerInvariant(),
        finding.RowNumber?.ToString(CultureInfo.InvariantCulture),
        finding.Column,
        finding.Value,
        finding.Expected,
        finding.Place,
        finding.Count.ToString(CultureInfo.InvariantCulture),
        words.Message(finding));

    public override void Complete(Report report) => text.Flush();

    protected override void Dispose(bool disposing)
    {
        text.Dispose();
        base.Dispose(disposing);
    }

    void WriteRow(params ReadOnlySpan<string?> cells)
    {
        for (var at = 0; at < cells.Length; at++)
        {
            if (at > 0)
            {
                text.Write(',');
            }

            WriteCell(cells[at] ?? "");
        }

        text.Write('\n');
    }

    void WriteCell(string cell)
    {
        var isFormula = CsvRows.LooksLikeFormula(cell);
        text.Write(isFormula || cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{(isFormula ? "'" : "")}{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell);
    }
}
