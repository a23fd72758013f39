using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Places;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Figures;

/// <summary>Sums of one unit's rows.</summary>
/// <param name="Place">The unit.</param>
/// <param name="Sums">In the order of the columns asked for.</param>
sealed record PlaceSums(Place Place, IReadOnlyList<ColumnSum> Sums);

/// <summary>Sums by the units that the rows name.</summary>
/// <param name="Places">Units without rows of a unit below them, so that nothing is counted twice.</param>
/// <param name="UnknownCodes">Codes that are not in the edition.</param>
/// <param name="Codes">Different codes in all.</param>
/// <param name="RowsWithoutCode">Rows without a code.</param>
/// <param name="Parents">Units left out, as units below them have rows of their own.</param>
sealed record PlacedSums(IReadOnlyList<PlaceSums> Places, IReadOnlyList<string> UnknownCodes, int Codes, long RowsWithoutCode, IReadOnlyList<Place> Parents);

/// <summary>What maps and pyramids read: the edition, the rounds, the sums by place.</summary>
sealed class FigureData(MusterDb db, TableStore tables, GazetteerStore gazetteers, FigureCache cache, IStringLocalizer<FiguresText> text)
{
    /// <summary>The version asked for; refused where the dataset has none yet.</summary>
    public DatasetVersion VersionOf(DatasetScope scope) => scope.Version ?? throw FigureProblems.NoVersion(text);

    /// <summary>The edition that the version was matched with; else the current one of the operation's first country that has one.</summary>
    public async Task<GazetteerEdition?> EditionAsync(DatasetScope scope, CancellationToken cancel)
    {
        var editions = db.Set<GazetteerEdition>().AsNoTracking();
        if (scope.Version?.EditionId is { } id && await editions.SingleOrDefaultAsync(edition => edition.Id == id, cancel) is { } matched)
        {
            return matched;
        }

        var countries = scope.Operation.Operation.CountryCodes.ToArray();
        var current = await editions.Where(edition => edition.IsCurrent && countries.Contains(edition.Country)).ToListAsync(cancel);
        return current.MinBy(edition => Array.IndexOf(countries, edition.Country));
    }

    /// <summary>Levels of an edition that have boundaries, with the number of areas.</summary>
    public async Task<IReadOnlyDictionary<int, int>> LevelsAsync(GazetteerEdition edition, CancellationToken cancel) =>
        await db.Set<PlaceRow>().AsNoTracking().Where(place => place.EditionId == edition.Id && place.West != null).GroupBy(place => place.Level)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);

    public Task<LoadedGazetteer?> GazetteerAsync(GazetteerEdition edition, CancellationToken cancel) => gazetteers.FindAsync(edition.Id, cancel);

    /// <summary>The deepest column of place codes that are the row's own; null where there is none.</summary>
    public static TableColumn? PlaceColumn(IReadOnlyList<TableColumn> columns) =>
        columns.Where(column => column.Meaning is { Concept: Concept.PlaceCode, Qualifier: null } && column.Profile.Filled > 0).OrderByDescending(column => column.Meaning.Level ?? 9).FirstOrDefault();

    /// <summary>Finds out whether places have rows of several rounds, and takes the one asked for or the newest. Null where every place has its rows at one time.</summary>
    public async Task<RoundChoice?> RoundAsync(DatasetVersion version, TableColumn? placeColumn, string? asked, CancellationToken cancel)
    {
        foreach (var column in RoundChoice.Columns(version.Columns))
        {
            // A column of more values than the profile counted may still be a list of times, one a row.
            if (column.Profile.Distinct is null && (await tables.ValuesAsync(version, column.Index, [], 1, cancel)).Distinct is < 2 or > RoundChoice.MostValues)
            {
                continue;
            }

            var rounds = await cache.GetAsync($"rounds {version.TableHash} {column.Index} {placeColumn?.Index}", () => tables.RoundsAsync(version, column.Index, placeColumn?.Index, cancel), found => found.Values.Count * 60L);
            if (!rounds.Repeat || rounds.Values.Count < 2)
            {
                continue;
            }

            var values = RoundChoice.NewestFirst(rounds.Values);

            var choice = new RoundChoice(column, column.Meaning.Concept, values, values[0]);
            return asked is null ? choice : values.Contains(asked) || (asked == RoundChoice.Every && choice.AllowsEvery) ? choice with { Chosen = asked }
                : throw FigureProblems.Parameter(text, "round", asked, string.Join(", ", values.Take(12)));
        }

        return null;
    }

    /// <summary>Sums columns by the codes of a column, each code looked up in the gazetteer.</summary>
    public async Task<PlacedSums> SumAsync(DatasetVersion version, TableColumn placeColumn, IReadOnlyList<int> columns, RoundChoice? round, Gazetteer gazetteer, CancellationToken cancel)
    {
        // A table never changes, so that its sums serve every map of it, whatever its classes, level and language.
        var tag = $"sums {version.TableHash} {placeColumn.Index} {string.Join(',', columns)} {(round?.Filters is [var filter] ? $"{filter.Column}={filter.Values[0]}" : "")}";
        var groups = await cache.GetAsync(tag, () => tables.SumByAsync(version, placeColumn.Index, columns, round?.Filters ?? [], cancel), sums => sums.Count * (100L + 80 * columns.Count));
        var (places, unknown, without) = (new List<PlaceSums>(), new List<string>(), 0L);
        foreach (var group in groups)
        {
            if (string.IsNullOrWhiteSpace(group.Keys[0]))
            {
                without += group.Rows;
            }
            else if (gazetteer.Find(group.Keys[0]!.Trim()) is { } place)
            {
                places.Add(new(place, group.Sums));
            }
            else
            {
                unknown.Add(group.Keys[0]!);
            }
        }

        var above = places.SelectMany(sums => Above(sums.Place, gazetteer)).ToHashSet(StringComparer.Ordinal);
        return new([.. places.Where(sums => !above.Contains(sums.Place.Code))], unknown, places.Count + unknown.Count, without, [.. places.Select(sums => sums.Place).Where(place => above.Contains(place.Code))]);
    }

    /// <summary>Sums of columns without regard to places.</summary>
    public Task<IReadOnlyList<ColumnSum>> SumAsync(DatasetVersion version, IReadOnlyList<int> columns, RoundChoice? round, CancellationToken cancel) =>
        tables.SumsAsync(version, columns, round?.Filters ?? [], cancel);

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
