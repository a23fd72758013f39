using Microsoft.Extensions.Localization;
using Muster.Server.Features.Figures.Drawing;
using Muster.Server.Features.Places;
using Muster.Server.Features.Tables;
using Muster.Tabular.Matching;

namespace Muster.Server.Features.Figures;

/// <summary>Makes a map of a dataset version: chooses what was not asked for, sums by place, and says what is not in it.</summary>
sealed class MapMaker(FigureData data, BoundaryStore boundaries, FigureCache cache, IStringLocalizer<FiguresText> text)
{
    /// <summary>Tag of the map that a query asks for: equal tags, equal map. Reads nothing of the data.</summary>
    public async Task<string> TagAsync(DatasetScope scope, MapQuery query, CancellationToken cancel) =>
        FigureCache.Tag("map", scope, await data.EditionAsync(scope, cancel), query.Address() + query.Shape);

    /// <summary>The map; throws <see cref="FigureException"/> where the data has none.</summary>
    public async Task<MapModel> MakeAsync(DatasetScope scope, MapQuery query, CancellationToken cancel)
    {
        var edition = await data.EditionAsync(scope, cancel);
        // The shape of the sheet changes nothing here.
        var tag = FigureCache.Tag("map-model", scope, edition, query.Address());
        return await cache.GetAsync(tag, async () => await ReadAsync(scope, edition, query, cancel), model => model.Rows.Count * 400L);
    }

    /// <summary>The map as SVG, drawn once.</summary>
    public async Task<string> DrawAsync(DatasetScope scope, MapQuery query, CancellationToken cancel)
    {
        var tag = await TagAsync(scope, query, cancel);
        return await cache.GetAsync(tag, async () => (await MakeAsync(scope, query, cancel)).Map.Draw("map", query.Shape), svg => svg.Length * 2L);
    }

    async Task<MapModel> ReadAsync(DatasetScope scope, GazetteerEdition? edition, MapQuery query, CancellationToken cancel)
    {
        var version = data.VersionOf(scope);
        var placeColumn = FigureData.PlaceColumn(version.Columns) ?? throw FigureProblems.NoPlaces(text);
        var measures = Measure.Of(version.Columns, text);
        var measure = Choose(measures, query.Measure);
        var country = edition?.Country ?? string.Join(", ", scope.Operation.Operation.CountryCodes);
        if (edition is null || await data.GazetteerAsync(edition, cancel) is not { } loaded)
        {
            throw FigureProblems.NoBoundaries(text, country);
        }

        var round = await data.RoundAsync(version, placeColumn, query.Round, cancel);
        var sums = await data.SumAsync(version, placeColumn, measure.Columns, round, loaded.Gazetteer, cancel);
        var levels = Levels(await data.LevelsAsync(edition, cancel), sums, edition, country);
        var level = query.Level is { } asked ? levels.Any(known => known.Level == asked) ? asked : throw FigureProblems.Parameter(text, "level", $"{asked}", string.Join(", ", levels.Select(known => known.Level))) : levels[0].Level;
        var areas = Areas(await boundaries.LevelAsync(edition.Id, level, null, cancel), sums, level, loaded.Gazetteer);
        var notes = MapNotes(sums, measure, level).ToList();
        return Compose(scope, edition, query, levels, level, measures, measure, round, areas, notes);
    }

    internal Measure Choose(IReadOnlyList<Measure> measures, string? asked)
    {
        if (measures.Count == 0)
        {
            throw FigureProblems.NoCounts(text);
        }

        return asked is null ? measures[0] : measures.FirstOrDefault(measure => measure.Key == asked)
            ?? throw FigureProblems.Parameter(text, "value", asked, string.Join(", ", measures.Take(12).Select(measure => $"{measure.Key} ({measure.Headers})")));
    }

    /// <summary>Levels with boundaries that the data reaches, deepest first.</summary>
    internal IReadOnlyList<MapLevel> Levels(IReadOnlyDictionary<int, int> withBoundaries, PlacedSums sums, GazetteerEdition edition, string country)
    {
        if (sums.Places.Count == 0 && sums.UnknownCodes.Count > 0)
        {
            throw FigureProblems.OtherEdition(text, sums.Codes, edition.Name);
        }

        var deepest = sums.Places.Count == 0 ? 5 : sums.Places.Max(place => place.Place.Level);
        IReadOnlyList<MapLevel> levels = [.. withBoundaries.Where(level => level.Key <= deepest).OrderByDescending(level => level.Key).Select(level => new MapLevel(level.Key, level.Value))];
        return levels.Count > 0 ? levels : throw FigureProblems.NoBoundaries(text, country);
    }

