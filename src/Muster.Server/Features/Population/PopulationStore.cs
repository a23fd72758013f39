using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.KeyFigures;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Places;
using Muster.Server.Storage;
using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Population;

/// <summary>Every source on the residents of a place, and the one that the operation uses.</summary>
sealed class PopulationStore(MusterDb db, CountSources sources, CountReader reader, KeyFigureStore figures)
{
    /// <summary>Indicator of national totals that are entered by hand.</summary>
    public const string Indicator = "population";

    /// <summary>All that the viewer may see of an operation's population figures, read once for a page that asks about many places.</summary>
    public async Task<PopulationDesk> OpenAsync(OperationScope scope, LoadedGazetteer gazetteer, CancellationToken cancel)
    {
        var (tables, counts) = (new List<PopulationTable>(), new Dictionary<Gazetteer, UnitCounts>());
        foreach (var source in await sources.OfAsync(scope, Concept.Population, cancel))
        {
            if (await reader.ReadAsync(source.Version, Concept.Population, cancel) is { Place: not null } table)
            {
                var edition = (await sources.EditionOfAsync(source, gazetteer, cancel)).Gazetteer;
                var units = counts.TryGetValue(edition, out var counted) ? counted : counts[edition] = new UnitCounts(edition);
                tables.Add(new(source, edition, [.. table.Wholes.GroupBy(fact => fact.Time).Select(year => (year.Key, new FactIndex(year, edition, units)))]));
            }
        }

        var reported = (await figures.LinesAsync(scope, cancel)).Where(line => line.Figure.IndicatorKey == Indicator).ToList();
        var choices = await db.Set<PopulationChoice>().AsNoTracking().Where(choice => choice.OperationId == scope.Operation.Id).OrderBy(choice => choice.Number).ToListAsync(cancel);
        return new PopulationDesk(scope, gazetteer.Gazetteer, tables, reported, choices.ToLookup(choice => choice.PlaceCode, StringComparer.Ordinal));
    }

    /// <summary>The place of a code in the gazetteers of the operation; the first country where no code is given. Null for an unknown code, or where no edition is loaded.</summary>
    public async Task<(LoadedGazetteer Gazetteer, Place Place)?> PlaceAsync(OperationScope scope, string? code, CancellationToken cancel)
    {
        var loaded = await sources.GazetteersAsync(scope, cancel);
        return string.IsNullOrWhiteSpace(code)
            ? loaded.Count == 0 ? null : (loaded[0], loaded[0].Gazetteer.Country0())
            : loaded.Select(gazetteer => (gazetteer, Place: gazetteer.Gazetteer.UnitOf(code.Trim().ToUpperInvariant()))).Where(pair => pair.Place is not null).Select(pair => ((LoadedGazetteer, Place)?)(pair.gazetteer, pair.Place!)).FirstOrDefault();
    }

    /// <summary>Keeps a decision; false where somebody decided meanwhile.</summary>
    public async Task<bool> DecideAsync(PopulationChoice choice, CancellationToken cancel)
    {
        db.Add(choice);
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException failure) when (db.IsDuplicate(failure))
        {
            return false;
        }
    }
}

/// <summary>The population figures of an operation as one viewer sees them.</summary>
sealed class PopulationDesk(OperationScope scope, Gazetteer gazetteer, IReadOnlyList<PopulationTable> tables, IReadOnlyList<KeyFigureLine> reported, ILookup<string, PopulationChoice> choices)
{
    public bool IsEmpty => tables.Count == 0 && reported.Count == 0;

    public Gazetteer Gazetteer => gazetteer;

    /// <summary>What each source says of a place; a source without a figure for it is left out.</summary>
    public IReadOnlyList<PopulationSource> Of(Place place) => [.. FromTables(place).Concat(FromFigures(place)).OrderByDescending(source => source.Year, StringComparer.Ordinal).ThenBy(source => source.Units).ThenBy(source => source.Title, StringComparer.CurrentCultureIgnoreCase)];

