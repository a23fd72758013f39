using Muster.Tabular.Tagging;

namespace Muster.Tabular.Aggregating;

/// <summary>A cell that no sum contains.</summary>
/// <param name="RowNumber">Row from 1.</param>
/// <param name="Column">Header.</param>
/// <param name="Place">P-code of the row, or null.</param>
/// <param name="Text">What stands in it; empty for a blank.</param>
public sealed record MissingCell(int RowNumber, string Column, string? Place, string Text);

/// <summary>A unit whose own figure differs from the sum of its parts; the parts were summed.</summary>
/// <param name="Place">P-code of the unit.</param>
/// <param name="Column">Header.</param>
/// <param name="Own">Figure of its own rows.</param>
/// <param name="Parts">Sum of the rows below it.</param>
public sealed record PartDifference(string Place, string Column, decimal Own, decimal Parts);

/// <summary>Sums with everything that was left out of them, named.</summary>
/// <param name="Sums">By place, then in the order of the columns.</param>
/// <param name="Missing">Cells blank or no number, at most <see cref="Aggregation.MostNamed"/>.</param>
/// <param name="MissingCount">All of them.</param>
/// <param name="TotalRows">Numbers of rows left out as totals of the others.</param>
/// <param name="Differences">Units whose own figure was not used because rows below them were, where the two differ.</param>
/// <param name="Notes">Sentences on what to know about these sums.</param>
public sealed record AggregationResult(
    IReadOnlyList<Sum> Sums,
    IReadOnlyList<MissingCell> Missing,
    long MissingCount,
    IReadOnlyList<int> TotalRows,
    IReadOnlyList<PartDifference> Differences,
    IReadOnlyList<string> Notes);

/// <summary>A sum with what went into it: a missing cell is named, never counted as zero.</summary>
/// <param name="Place">P-code, or null for rows without one.</param>
/// <param name="Concept">What is counted.</param>
/// <param name="Sex">Sex.</param>
/// <param name="Age">Band, or null for all ages.</param>
/// <param name="Total">Sum of the filled cells.</param>
/// <param name="Cells">Filled cells in it.</param>
/// <param name="Missing">Cells that were blank or no number.</param>
public sealed record Sum(string? Place, Concept Concept, Sex Sex, AgeBand? Age, decimal Total, long Cells, long Missing)
{
    /// <summary>Header of the column summed: two columns are never added together.</summary>
    public string Column { get; init; } = "";

    /// <summary>What sets the column apart (<c>camp</c>, <c>host</c>), or null.</summary>
    public string? Qualifier { get; init; }
}
