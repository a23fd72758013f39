using Muster.Tabular.Detecting;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Validating;

/// <summary>What a validation knows besides the table.</summary>
public sealed record ValidateOptions
{
    /// <summary>Places of the country; null leaves out the rules that need them and says so.</summary>
    public PlaceMatcher? Matcher { get; init; }

    /// <summary>The day on which "in the future" and "twelve months old" are judged.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Only these rule ids; null = all.</summary>
    public IReadOnlySet<string>? Rules { get; init; }

    /// <summary>Most findings handed out per rule; all are counted.</summary>
    public int MaxFindingsPerRule { get; init; } = 100_000;
}

/// <summary>Checks a table in one streaming pass: each rule of cod.md section 4 is a file in <c>Rules/</c>.</summary>
public static class Validator
{
    /// <summary>All rules known, with their severity, title and message template: the documentation of rules is made from it.</summary>
    public static IReadOnlyList<RuleInfo> Rules => throw new NotImplementedException();

    /// <summary>Runs the pass.</summary>
    /// <param name="source">The file.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="columns">Meanings.</param>
    /// <param name="options">What else is known.</param>
    /// <param name="onFinding">Receives each finding in row order, whole-table findings last; may be null. Called from one thread at a time.</param>
    /// <param name="progress">Bytes read so far.</param>
    /// <param name="cancel">Stops the pass.</param>
    public static Report Run(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns, ValidateOptions options, Action<Finding>? onFinding = null, IProgress<long>? progress = null, CancellationToken cancel = default) =>
        throw new NotImplementedException();
}

/// <summary>A rule as documented.</summary>
/// <param name="Id">For example <c>PS-04</c>.</param>
/// <param name="Severity">Its usual severity.</param>
/// <param name="Title">What it asks, in a few English words.</param>
/// <param name="Message">Template with {braces}.</param>
/// <param name="Source">Document and section.</param>
public sealed record RuleInfo(string Id, Severity Severity, string Title, string Message, string Source);
