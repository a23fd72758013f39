using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Aggregating;

/// <summary>What is worked out of a column for each group.</summary>
public enum GroupFunction
{
    /// <summary>Rows; of a column, its filled cells.</summary>
    Count,

    /// <summary>Different texts, blanks aside.</summary>
    Distinct,

    /// <summary>Sum.</summary>
    Sum,

    /// <summary>Mean of the filled cells.</summary>
    Mean,

    /// <summary>Smallest number.</summary>
    Min,

    /// <summary>Largest number.</summary>
    Max,

    /// <summary>Middle number; of an even count the mean of the two in the middle.</summary>
    Median,
}

/// <summary>One figure to work out.</summary>
/// <param name="Function">How.</param>
/// <param name="Column">Of which column; null counts rows.</param>
public sealed record GroupFigure(GroupFunction Function, ColumnMeaning? Column);

/// <summary>One group of rows.</summary>
/// <param name="Keys">Its texts, in the order of the columns grouped by; outer blanks are off.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Figures">Figures in the order asked; null where no cell of the group holds a number.</param>
/// <param name="Missing">Cells of each figure that were blank or no number.</param>
public sealed record RowGroup(IReadOnlyList<string> Keys, long Rows, IReadOnlyList<decimal?> Figures, IReadOnlyList<long> Missing);

/// <summary>Groups rows by the texts of any columns. Holds one group each, and for median and distinct their values.</summary>
public static class Grouping
{
    /// <summary>Groups the data rows of a sheet.</summary>
    /// <param name="source">The file.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="by">Columns whose texts make a group; none makes one group of all rows.</param>
    /// <param name="figures">What to work out.</param>
    /// <param name="cancel">Stops the pass.</param>
    /// <returns>Groups in the order of their texts.</returns>
    public static IReadOnlyList<RowGroup> Run(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> by, IReadOnlyList<GroupFigure> figures, CancellationToken cancel = default)
    {
        var pass = GroupPass.Run(source, sheet, [.. by.Select(column => column.Column.Index)], figures, () => null, cancel);
        return [.. pass.Groups.OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Value.ToGroup(by.Count == 0 ? [] : group.Key.Split(GroupPass.Between), figures))];
    }
}
