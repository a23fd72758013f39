namespace Muster.Tabular.Validating;

/// <summary>How much a finding weighs (cod.md section 4).</summary>
public enum Severity
{
    /// <summary>For information.</summary>
    Information,

    /// <summary>Needs a decision or a note.</summary>
    Warning,

    /// <summary>Blocks endorsement.</summary>
    Error,
}

/// <summary>One defect found in data: a value, not an exception.</summary>
/// <param name="Rule">Rule id of cod.md section 4, for example <c>PS-04</c>.</param>
/// <param name="Severity">Weight.</param>
/// <param name="RowNumber">Row from 1 as the spreadsheet shows it; null for a finding about the whole table or column.</param>
/// <param name="Column">Header of the column, or null.</param>
/// <param name="Value">The text found, as typed, cut at 200 characters; null where none.</param>
/// <param name="Expected">What was expected, or null.</param>
/// <param name="Place">P-code concerned, or null.</param>
/// <param name="Count">How many cells or rows this finding stands for; 1 for a single cell.</param>
/// <param name="Message">A sentence for people, in English; the rule id and <paramref name="Arguments"/> allow another language.</param>
/// <param name="Arguments">The values in the message, in the order of the rule's placeholders.</param>
public sealed record Finding(
    string Rule,
    Severity Severity,
    int? RowNumber,
    string? Column,
    string? Value,
    string? Expected,
    string? Place,
    long Count,
    string Message,
    IReadOnlyList<string> Arguments);
