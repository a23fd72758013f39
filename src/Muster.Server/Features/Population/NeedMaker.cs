using Muster.Server.Features.KeyFigures;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Places;
using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Population;

/// <summary>People in need of a place: by sector, and the joint figure beside them. One person may be in need in several sectors, so that sectors are never added up (cod.md 6.6).</summary>
sealed class NeedMaker(CountSources sources, CountReader reader, KeyFigureStore figures, PopulationStore population)
{
    const string Indicator = "in-need";

    /// <summary>Words by which a source names all sectors together.</summary>
    static readonly string[] Joint = ["overall", "intersectoral", "inter sectoral", "inter-sectoral", "multisectoral", "multi-sectoral", "multisector", "joint", "total", "all", "all sectors", "intersectoriel", "multisectoriel", "ensemble"];

    public async Task<NeedView> MakeAsync(OperationScope scope, LoadedGazetteer loaded, Place place, CancellationToken cancel)
    {
        var found = new List<NeedSource>();
        foreach (var source in await sources.OfAsync(scope, Concept.InNeed, cancel))
        {
            if (await reader.ReadAsync(source.Version, Concept.InNeed, cancel) is { Place: not null } table)
            {
                found.AddRange(Of(scope, source, table, (await sources.EditionOfAsync(source, loaded, cancel)).Gazetteer, place));
            }
        }

        var declared = (await figures.LinesAsync(scope, cancel)).Where(line => line.Figure.IndicatorKey == Indicator && (line.Figure.PlaceCode == place.Code || (place.Level == 0 && line.Figure.PlaceKey.Length == 0)))
            .SelectMany(line => line.Standing.Select(report => new DeclaredNeed(report.Value, report.AsOf, report.Source, report.Note, line.Figure.Unit, $"{scope.Path}/key-figures/{line.Figure.Id:D}", report.Id == line.Anchor?.Id))).ToList();
        return new(place, found, declared, (await population.OpenAsync(scope, loaded, cancel)).InUse(place));
    }

    static IEnumerable<NeedSource> Of(OperationScope scope, CountSource source, CountTable table, Gazetteer edition, Place place)
    {
        if ((place.Level == 0 ? edition.Country0() : edition.Find(place.Code)) is not { } there)
        {
            yield break;
        }

        var units = new UnitCounts(edition);
        // Of several rounds the newest holds: a later one replaces those before.
        var times = Figures.RoundChoice.NewestFirst([.. table.Facts.Select(fact => fact.Time ?? "").Distinct()]);
        var newest = times.Count == 0 ? "" : times[0];
        var facts = new FactIndex(table.Facts.Where(fact => (fact.Time ?? "") == newest), edition, units).Of(there);
        if (facts.Facts.Count == 0)
        {
            yield break;
        }

        var sectors = facts.Facts.Where(fact => fact.Kind is not null && !IsJoint(fact.Kind)).GroupBy(fact => fact.Kind!)
            .Select(sector => new SectorNeed(sector.Key, PopulationSource.Sum([.. sector]).Total, sector.Sum(fact => fact.Missing))).OrderByDescending(sector => sector.People).ToList();
        var joint = PopulationSource.Sum([.. facts.Facts.Where(fact => fact.Kind is null || IsJoint(fact.Kind))]).Total;
        yield return new(source.Dataset.Title, $"{scope.Path}/datasets/{source.Dataset.Slug}", source.Dataset.Source, string.IsNullOrEmpty(newest) ? null : newest, joint, sectors, facts.Level == there.Level ? 0 : facts.Units, facts.Expected);
    }

    static bool IsJoint(string sector) => Joint.Contains(Fold.Text(sector).Trim());
}

/// <summary>People in need in one sector.</summary>
/// <param name="Sector">As the source writes it.</param>
/// <param name="People">People; null where no cell says.</param>
/// <param name="Missing">Blank cells.</param>
public sealed record SectorNeed(string Sector, decimal? People, long Missing);

/// <summary>What one dataset says.</summary>
/// <param name="Title">Dataset.</param>
/// <param name="Path">Its page.</param>
/// <param name="Publisher">Source that it cites.</param>
/// <param name="Round">Round or date shown, or null.</param>
/// <param name="Joint">People in need in any sector, as the source states; null where it states none.</param>
/// <param name="Sectors">By sector, largest first.</param>
/// <param name="Units">Units below that were added; 0 where the source states the place itself.</param>
/// <param name="Expected">Units that there are.</param>
public sealed record NeedSource(string Title, string Path, string? Publisher, string? Round, decimal? Joint, IReadOnlyList<SectorNeed> Sectors, int Units, int Expected)
{
    /// <summary>The joint figure cannot be lower than this.</summary>
    public decimal? Largest => Sectors.Max(sector => sector.People);

    /// <summary>What the sectors would come to if nobody were in need twice: above every true joint figure.</summary>
    public decimal? Added => Sectors.Count < 2 ? null : Sectors.Sum(sector => sector.People);

    /// <summary>A stated joint figure below its largest sector, or above all sectors together, cannot be right.</summary>
    public bool IsImpossible => Joint is { } joint && (joint < Largest || joint > (Added ?? joint));
}

/// <summary>A joint figure of the register.</summary>
public sealed record DeclaredNeed(decimal? Value, DateOnly AsOf, string Source, string? Note, string Unit, string Path, bool IsAnchor);

/// <summary>People in need of a place.</summary>
sealed record NeedView(Place Place, IReadOnlyList<NeedSource> Sources, IReadOnlyList<DeclaredNeed> Declared, PopulationSource? Residents);
