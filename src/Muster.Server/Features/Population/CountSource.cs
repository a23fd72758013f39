using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Places;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Population;

/// <summary>A dataset that counts something, with its current version.</summary>
sealed record CountSource(Dataset Dataset, DatasetVersion Version);

/// <summary>Finds the datasets of an operation that count a concept, as one viewer may see them, and the units that its figures are about.</summary>
sealed class CountSources(MusterDb db, GazetteerStore gazetteers)
{
    /// <summary>Datasets with columns of this meaning, by title. A dataset that the viewer may not see contributes nothing.</summary>
    public async Task<IReadOnlyList<CountSource>> OfAsync(OperationScope scope, Concept concept, CancellationToken cancel) =>
        [.. (await AllAsync(scope, cancel)).Where(source => CountReader.Measures(source.Version, concept).Count > 0)];

    /// <summary>Every dataset of the operation with a version that the viewer may see.</summary>
    public async Task<IReadOnlyList<CountSource>> AllAsync(OperationScope scope, CancellationToken cancel)
    {
        var pairs = await db.Set<Dataset>().AsNoTracking().Where(dataset => dataset.OperationId == scope.Operation.Id && dataset.CurrentVersionId != null)
            .Join(db.Set<DatasetVersion>().AsNoTracking(), dataset => dataset.CurrentVersionId, version => (Guid?)version.Id, (dataset, version) => new { dataset, version }).ToListAsync(cancel);
        return [.. pairs.Where(pair => DatasetGate.Sees(scope.Viewer, pair.dataset)).Select(pair => new CountSource(pair.dataset, pair.version)).OrderBy(source => source.Dataset.Title, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>Gazetteers in use in the operation: the current edition of each country that has one.</summary>
    public async Task<IReadOnlyList<LoadedGazetteer>> GazetteersAsync(OperationScope scope, CancellationToken cancel)
    {
        var loaded = new List<LoadedGazetteer>();
        foreach (var country in scope.Operation.CountryCodes)
        {
            if (await gazetteers.CurrentAsync(country, cancel) is { } gazetteer)
            {
                loaded.Add(gazetteer);
            }
        }

        return loaded;
    }

    /// <summary>The edition that a table was matched with, else the current one: old tables speak of old units.</summary>
    public async Task<LoadedGazetteer> EditionOfAsync(CountSource source, LoadedGazetteer current, CancellationToken cancel) =>
        source.Version.EditionId is { } id && id != current.EditionId && await gazetteers.FindAsync(id, cancel) is { } own && own.Gazetteer.Country == current.Gazetteer.Country ? own : current;
}

/// <summary>Places of facts.</summary>
static class FactPlaces
{
    /// <summary>The unit of a code; the country also by its ISO code.</summary>
    public static Place? UnitOf(this Gazetteer gazetteer, string? code) =>
        code is null ? null : gazetteer.Find(code) ?? (gazetteer.IsCountry(code) ? gazetteer.Country0() : null);

    /// <summary>The country as a place; one is made up where the edition lists none.</summary>
    public static Place Country0(this Gazetteer gazetteer) =>
        (gazetteer.Places is IReadOnlyList<Place> { Count: > 0 } listed && listed[0].Level == 0 ? listed[0] : gazetteer.Places.FirstOrDefault(place => place.Level == 0)) ?? new Place(gazetteer.Country, 0, null, Pages.CountryNames.Of(gazetteer.Country), new Dictionary<string, string>());

    /// <summary>A unit and those above it, the country last.</summary>
    public static IEnumerable<Place> Lineage(this Gazetteer gazetteer, Place unit)
    {
        var country = gazetteer.Country0();
        for (var at = unit; at is not null && at.Level > 0; at = at.Parent is not null && gazetteer.Find(at.Parent) is { } parent && parent.Level < at.Level ? parent : null)
        {
            yield return at;
        }

        yield return country;
    }
}

/// <summary>Facts by place: its own rows where it has any, else those of the nearest level below that has rows. Never both, so that nothing is counted twice.</summary>
sealed class FactIndex
{
    readonly Dictionary<string, SortedDictionary<int, List<(CountFact Fact, string Unit)>>> facts = new(StringComparer.Ordinal);
    readonly UnitCounts units;

    /// <param name="all">Facts of one table.</param>
    /// <param name="gazetteer">The edition that their codes are of.</param>
    /// <param name="units">Units of that edition.</param>
    public FactIndex(IEnumerable<CountFact> all, Gazetteer gazetteer, UnitCounts units)
    {
        this.units = units;
        foreach (var byCode in all.GroupBy(fact => fact.Code))
        {
            if (gazetteer.UnitOf(byCode.Key) is not { } unit)
            {
                UnknownCodes.Add(byCode.Key ?? "");
                continue;
            }

            foreach (var holder in gazetteer.Lineage(unit))
            {
                if (!facts.TryGetValue(holder.Code, out var levels))
                {
                    facts[holder.Code] = levels = [];
                }

                if (!levels.TryGetValue(unit.Level, out var list))
                {
                    levels[unit.Level] = list = [];
                }

                list.AddRange(byCode.Select(fact => (fact, unit.Code)));
            }
        }
    }

    /// <summary>Codes that the edition has not; an empty text stands for rows without a code.</summary>
    public List<string> UnknownCodes { get; } = [];

    /// <summary>The facts of a place; none where the table says nothing of it.</summary>
    public PlaceFacts Of(Place place)
    {
        if (!facts.TryGetValue(place.Code, out var levels))
        {
            return new(place.Level, [], 0, 0);
        }

        var (level, found) = levels.First();
        return new(level, [.. found.Select(pair => pair.Fact)], found.Select(pair => pair.Unit).Distinct().Count(), level == place.Level ? 1 : units.Of(place, level));
    }
}

/// <summary>How many units of each level an edition has in each place.</summary>
sealed class UnitCounts
{
    readonly Dictionary<(string Code, int Level), int> counts = [];

    public UnitCounts(Gazetteer gazetteer)
    {
        foreach (var unit in gazetteer.Places)
        {
            foreach (var holder in gazetteer.Lineage(unit))
            {
                counts[(holder.Code, unit.Level)] = counts.GetValueOrDefault((holder.Code, unit.Level)) + 1;
            }
        }
    }

    public int Of(Place place, int level) => counts.GetValueOrDefault((place.Code, level));
}

/// <summary>The facts of a place.</summary>
/// <param name="Level">Level of the units that the rows name.</param>
/// <param name="Facts">Facts of those rows.</param>
/// <param name="Units">Units with rows.</param>
/// <param name="Expected">Units of that level in the place, by the edition.</param>
sealed record PlaceFacts(int Level, IReadOnlyList<CountFact> Facts, int Units, int Expected);
