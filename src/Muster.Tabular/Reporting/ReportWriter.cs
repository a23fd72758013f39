using Muster.Tabular.Validating;

namespace Muster.Tabular.Reporting;

/// <summary>Writes a report while a check runs: findings as they come, in any order, then the counts of the whole pass.</summary>
/// <remarks>Memory is bounded: a page shows a limited number of findings a rule and says so, a workbook marks a limited number of cells and says so; text, JSON and CSV stream.</remarks>
public abstract class ReportWriter : IDisposable
{
    /// <summary>The writer of a form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="output">Where it goes; stays open.</param>
    /// <param name="subject">What it is about.</param>
    public static ReportWriter Create(ReportForm form, Stream output, ReportSubject subject) => form switch
    {
        ReportForm.Json => new JsonReport(output, subject),
        ReportForm.Csv => new CsvReport(output, subject),
        ReportForm.Html => new HtmlReport(output, subject),
        ReportForm.Xlsx => new XlsxReport(output, subject),
        _ => new TextReport(output, subject),
    };

    /// <summary>One line on a whole report.</summary>
    /// <param name="report">Counts of the pass.</param>
    /// <param name="language"><c>en</c> or <c>fr</c>.</param>
    public static string Summary(Report report, string language = "en") => new ReportWords(language).Summary(report);

    /// <summary>Adds a finding.</summary>
    public abstract void Write(Finding finding);

    /// <summary>Ends the report.</summary>
    /// <param name="report">Counts of the whole pass.</param>
    public abstract void Complete(Report report);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases buffers; the output stays with the caller.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
