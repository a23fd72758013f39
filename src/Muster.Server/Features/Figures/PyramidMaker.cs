using Microsoft.Extensions.Localization;
using Muster.Server.Features.Figures.Drawing;
using Muster.Server.Features.Places;
using Muster.Server.Features.Tables;
using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Figures;

/// <summary>A unit that a pyramid can be limited to.</summary>
/// <param name="Code">P-code.</param>
/// <param name="Name">Name.</param>
/// <param name="Level">Level.</param>
public sealed record PyramidPlace(string Code, string Name, int Level);

/// <summary>A pyramid with all that was chosen for it.</summary>
sealed record PyramidModel(PyramidQuery Query, Pyramid Pyramid, IReadOnlyList<Concept> Countable, Concept Counted, IReadOnlyList<PyramidPlace> Places, RoundChoice? Round, IReadOnlyList<string> Notes);

/// <summary>Makes a pyramid of a dataset version: the columns by sex and age, summed over the places asked for.</summary>
sealed class PyramidMaker(FigureData data, FigureCache cache, IStringLocalizer<FiguresText> text)
{
    /// <summary>Deepest level offered for choosing places: below it a list is no help.</summary>
    const int DeepestChoice = 2;

    public async Task<string> TagAsync(DatasetScope scope, PyramidQuery query, CancellationToken cancel) =>
        FigureCache.Tag("pyramid", scope, await data.EditionAsync(scope, cancel), query.Address + query.Shape);

    /// <summary>The pyramid; throws <see cref="FigureException"/> where the data has none.</summary>
    public async Task<PyramidModel> MakeAsync(DatasetScope scope, PyramidQuery query, CancellationToken cancel)
    {
        var edition = await data.EditionAsync(scope, cancel);
        var tag = FigureCache.Tag("pyramid-model", scope, edition, query.Address);
        return await cache.GetAsync(tag, async () => await ReadAsync(scope, edition, query, cancel), model => (model.Places.Count * 100L) + 10_000);
    }

    async Task<PyramidModel> ReadAsync(DatasetScope scope, GazetteerEdition? edition, PyramidQuery query, CancellationToken cancel)
    {
        var version = data.VersionOf(scope);
        var countable = Countable(version.Columns);
        var counted = Choose(countable, query.Counted);
        var columns = version.Columns.Where(column => column.Meaning.Concept == counted && column.Meaning.Qualifier is null).ToList();
        var placeColumn = FigureData.PlaceColumn(version.Columns);
        var round = await data.RoundAsync(version, placeColumn, query.Round, cancel);
        var gazetteer = edition is null || placeColumn is null ? null : await data.GazetteerAsync(edition, cancel);
        IReadOnlyList<int> numbers = [.. columns.Select(column => column.Index)];
        if (gazetteer is null || placeColumn is null)
        {
            return query.Places.Count > 0
                ? throw FigureProblems.Parameter(text, "place", query.Places[0], text["places-need-gazetteer"])
                : Compose(scope, query, countable, counted, PyramidData.Of([.. columns.Zip(await data.SumAsync(version, numbers, round, cancel), Count)]), [], [], round);
        }

        var sums = await data.SumAsync(version, placeColumn, numbers, round, gazetteer.Gazetteer, cancel);
        var chosen = query.Places.Select(code => Known(code, gazetteer.Gazetteer)).ToList();
        var places = sums.Places.Where(place => chosen.Count == 0 || chosen.Any(unit => gazetteer.Gazetteer.Ancestor(place.Place.Code, unit.Level)?.Code == unit.Code)).ToList();
        var counts = columns.Select((column, index) => Count(column, Total(column.Index, places.Select(place => place.Sums[index])))).ToList();
        return Compose(scope, query, countable, counted, PyramidData.Of(counts), chosen, Choices(sums, gazetteer.Gazetteer), round);
    }

    /// <summary>What has columns of both sexes with bands; residents first.</summary>
    internal static IReadOnlyList<Concept> Countable(IReadOnlyList<TableColumn> columns) =>
        [.. columns.Where(column => column.Meaning is { CountsPeople: true, Qualifier: null, Age: not null }).GroupBy(column => column.Meaning.Concept)
            .Where(group => group.Any(column => column.Meaning.Sex == Sex.Male) && group.Any(column => column.Meaning.Sex == Sex.Female)).Select(group => group.Key).Order()];

    Concept Choose(IReadOnlyList<Concept> countable, string? asked) => countable.Count == 0 ? throw FigureProblems.NoBands(text)
        : asked is null ? countable[0]
        : countable.Where(concept => FigureQuery.Word(concept) == asked).Select(concept => (Concept?)concept).FirstOrDefault() ?? throw FigureProblems.Parameter(text, "counted", asked, string.Join(", ", countable.Select(FigureQuery.Word)));

