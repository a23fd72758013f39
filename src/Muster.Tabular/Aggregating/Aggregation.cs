using Muster.Tabular.Detecting;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Blocks;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Aggregating;

/// <summary>Sums of people by place, sex and age (cod.md 5.2: whole bands only).</summary>
public static class Aggregation
{
    /// <summary>Most missing cells named one by one; all are counted.</summary>
    public const int MostNamed = 10_000;

    /// <summary>Sums each counting column by place at a level.</summary>
    /// <param name="source">The file.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="columns">Meanings.</param>
    /// <param name="level">Level of the result; deeper rows are summed up the gazetteer, or by the row's own higher code.</param>
    /// <param name="gazetteer">Hierarchy; null uses the codes in the rows.</param>
    /// <param name="cancel">Stops the pass.</param>
    public static IReadOnlyList<Sum> ByPlace(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns, int level, Gazetteer? gazetteer, CancellationToken cancel = default) =>
        Run(source, sheet, columns, level, gazetteer, cancel).Sums;

    /// <summary>Sums by place, with everything that was left out named.</summary>
    /// <inheritdoc cref="ByPlace"/>
    public static AggregationResult Run(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns, int level, Gazetteer? gazetteer, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 5);
        var places = new RowPlaces(columns, gazetteer);
        var sums = new PlaceSums(places, new RowMeasures(columns));
        var rounds = new RoundsSeen(columns);
        using var blocks = source.OpenBlocks(sheet.Index);
        BlockPass.Run(blocks, () => sums, (block, _) => block.SkipAbove(sheet.FirstDataRow), (block, _) =>
        {
            for (var row = 0; row < block.Count; row++)
            {
                if (!block.IsBlank(row))
                {
                    sums.Add(block, row);
                    rounds.See(block, row);
                }
            }
        }, cancel);
        return sums.Settle(level, [.. Notes(places, rounds)]);
    }

    static IEnumerable<string> Notes(RowPlaces places, RoundsSeen rounds)
    {
        if (places.Unlisted.Count > 0)
        {
            yield return $"{places.Unlisted.Count} codes are not in the gazetteer, for example {places.Unlisted.Order(StringComparer.Ordinal).First()}; their rows count by the higher codes beside them.";
        }

        if (rounds.Note is { } note)
        {
            yield return note;
        }
    }
}
