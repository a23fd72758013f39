using Muster.Tabular.Detecting;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Aggregating;

/// <summary>A sum with what went into it: a missing cell is named, never counted as zero.</summary>
/// <param name="Place">P-code, or null for rows without one.</param>
/// <param name="Concept">What is counted.</param>
/// <param name="Sex">Sex.</param>
/// <param name="Age">Band, or null for all ages.</param>
/// <param name="Total">Sum of the filled cells.</param>
/// <param name="Cells">Filled cells in it.</param>
/// <param name="Missing">Cells that were blank or no number.</param>
public sealed record Sum(string? Place, Concept Concept, Sex Sex, AgeBand? Age, decimal Total, long Cells, long Missing);

/// <summary>Sums of people by place, sex and age (cod.md 5.2: whole bands only).</summary>
public static class Aggregation
{
    /// <summary>Sums each counting column by place at a level.</summary>
    /// <param name="source">The file.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="columns">Meanings.</param>
    /// <param name="level">Level of the result; deeper rows are summed up the gazetteer, or by the row's own higher code.</param>
    /// <param name="gazetteer">Hierarchy; null uses the codes in the rows.</param>
    /// <param name="cancel">Stops the pass.</param>
    public static IReadOnlyList<Sum> ByPlace(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns, int level, Gazetteer? gazetteer, CancellationToken cancel = default) =>
        throw new NotImplementedException();
}