    Place Known(string code, Gazetteer gazetteer) => gazetteer.Find(code) ?? throw FigureProblems.Parameter(text, "place", code, text["place-of-edition", gazetteer.Edition]);

    static SexAgeCount Count(TableColumn column, ColumnSum sum) => new(column.Meaning.Sex, column.Meaning.Age, sum.Total ?? 0, sum.Filled, sum.Missing);

    static ColumnSum Total(int column, IEnumerable<ColumnSum> sums)
    {
        var all = sums.ToList();
        return new(column, all.Sum(sum => sum.Total ?? 0), all.Sum(sum => sum.Filled), all.Sum(sum => sum.Missing), all.All(sum => sum.IsExact));
    }

    static IReadOnlyList<PyramidPlace> Choices(PlacedSums sums, Gazetteer gazetteer) =>
        [.. Enumerable.Range(1, DeepestChoice).SelectMany(level => sums.Places.Select(place => gazetteer.Ancestor(place.Place.Code, level)).OfType<Place>().DistinctBy(place => place.Code).OrderBy(place => place.Name, StringComparer.CurrentCulture))
            .Select(place => new PyramidPlace(place.Code, place.Name, place.Level))];

    PyramidModel Compose(DatasetScope scope, PyramidQuery query, IReadOnlyList<Concept> countable, Concept counted, PyramidData bands, List<Place> chosen, IReadOnlyList<PyramidPlace> places, RoundChoice? round)
    {
        if (bands.Bands.Count == 0)
        {
            throw FigureProblems.NoBands(text);
        }

        var words = new FigureWords(scope, text);
        IReadOnlyList<string> notes = [.. Notes(bands, words)];
        var where = chosen.Count switch { 0 => text["places-all"].Value, <= 4 => string.Join(", ", chosen.Select(place => place.Name)), _ => text["places-many", chosen.Count, chosen[0].Name] };
        var title = new FigureText(scope.Dataset.Title, FigureWords.Subtitle(Measure.Words(new Meaning(counted), text), where, words.Round(round)), Describe(bands, words), [.. notes, .. words.Foot()], words.Numbers);
        var labels = new PyramidWords(text["male"], text["female"], text["age-group"], text[query.Unit == PyramidUnit.Percent ? "axis-percent" : "axis-people"], text["months"], text["bar-title"]);
        return new(query, new Pyramid(bands, query.Unit, title, labels), countable, counted, places, round, notes);
    }

    string Describe(PyramidData bands, FigureWords words) =>
        text["describe-pyramid", words.Numbers.Of(bands.Total), words.Numbers.Of(bands.Male), words.Numbers.Of(bands.Female), Measure.Band(bands.Bands.MaxBy(band => band.Male + band.Female)!.Age, text)];

    /// <summary>What the bars do not hold.</summary>
    IEnumerable<string> Notes(PyramidData bands, FigureWords words)
    {
        if (bands.MaleWithoutAge > 0 || bands.FemaleWithoutAge > 0)
        {
            yield return text["note-age-unknown", words.Numbers.Of(Math.Max(0, bands.MaleWithoutAge)), words.Numbers.Of(Math.Max(0, bands.FemaleWithoutAge))];
        }

        if (bands.MaleWithoutAge < 0 || bands.FemaleWithoutAge < 0)
        {
            yield return text["note-bands-above-total", words.Numbers.Of(-Math.Min(0, bands.MaleWithoutAge)), words.Numbers.Of(-Math.Min(0, bands.FemaleWithoutAge))];
        }

        if (bands.SexUnknown != 0)
        {
            yield return text["note-sex-unknown", words.Numbers.Of(bands.SexUnknown)];
        }

        if (bands.Gaps.Count > 0)
        {
            yield return text["note-gaps", Names(bands.Gaps)];
        }

        if (bands.LeftOut.Count > 0)
        {
            yield return text["note-left-out", Names(bands.LeftOut)];
        }

        if (bands.MissingCells > 0)
        {
            yield return text["note-missing-bars", bands.MissingCells];
        }

        if (bands.Bands.Where(band => !band.Age.IsOpen).Select(band => band.Age.ToMonths - band.Age.FromMonths).Distinct().Count() > 1)
        {
            yield return text["note-uneven"];
        }
    }

    string Names(IEnumerable<AgeBand> bands) => string.Join(", ", bands.Select(band => Measure.Band(band, text)));
}
