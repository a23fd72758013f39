using System.Globalization;
using System.Resources;
using Muster.Tabular.Validating;

namespace Muster.Tabular.Reporting;

/// <summary>The words of a report in one language.</summary>
sealed class ReportWords(string language)
{
    static readonly ResourceManager English = new("Muster.Tabular.ReportText.English", typeof(ReportWords).Assembly);
    static readonly ResourceManager French = new("Muster.Tabular.ReportText.French", typeof(ReportWords).Assembly);

    readonly ResourceManager texts = language == "fr" ? French : English;
    readonly CultureInfo figures = Figures(language);

    /// <summary>Two letters.</summary>
    public string Language { get; } = language == "fr" ? "fr" : "en";

    /// <summary>A text with its arguments.</summary>
    public string this[string key, params string[] arguments] => RuleWords.Fill(Text(key) ?? throw new ArgumentException($"There is no text {key}.", nameof(key)), arguments);

    /// <summary>A count as people of the language write it.</summary>
    public string Count(long number) => number.ToString("N0", figures);

    /// <summary>Word for a severity.</summary>
    public string Severity(Severity severity) => this["severity-" + severity.ToString().ToLowerInvariant()];

    /// <summary>What a rule asks.</summary>
    public string Title(string rule) => rule.StartsWith("SCHEMA-", StringComparison.Ordinal) ? this["schema-rule", rule["SCHEMA-".Length..]] : RuleWords.Title(rule, Language);

    /// <summary>The sentence of a finding.</summary>
    public string Message(Finding finding) => RuleWords.Message(finding, Language);

    /// <summary>What a person can do about findings of a rule: its own words, else those of its group.</summary>
    public string Next(string rule)
    {
        for (var length = rule.Length; length > 0; length--)
        {
            if (Text("next-" + rule[..length]) is { } next)
            {
                return next;
            }
        }

        return this["next"];
    }

    /// <summary>One line on the whole report.</summary>
    public string Summary(Report report)
    {
        var line = this["summary", Count(report.RowsRead), Count(Sum(report, Validating.Severity.Error)), Count(Sum(report, Validating.Severity.Warning)), Count(Sum(report, Validating.Severity.Information))];
        return report.Capped is null ? line : $"{line} {report.Capped}";
    }

    /// <summary>Findings of a severity.</summary>
    public static long Sum(Report report, Severity severity) => report.Counts.Where(count => count.Severity == severity).Sum(count => count.Count);

    /// <summary>Rules with findings, errors first, then by id.</summary>
    public static IEnumerable<RuleCount> Found(Report report) => report.Counts.Where(count => count.Count > 0).OrderByDescending(count => count.Severity).ThenBy(count => count.Rule, StringComparer.Ordinal);

    string? Text(string key) => texts.GetString(key, CultureInfo.InvariantCulture);

    // Made by hand, as the command line runs without culture data.
    static CultureInfo Figures(string language)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberGroupSeparator = language == "fr" ? "\u202F" : ",";
        return culture;
    }
}
