using Muster.Server.Features.Tables;
using Muster.Tabular.Matching;

namespace Muster.Server.Features.Figures;

/// <summary>Rows that share their values in some columns, and their place.</summary>
/// <param name="Keys">The shared values; null for blank.</param>
/// <param name="Place">The unit; null where the table has no places or the code is unknown.</param>
/// <param name="Sums">In the order of the columns asked for.</param>
sealed record FigureGroup(IReadOnlyList<string?> Keys, Place? Place, IReadOnlyList<ColumnSum> Sums);

/// <summary>Sums for charts: by round, by column, by place, with nothing counted twice.</summary>
sealed class FigureGroups(TableStore tables, FigureCache cache)
{
    /// <summary>Reads sums.</summary>
    /// <param name="version">Table.</param>
    /// <param name="keys">Columns to group by, at most two.</param>
    /// <param name="columns">Columns to add up.</param>
    /// <param name="filters">Rows wanted.</param>
    /// <param name="place">Column of place codes; null for none.</param>
    /// <param name="gazetteer">Units; null where none are loaded.</param>
    /// <param name="within">P-code of the unit that the rows must belong to; null for all.</param>
    /// <param name="cancel">Stops.</param>
    public async Task<IReadOnlyList<FigureGroup>> ReadAsync(DatasetVersion version, IReadOnlyList<int> keys, IReadOnlyList<int> columns, IReadOnlyList<TableFilter> filters, TableColumn? place, Gazetteer? gazetteer, string? within, CancellationToken cancel)
    {
        IReadOnlyList<int> all = place is null || gazetteer is null ? keys : [.. keys, place.Index];
        var tag = $"groups {version.TableHash} {string.Join(',', all)} {string.Join(',', columns)} {string.Join(';', filters.Select(filter => $"{filter.Column}={string.Join('|', filter.Values)}"))}";
        var groups = await cache.GetAsync(tag, () => tables.SumByAsync(version, all, columns, filters, cancel), sums => sums.Count * (120L + (80 * columns.Count)));
        var read = groups.Select(group => new FigureGroup([.. group.Keys.Take(keys.Count)], all.Count > keys.Count && group.Keys[^1] is { } code ? gazetteer!.Find(code.Trim()) : null, group.Sums)).ToList();
        if (all.Count == keys.Count)
        {
            return read;
        }

        // A row of a whole unit beside rows of its parts would count people twice; each round is judged by itself.
        var parted = read.GroupBy(group => group.Keys.Count > 0 ? group.Keys[0] ?? "" : "", StringComparer.Ordinal).SelectMany(part =>
        {
            var above = part.Where(group => group.Place is not null).SelectMany(group => Above(group.Place!, gazetteer!)).ToHashSet(StringComparer.Ordinal);
            return part.Where(group => group.Place is null || !above.Contains(group.Place.Code));
        });
        return [.. parted.Where(group => within is null || (group.Place is { } unit && (unit.Code == within || gazetteer!.IsWithin(unit.Code, within))))];
    }

    /// <summary>Sum over the filled cells; none filled is no data, and not zero.</summary>
    public static decimal? Total(IEnumerable<ColumnSum> sums) => sums.Aggregate((decimal?)null, (sum, part) => part.Total is { } total ? (sum ?? 0) + total : sum);

    static IEnumerable<string> Above(Place place, Gazetteer gazetteer)
    {
        var at = place;
        // Six levels at most; the count ends a circle that a broken gazetteer might hold.
        for (var step = 0; step < 8 && at?.Parent is { } parent; step++)
        {
            yield return parent;
            at = gazetteer.Find(parent);
        }
    }
}
