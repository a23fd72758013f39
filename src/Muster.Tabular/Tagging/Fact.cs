namespace Muster.Tabular.Tagging;

/// <summary>What stands in the cell of a fact. Four different values: a dash, a blank, a zero and "not assessed" (cod.md 6.6).</summary>
public enum FactState
{
    /// <summary>A number was given.</summary>
    Reported,

    /// <summary>The cell is blank.</summary>
    Blank,

    /// <summary>The cell says that there is nothing: a dash, NA, not assessed.</summary>
    Placeholder,

    /// <summary>The cell is neither a number nor a known word for nothing, or a number with two readings.</summary>
    NotANumber,
}

/// <summary>One figure of a table in long form.</summary>
/// <param name="RowNumber">Row from 1.</param>
/// <param name="Column">Header of the column.</param>
/// <param name="Place">P-code as written in the row, of the deepest level filled in; null where there is none.</param>
/// <param name="Concept">Who is counted.</param>
/// <param name="Group">Part of the whole: kind of shelter, loose age word; null for the whole.</param>
/// <param name="Sex">Sex; of a long table, that of the row.</param>
/// <param name="Age">Band, or null for all ages.</param>
/// <param name="Value">The number; null unless reported.</param>
/// <param name="State">What stands in the cell.</param>
/// <param name="Text">The cell as typed.</param>
public sealed record Fact(int RowNumber, string Column, string? Place, Concept Concept, string? Group, Sex Sex, AgeBand? Age, double? Value, FactState State, string Text);
