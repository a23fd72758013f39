using System.Text;
using Muster.Tabular.Validating;

namespace Muster.Tabular.Reporting;

/// <summary>One page without script or outside file, grouped by rule.</summary>
sealed class HtmlReport(Stream output, ReportSubject subject) : ReportWriter
{
    /// <summary>Most findings shown of a rule; the counts are of all.</summary>
    internal const int MostShown = 200;

    readonly ReportWords words = new(subject.Language);
    readonly Dictionary<(string Rule, Severity Severity), List<Finding>> shown = [];

    public override void Write(Finding finding)
    {
        if (!shown.TryGetValue((finding.Rule, finding.Severity), out var group))
        {
            shown[(finding.Rule, finding.Severity)] = group = [];
        }

        if (group.Count < MostShown)
        {
            group.Add(finding);
        }
    }

    public override void Complete(Report report)
    {
        using var page = new StreamWriter(output, new UTF8Encoding(false), 1 << 14, leaveOpen: true) { NewLine = "\n" };
        var found = ReportWords.Found(report).ToList();
        page.WriteLine($"<!DOCTYPE html>\n<html lang=\"{words.Language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{Safe(words["title", subject.FileName])}</title>\n<style>\n{HtmlReportStyle.Sheet}</style>\n</head>\n<body>");
        WriteHead(page, report);
        WriteCounts(page, found);
        foreach (var count in found)
        {
            WriteRule(page, count);
        }

        page.WriteLine($"<footer>{Safe(words["made-by"])}</footer>\n</body>\n</html>");
    }

    void WriteHead(StreamWriter page, Report report)
    {
        page.WriteLine($"<header>\n<h1>{Safe(words["title", subject.FileName])}</h1>\n<p>{Safe(words.Summary(report))}</p>\n<dl>");
        Fact(page, "sheet", subject.Sheet.Name);
        Fact(page, "form", subject.Format.ToString().ToUpperInvariant() + (subject.Encoding is null ? "" : ", " + subject.Encoding));
        Fact(page, "header-rows", subject.Sheet.HeaderRows.Count == 0 ? words["none"] : string.Join(", ", subject.Sheet.HeaderRows));
        Fact(page, "rows", words.Count(report.RowsRead) + (report.BlankRows > 0 ? " " + words["and-blank", words.Count(report.BlankRows)] : ""));
        Fact(page, "total-rows", report.TotalRows.Count == 0 ? null : string.Join(", ", report.TotalRows.Take(20)) + (report.TotalRows.Count > 20 ? " …" : ""));
        Fact(page, "places", subject.Places);
        Fact(page, "day", subject.Day.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        page.WriteLine("</dl>\n</header>");
    }

    void Fact(StreamWriter page, string key, string? value)
    {
        if (value is not null)
        {
            page.WriteLine($"<div><dt>{Safe(words[key])}</dt><dd>{Safe(value)}</dd></div>");
        }
    }

    void WriteCounts(StreamWriter page, List<RuleCount> found)
    {
        if (found.Count == 0)
        {
            page.WriteLine($"<p class=\"clean\">{Safe(words["nothing"])}</p>");
            return;
        }

        page.WriteLine($"<nav>\n<table>\n<thead><tr><th>{Safe(words["severity"])}</th><th>{Safe(words["rule"])}</th><th>{Safe(words["asks"])}</th><th class=\"number\">{Safe(words["count"])}</th></tr></thead>\n<tbody>");
        foreach (var count in found)
        {
            page.WriteLine($"<tr><td>{Label(count.Severity)}</td><td><code>{Safe(count.Rule)}</code></td><td><a href=\"#{Anchor(count)}\">{Safe(words.Title(count.Rule))}</a></td><td class=\"number\">{words.Count(count.Count)}</td></tr>");
        }

        page.WriteLine("</tbody>\n</table>\n</nav>");
    }

    void WriteRule(StreamWriter page, RuleCount count)
    {
        var findings = shown.GetValueOrDefault((count.Rule, count.Severity)) ?? [];
        page.WriteLine($"<section id=\"{Anchor(count)}\">\n<h2>{Label(count.Severity)} {Safe(words.Title(count.Rule))}</h2>");
        page.WriteLine($"<p class=\"quiet\"><code>{Safe(count.Rule)}</code>{(RuleWords.Source(count.Rule) is { } source ? " · " + Safe(source) : "")} · {Safe(words["times", words.Count(count.Count)])}</p>");
        page.WriteLine($"<p class=\"next\"><strong>{Safe(words["what-next"])}</strong> {Safe(words.Next(count.Rule))}</p>");
        if (findings.Count > 0)
        {
            WriteFindings(page, findings);
        }

        if (findings.Count < count.Count)
        {
            page.WriteLine($"<p class=\"quiet\">{Safe(words["more", words.Count(count.Count - findings.Count)])}</p>");
        }

        page.WriteLine("</section>");
    }

    void WriteFindings(StreamWriter page, List<Finding> findings)
    {
        page.WriteLine($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Safe(words["findings"])}\">\n<table>\n<thead><tr><th class=\"number\">{Safe(words["row"])}</th><th>{Safe(words["column"])}</th><th>{Safe(words["cell"])}</th><th>{Safe(words["what"])}</th><th>{Safe(words["expected"])}</th><th>{Safe(words["place"])}</th></tr></thead>\n<tbody>");
        foreach (var finding in findings)
        {
            page.WriteLine($"<tr><th class=\"number\" scope=\"row\">{finding.RowNumber?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "–"}</th><td dir=\"auto\">{Safe(finding.Column)}</td><td dir=\"auto\">{Cell(finding)}</td><td>{Safe(words.Message(finding))}</td><td dir=\"auto\">{Safe(finding.Expected)}</td><td>{Safe(finding.Place)}</td></tr>");
        }

        page.WriteLine("</tbody>\n</table>\n</div>");
    }

    string Cell(Finding finding) =>
        finding.Value is { } value ? $"<mark>{Safe(value)}</mark>"
        : finding is { RowNumber: not null, Column: not null } ? $"<mark class=\"blank\">{Safe(words["blank"])}</mark>"
        : "";

    string Label(Severity severity) => $"<span class=\"label {severity.ToString().ToLowerInvariant()}\">{Safe(words.Severity(severity))}</span>";

    static string Anchor(RuleCount count) => Safe($"{count.Rule}-{count.Severity}".ToLowerInvariant());

    static string Safe(string? text) => text is null ? "" : string.Concat(text.Select(Sign));

    // Characters that a page may not hold are shown as the sign for them.
    static string Sign(char letter) => letter switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        '\n' or '\t' => letter.ToString(),
        < ' ' => ((char)(0x2400 + letter)).ToString(),
        _ => letter.ToString(),
    };
}
