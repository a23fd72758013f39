namespace Muster.Tabular.Reporting;

/// <summary>Forms in which findings are written.</summary>
public enum ReportForm
{
    /// <summary>Lines for a terminal: a finding each, then the counts.</summary>
    Text,

    /// <summary>One JSON object: every finding with its arguments, then the counts.</summary>
    Json,

    /// <summary>A row for each finding; formulas are guarded, as such files are opened in spreadsheets.</summary>
    Csv,

    /// <summary>One page without script or outside file, grouped by rule, for the screen and for paper.</summary>
    Html,

    /// <summary>A workbook: summary, the checked table with its faulty cells marked, findings.</summary>
    Xlsx,
}

/// <summary>What forms of report are called.</summary>
public static class ReportForms
{
    /// <summary>Names of all forms, as on the command line and as endings of files.</summary>
    public static IReadOnlyList<string> Names { get; } = ["text", "json", "csv", "html", "xlsx"];

    /// <summary>The form of a name or of the ending of a file name.</summary>
    /// <param name="name"><c>html</c>, <c>.html</c> or <c>report.html</c>; <c>txt</c> is text.</param>
    /// <param name="form">The form.</param>
    public static bool TryParse(string name, out ReportForm form)
    {
        form = name[(name.LastIndexOf('.') + 1)..].ToLowerInvariant() switch
        {
            "text" or "txt" => ReportForm.Text,
            "json" => ReportForm.Json,
            "csv" => ReportForm.Csv,
            "html" or "htm" => ReportForm.Html,
            "xlsx" => ReportForm.Xlsx,
            _ => (ReportForm)(-1),
        };
        return Enum.IsDefined(form);
    }

    /// <summary>Media type for the web.</summary>
    public static string MediaType(ReportForm form) => form switch
    {
        ReportForm.Json => "application/json; charset=utf-8",
        ReportForm.Csv => "text/csv; charset=utf-8",
        ReportForm.Html => "text/html; charset=utf-8",
        ReportForm.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "text/plain; charset=utf-8",
    };
}
