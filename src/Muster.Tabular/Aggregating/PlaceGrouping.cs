using Muster.Tabular.Detecting;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Aggregating;

/// <summary>Groups by place, with what was left out of them.</summary>
/// <param name="Groups">Groups in the order of their texts; the first key is the p-code, empty for rows that lie in no unit of the level.</param>
/// <param name="TotalRows">Rows left out because they call themselves a total and have no code.</param>
/// <param name="WholeRows">Rows of units left out because units below them have rows as well: a total is never added to its parts.</param>
/// <param name="Unlisted">Codes that the gazetteer does not list, in order; their rows count by the higher codes beside them.</param>
public sealed record PlaceGroups(IReadOnlyList<RowGroup> Groups, long TotalRows, long WholeRows, IReadOnlyList<string> Unlisted);

/// <summary>Groups rows by the units of a level of the gazetteer, and by the texts of columns if asked: for every figure of <see cref="GroupFunction"/>.</summary>
public static class PlaceGrouping
{
    /// <summary>Groups the data rows of a sheet.</summary>
    /// <param name="source">The file.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="columns">Meanings of all columns.</param>
    /// <param name="level">Level of the result, 0 to 5; deeper rows are put together up the gazetteer, or by the row's own higher code.</param>
    /// <param name="gazetteer">Hierarchy; null uses the codes in the rows.</param>
    /// <param name="by">Further columns whose texts make a group; may be empty.</param>
    /// <param name="figures">What to work out.</param>
    /// <param name="cancel">Stops the pass.</param>
    public static PlaceGroups Run(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns, int level, Gazetteer? gazetteer, IReadOnlyList<ColumnMeaning> by, IReadOnlyList<GroupFigure> figures, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 5);
        var unlisted = new List<RowPlaces>();
        var pass = GroupPass.Run(source, sheet, [.. by.Select(column => column.Column.Index)], figures, NewPlaces, cancel);
        var covered = Covered(pass);
        var results = new SortedDictionary<string, GroupTally>(StringComparer.Ordinal);
        long wholeRows = 0;
        foreach (var (key, tally) in pass.Groups.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var (code, rest) = Split(key);
            var unit = code.Length == 0 ? null : pass.Units[code];
            if (unit is not null && covered.Contains(key))
            {
                wholeRows += tally.Rows;
                continue;
            }

            var target = (unit is not null && unit.Level >= level ? unit.Above[level] ?? "" : "") + rest;
            if (!results.TryGetValue(target, out var result))
            {
                results[target] = result = new GroupTally(figures.Count);
            }

            result.Add(tally);
        }

        return new PlaceGroups(
            [.. results.Select(group => group.Value.ToGroup(group.Key.Split(GroupPass.Between), figures))],
            pass.TotalRows,
            wholeRows,
            [.. unlisted.SelectMany(places => places.Unlisted).Distinct().Order(StringComparer.Ordinal)]);

        RowPlaces NewPlaces()
        {
            var places = new RowPlaces(columns, gazetteer);
            unlisted.Add(places);
            return places;
        }
    }

    /// <summary>Keys of units above a unit that has rows with the same further texts.</summary>
    static HashSet<string> Covered(GroupPass pass)
    {
        var covered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in pass.Groups.Keys)
        {
            var (code, rest) = Split(key);
            for (var above = 0; code.Length > 0 && above < pass.Units[code].Level; above++)
            {
                if (pass.Units[code].Above[above] is { } unit && unit != code)
                {
                    covered.Add(unit + rest);
                }
            }
        }

        return covered;
    }

    /// <summary>The p-code of a key, and the rest with the sign before it.</summary>
    static (string Code, string Tail) Split(string key)
    {
        var cut = key.IndexOf(GroupPass.Between, StringComparison.Ordinal);
        return cut < 0 ? (key, "") : (key[..cut], key[cut..]);
    }
}