    static IReadOnlyList<MapArea> Areas(IReadOnlyList<PlaceBoundary> shapes, PlacedSums sums, int level, Gazetteer gazetteer)
    {
        var values = ValuesAt(sums, level, gazetteer);
        return [.. shapes.Select(shape => new MapArea(shape.Code, shape.Name, shape.ParentCode, shape.Geometry, values.GetValueOrDefault(shape.Code)))];
    }

    /// <summary>Figures by the units of a level, summed up the gazetteer.</summary>
    internal static Dictionary<string, decimal?> ValuesAt(PlacedSums sums, int level, Gazetteer gazetteer) => sums.Places.Where(place => place.Place.Level >= level)
        .GroupBy(place => gazetteer.Ancestor(place.Place.Code, level)?.Code ?? "", StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => Value(group), StringComparer.Ordinal);

    /// <summary>Sum of the filled cells; none filled is no data, and not zero.</summary>
    static decimal? Value(IEnumerable<PlaceSums> places) => places.SelectMany(place => place.Sums).Aggregate((decimal?)null, (sum, part) => part.Total is { } total ? (sum ?? 0) + total : sum);

    /// <summary>What the map does not show, each named with its number.</summary>
    internal IEnumerable<string> MapNotes(PlacedSums sums, Measure measure, int level)
    {
        var missing = sums.Places.SelectMany(place => place.Sums).Sum(sum => sum.Missing);
        if (missing > 0)
        {
            yield return text["note-missing-cells", missing, measure.Headers];
        }

        if (sums.UnknownCodes.Count > 0)
        {
            yield return text["note-unknown-codes", sums.UnknownCodes.Count, sums.Codes, string.Join(", ", sums.UnknownCodes.Take(3))];
        }

        if (sums.RowsWithoutCode > 0)
        {
            yield return text["note-rows-without-code", sums.RowsWithoutCode];
        }

        if (sums.Parents.Count > 0)
        {
            yield return text["note-parents", sums.Parents.Count, sums.Parents[0].Name];
        }

        var coarser = sums.Places.Where(place => place.Place.Level < level).ToList();
        if (coarser.Count > 0)
        {
            yield return text["note-coarser", coarser.Count, coarser[0].Place.Name];
        }
    }

    MapModel Compose(DatasetScope scope, GazetteerEdition edition, MapQuery query, IReadOnlyList<MapLevel> levels, int level, IReadOnlyList<Measure> measures, Measure measure, RoundChoice? round, IReadOnlyList<MapArea> areas, IReadOnlyList<string> notes)
    {
        var values = ThematicMap.Classed(areas.Select(area => area.Value));
        var breaks = query.Method == ClassMethod.Manual ? ClassBreaks.At(query.Limits, values) : ClassBreaks.Cut(query.Method, values, query.Classes);
        var words = new FigureWords(scope, text);
        var figureText = new FigureText(scope.Dataset.Title, FigureWords.Subtitle(measure.Label, words.Level(level), words.Round(round)), words.Describe(areas, breaks),
            [.. notes, .. words.Foot(), words.Boundaries(edition), text["disclaimer"]], words.Numbers);
        var map = new ThematicMap(areas, breaks, query.Palette, figureText, words.Map(measure, breaks, query.Method));
        IReadOnlyList<MapRow> rows = [.. areas.OrderByDescending(area => area.Value.HasValue).ThenByDescending(area => area.Value).ThenBy(area => area.Name, StringComparer.CurrentCulture).Select(area => Row(area, map, words))];
        return new(query, map, figureText, edition, levels, level, measures, measure, round, areas, rows, notes);
    }

    MapRow Row(MapArea area, ThematicMap map, FigureWords words) =>
        new(area.Code, area.Name, area.Value, area.Value is { } value ? words.Numbers.Of(value) : text["no-data"], map.Fill(area.Value), map.Legend.FirstOrDefault(entry => entry.Fill == map.Fill(area.Value))?.Label ?? "");
}