    /// <summary>The source chosen for a place, or for the nearest place above whose chosen source has a figure for it. Null where nobody chose, or the viewer may not see what was chosen.</summary>
    public ChosenPopulation? ChosenFor(Place place, IReadOnlyList<PopulationSource> sources)
    {
        for (var at = place; at is not null; at = at.Parent is null || at.Level == 0 ? null : gazetteer.Find(at.Parent) ?? (at.Level == 1 ? gazetteer.Country0() : null))
        {
            if (choices[at.Code].LastOrDefault() is { SourceKey: { } key } choice && sources.FirstOrDefault(source => source.Key == key) is { } source)
            {
                return new(source, choice, at);
            }
        }

        return null;
    }

    /// <summary>The figure to work with: the chosen source, else the only one there is. Where sources differ and nobody chose there is none.</summary>
    public PopulationSource? InUse(Place place)
    {
        var all = Of(place);
        return ChosenFor(place, all)?.Source ?? (all.Select(source => source.Total).Distinct().Count() == 1 ? all[0] : null);
    }

    /// <summary>Decisions on a place, newest first; those on sources that the viewer may not see are left out.</summary>
    public IReadOnlyList<PopulationChoice> History(Place place)
    {
        var seen = Of(place).Select(source => source.Key).ToHashSet(StringComparer.Ordinal);
        return [.. choices[place.Code].Where(choice => choice.SourceKey is null || seen.Contains(choice.SourceKey)).Reverse()];
    }

    /// <summary>Number of the newest decision on a place; 0 where there is none.</summary>
    public int LastNumber(Place place) => choices[place.Code].LastOrDefault()?.Number ?? 0;

    IEnumerable<PopulationSource> FromTables(Place place)
    {
        foreach (var (source, edition, years) in tables)
        {
            if ((place.Level == 0 ? edition.Country0() : edition.Find(place.Code)) is not { } there)
            {
                continue;
            }

            foreach (var (year, index) in years)
            {
                var found = index.Of(there);
                var (total, female, male, groups) = PopulationSource.Sum(found.Facts);
                if (found.Facts.Count == 0 || (total is null && groups.All(group => group.Cells == 0)))
                {
                    continue;
                }

                var shown = year ?? YearOf(source);
                yield return new PopulationSource($"d-{source.Dataset.Id:N}-{year}", source.Dataset.Title, $"{scope.Path}/datasets/{source.Dataset.Slug}", source.Dataset.Source, shown, total, female, male, found.Level == place.Level ? 0 : found.Units, found.Expected, found.Level, found.Facts.Sum(fact => fact.Missing))
                {
                    Groups = groups,
                    Dataset = source.Dataset.Slug,
                };
            }
        }
    }

    /// <summary>A year column of a single value, else the end of the dataset's period (cod.md 3).</summary>
    static string? YearOf(CountSource source) =>
        source.Version.Columns.FirstOrDefault(column => column is { Meaning.Concept: Concept.Year, Profile.Distinct: 1, Profile.Minimum: not null })?.Profile.Minimum?.ToString("0", CultureInfo.InvariantCulture)
        ?? source.Dataset.PeriodEnd?.Year.ToString(CultureInfo.InvariantCulture);

    IEnumerable<PopulationSource> FromFigures(Place place) =>
        from line in reported
        where line.Figure.PlaceCode == place.Code || (place.Level == 0 && (line.Figure.PlaceKey.Length == 0 || (line.Figure.PlaceCode is { } code && gazetteer.IsCountry(code))))
        from report in line.Standing
        select new PopulationSource($"f-{report.Id:N}", report.Source, $"{scope.Path}/key-figures/{line.Figure.Id:D}", report.Note, report.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), report.Value, null, null, 0, 1, place.Level, 0);
}

/// <summary>A dataset of residents: its facts by year, by place.</summary>
sealed record PopulationTable(CountSource Source, Gazetteer Edition, IReadOnlyList<(string? Year, FactIndex Index)> Years);

/// <summary>The source in force for a place.</summary>
/// <param name="Source">What it says of the place.</param>
/// <param name="Choice">Who chose it, when and why.</param>
/// <param name="At">The place it was chosen for: this one or one above.</param>
sealed record ChosenPopulation(PopulationSource Source, PopulationChoice Choice, Place At);
