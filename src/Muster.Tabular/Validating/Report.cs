using Muster.Tabular.Detecting;
using Muster.Tabular.Matching;

namespace Muster.Tabular.Validating;

/// <summary>Rule with its count in one pass.</summary>
/// <param name="Rule">Id.</param>
/// <param name="Severity">Weight.</param>
/// <param name="Count">Findings, kept or not.</param>
public sealed record RuleCount(string Rule, Severity Severity, long Count);

/// <summary>One distinct place text that needs or got an answer.</summary>
/// <param name="Column">Header of its column.</param>
/// <param name="Level">Level of the column.</param>
/// <param name="Parent">P-code of the parent found in the row, or null.</param>
/// <param name="Text">As written.</param>
/// <param name="Rows">Rows with it.</param>
/// <param name="FirstRow">Number of the first.</param>
/// <param name="Answer">What the matcher says.</param>
public sealed record PlaceQuestion(string Column, int Level, string? Parent, string Text, long Rows, int FirstRow, PlaceAnswer Answer);

/// <summary>What a whole pass over a table showed.</summary>
public sealed record Report
{
    /// <summary>Rows below the header that hold a value.</summary>
    public required long RowsRead { get; init; }

    /// <summary>Rows without any value.</summary>
    public required long BlankRows { get; init; }

    /// <summary>Rows that look like totals of the others, by number (at most 1,000).</summary>
    public required IReadOnlyList<int> TotalRows { get; init; }

    /// <summary>A profile for each column.</summary>
    public required IReadOnlyList<ColumnProfile> Profiles { get; init; }

    /// <summary>Counts by rule, errors first, then by id.</summary>
    public required IReadOnlyList<RuleCount> Counts { get; init; }

    /// <summary>Distinct place texts without a code of their own, at most 100,000; certain and uncertain.</summary>
    public required IReadOnlyList<PlaceQuestion> Places { get; init; }

    /// <summary>True when something was capped; the message names the cap.</summary>
    public string? Capped { get; init; }

    /// <summary>Any errors?</summary>
    public bool HasErrors => Counts.Any(count => count.Severity == Severity.Error && count.Count > 0);
}
