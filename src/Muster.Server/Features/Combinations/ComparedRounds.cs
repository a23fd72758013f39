using Muster.Server.Features.Tables;
using Muster.Tabular;
using Muster.Tabular.Comparing;
using Muster.Tabular.Detecting;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Combinations;

/// <summary>Two rounds compared: rows, then totals. A place that is missing in one was not assessed then; it is never counted as zero (cod.md 6.2).</summary>
/// <param name="Before">Earlier round.</param>
/// <param name="After">Later round.</param>
/// <param name="Rows">Rows added, removed and changed.</param>
/// <param name="Totals">Totals of the measures that both have.</param>
/// <param name="Level">Level of the places below; null where no column says places.</param>
/// <param name="Places">Totals by place, in the order of the codes.</param>
public sealed record ComparedRounds(string Before, string After, RoundComparison Rows, IReadOnlyList<RoundTotal> Totals, int? Level, IReadOnlyList<RoundPlace> Places)
{
    internal const int MostMeasures = 6;

    internal static bool IsMeasure(TableColumn column) =>
        (column.Meaning.CountsPeople || column.Meaning.Concept is Concept.Households or Concept.Value) && column.Profile.Type is ColumnType.WholeNumber or ColumnType.Number;
}

/// <summary>Total of a measure.</summary>
/// <param name="Measure">Header in the later round.</param>
/// <param name="Before">Sum of the earlier round; null where it has no number.</param>
/// <param name="After">Sum of the later round.</param>
/// <param name="RowsBefore">Rows with a number in the earlier round.</param>
/// <param name="RowsAfter">Rows with a number in the later one.</param>
/// <param name="ChangeInBoth">How much the rows of both rounds changed together.</param>
public sealed record RoundTotal(string Measure, decimal? Before, decimal? After, long RowsBefore, long RowsAfter, double ChangeInBoth);

/// <summary>First measures of a place; null where the place was not assessed.</summary>
/// <param name="Code">Code.</param>
/// <param name="Name">Name, where a column says it.</param>
/// <param name="Before">Sum of the earlier round.</param>
/// <param name="After">Sum of the later round.</param>
public sealed record RoundPlace(string Code, string? Name, decimal? Before, decimal? After);

/// <summary>Compares rounds with the engine and with sums.</summary>
sealed class RoundComparer(SourceTables sources, TableStore tables)
{
    /// <exception cref="Tabular.Reading.UnreadableException">No column can name the rows.</exception>
    public async Task<ComparedRounds> CompareAsync(RoundSlice before, RoundSlice after, IReadOnlyList<string> keys, CancellationToken cancel)
    {
        using var one = await sources.OpenAsync(before.Version, before.Columns, before.Filters, cancel);
        using var other = await sources.OpenAsync(after.Version, after.Columns, after.Filters, cancel);
        var rows = await Task.Run(() => Compare(one.Table, other.Table, keys, cancel), cancel);
        var measures = Pairs(before, after, ComparedRounds.IsMeasure).Take(ComparedRounds.MostMeasures).ToList();
        var totals = await TotalsAsync(before, after, measures, rows, cancel);
        var place = Pairs(before, after, column => column is { Meaning: { Concept: Concept.PlaceCode, Level: > 0, Qualifier: null } }).OrderBy(pair => pair.After.Meaning.Level).FirstOrDefault();
        var places = place.After is null || measures.Count == 0 ? [] : await PlacesAsync(before, after, place, measures[0], cancel);
        return new ComparedRounds(before.Label, after.Label, rows, totals, place.After?.Meaning.Level, places);
    }

    public static RoundComparison Compare(Pipeline before, Pipeline after, IReadOnlyList<string> keys, CancellationToken cancel) =>
        RoundComparison.Of(before, after, keys.Count == 0 ? null : keys, cancel);

    /// <summary>Columns of both rounds with the same header.</summary>
    static IEnumerable<(TableColumn Before, TableColumn After)> Pairs(RoundSlice before, RoundSlice after, Func<TableColumn, bool> which) =>
        after.Version.Columns.Where(which).Select(column => (before.Version.Columns.FirstOrDefault(other => other.Header == column.Header && which(other))!, column)).Where(pair => pair.Item1 is not null);

    async Task<IReadOnlyList<RoundTotal>> TotalsAsync(RoundSlice before, RoundSlice after, IReadOnlyList<(TableColumn Before, TableColumn After)> measures, RoundComparison rows, CancellationToken cancel)
    {
        var earlier = await tables.SumsAsync(before.Version, [.. measures.Select(pair => pair.Before.Index)], before.Filters, cancel);
        var later = await tables.SumsAsync(after.Version, [.. measures.Select(pair => pair.After.Index)], after.Filters, cancel);
        return [.. measures.Select((pair, at) => new RoundTotal(pair.After.Header, earlier[at].Total, later[at].Total, earlier[at].Filled, later[at].Filled,
            rows.Changed.Where(cell => cell.Column == pair.After.Header).Sum(cell => cell.Difference ?? 0)))];
    }

    async Task<IReadOnlyList<RoundPlace>> PlacesAsync(RoundSlice before, RoundSlice after, (TableColumn Before, TableColumn After) place, (TableColumn Before, TableColumn After) measure, CancellationToken cancel)
    {
        var earlier = await SumsAsync(before, place.Before, measure.Before, cancel);
        var later = await SumsAsync(after, place.After, measure.After, cancel);
        return [.. earlier.Keys.Union(later.Keys).Order(StringComparer.Ordinal).Select(code => new RoundPlace(code, later.GetValueOrDefault(code).Name ?? earlier.GetValueOrDefault(code).Name, earlier.GetValueOrDefault(code).Sum, later.GetValueOrDefault(code).Sum))];
    }

    async Task<Dictionary<string, (string? Name, decimal? Sum)>> SumsAsync(RoundSlice slice, TableColumn place, TableColumn measure, CancellationToken cancel)
    {
        var name = slice.Version.Columns.FirstOrDefault(column => column.Meaning is { Concept: Concept.PlaceName, Qualifier: null } && column.Meaning.Level == place.Meaning.Level);
        var sums = await tables.SumByAsync(slice.Version, name is null ? [place.Index] : [place.Index, name.Index], [measure.Index], slice.Filters, cancel);
        return sums.Where(group => group.Keys[0] is not null).GroupBy(group => group.Keys[0]!).ToDictionary(group => group.Key, group => (group.First().Keys.ElementAtOrDefault(1), group.Any(part => part.Sums[0].Total is not null) ? group.Sum(part => part.Sums[0].Total ?? 0) : (decimal?)null));
    }
}
