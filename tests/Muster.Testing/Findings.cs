using Muster.Tabular;
using Muster.Tabular.Matching;
using Muster.Tabular.Validating;

namespace Muster.Testing;

/// <summary>Runs the checks over a table and hands out what they found.</summary>
public static class Findings
{
    /// <summary>The day on which tests judge "in the future" and "twelve months old".</summary>
    public static DateOnly Today { get; } = new(2016, 12, 1);

    /// <summary>Findings of a built table, in the order given out.</summary>
    public static IReadOnlyList<Finding> Of(TableBuilder table, Gazetteer? places = null)
    {
        using var pipeline = table.Open();
        return Of(pipeline, places).Findings;
    }

    /// <summary>Findings and report of an opened table.</summary>
    public static (IReadOnlyList<Finding> Findings, Report Report) Of(Pipeline pipeline, Gazetteer? places = null, DateOnly? today = null)
    {
        var findings = new List<Finding>();
        var report = pipeline.Examine(new ValidateOptions { Today = today ?? Today, Matcher = places is null ? null : new PlaceMatcher(places) }, findings.Add);
        return (findings, report);
    }

    /// <summary>Findings of one rule as "row column value".</summary>
    public static IEnumerable<string> Cells(this IEnumerable<Finding> findings, string rule) =>
        findings.Where(finding => finding.Rule == rule).Select(finding => $"{finding.RowNumber} {finding.Column} {finding.Value}".Trim());
}
