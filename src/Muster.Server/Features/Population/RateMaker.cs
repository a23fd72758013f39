using System.Globalization;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Figures;
using Muster.Server.Features.Operations;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Population;

/// <summary>What is asked of a rate.</summary>
/// <param name="Dataset">Dataset of the figure above the line.</param>
/// <param name="Measure">Key of its measure; null takes the first.</param>
/// <param name="Denominator">Key of the population source; null takes the chosen one.</param>
/// <param name="Level">Level of the units; null takes the deepest that both have.</param>
/// <param name="Per">1, 100, 1,000, 10,000 or 100,000 people.</param>
/// <param name="Round">Round; null takes the newest.</param>
public sealed record RateQuestion(string? Dataset, string? Measure, string? Denominator, string? Level, int? Per, string? Round)
{
    internal int? Depth => int.TryParse(Level, NumberStyles.None, CultureInfo.InvariantCulture, out var level) ? level : null;
}

/// <summary>Sets a figure of a dataset against the residents of the same places. The denominator is always named; what does not fit is refused, with the reason.</summary>
sealed class RateMaker(CountSources sources, PopulationStore population, FigureData data, IStringLocalizer<PopulationText> text, IStringLocalizer<FiguresText> words)
{
    public static readonly IReadOnlyList<int> Pers = [100, 1_000, 10_000, 100_000];

    /// <summary>What can be chosen: datasets with a place and a measure, and sources of residents.</summary>
    public async Task<RateChoices> ChoicesAsync(OperationScope scope, RateQuestion question, CancellationToken cancel)
    {
        var all = (await sources.AllAsync(scope, cancel)).Where(source => FigureData.PlaceColumn(source.Version.Columns) is not null && MeasuresOf(source).Count > 0).ToList();
        var dataset = all.FirstOrDefault(source => source.Dataset.Slug == question.Dataset);
        var place = await population.PlaceAsync(scope, null, cancel);
        var residents = place is { } found ? (await population.OpenAsync(scope, found.Gazetteer, cancel)).Of(found.Place).Where(source => source.Dataset is not null).ToList() : [];
        return new([.. all.Select(source => (source.Dataset.Slug, source.Dataset.Title))], dataset is null ? [] : MeasuresOf(dataset), residents);
    }

    /// <summary>The rates; a refusal says what does not fit.</summary>
    public async Task<(RateTable? Table, Refusal? Refusal)> MakeAsync(OperationScope scope, RateQuestion question, CancellationToken cancel)
    {
        var source = (await sources.AllAsync(scope, cancel)).FirstOrDefault(source => source.Dataset.Slug == question.Dataset);
        if (source is null || FigureData.PlaceColumn(source.Version.Columns) is not { } placeColumn || await population.PlaceAsync(scope, null, cancel) is not { } found)
        {
            return (null, new Refusal(404, "rate-no-figures", text["rate-no-figures"], text["rate-no-figures-next"]));
        }

        var measures = MeasuresOf(source);
        var measure = question.Measure is null ? measures.Count == 0 ? null : measures[0] : measures.FirstOrDefault(measure => measure.Key == question.Measure);
        if (measure is null)
        {
            return (null, new Refusal(400, "rate-no-measure", text["rate-no-measure"], text["rate-no-measure-next"]));
        }

        if (!measure.Meaning.CountsPeople)
        {
            return (null, new Refusal(409, "rate-units-differ", text["rate-units-differ", measure.Label], text["rate-units-differ-next"]));
        }

        var gazetteer = (await sources.EditionOfAsync(source, found.Gazetteer, cancel)).Gazetteer;
        var desk = await population.OpenAsync(scope, found.Gazetteer, cancel);
        var round = await data.RoundAsync(source.Version, placeColumn, question.Round, cancel);
        var sums = await data.SumAsync(source.Version, placeColumn, measure.Columns, round, gazetteer, cancel);
        if (sums.Places.Count == 0)
        {
            return (null, new Refusal(409, "rate-no-places", text["rate-no-places"], text["rate-no-places-next"]));
        }

        var deepest = sums.Places.Min(place => place.Place.Level);
        var level = question.Depth ?? deepest;
        if (level > deepest || level < 0)
        {
            return (null, new Refusal(409, "rate-levels-differ", text["rate-levels-differ", level, deepest], text["rate-levels-differ-next"]));
        }

        var per = Pers.Contains(question.Per ?? 100) ? question.Per ?? 100 : 100;
        var rows = new List<RateRow>();
        foreach (var unit in sums.Places.GroupBy(place => level == 0 ? gazetteer.Country0().Code : gazetteer.Ancestor(place.Place.Code, level)?.Code).Where(group => group.Key is not null).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var place = level == 0 ? gazetteer.Country0() : gazetteer.Find(unit.Key!)!;
            var filled = unit.SelectMany(part => part.Sums).Where(sum => sum.Filled > 0).ToList();
            decimal? people = filled.Count == 0 ? null : filled.Sum(sum => sum.Total ?? 0);
            var candidates = desk.Of(place);
            var residents = question.Denominator is null ? desk.InUse(place) : candidates.FirstOrDefault(candidate => candidate.Key == question.Denominator);
            rows.Add(new(place.Code, place.Name, people, residents?.Total, residents?.Title, residents?.Year, people is not null && residents?.Total > 0 ? people.Value / residents.Total.Value * per : null, unit.Sum(part => part.Sums.Sum(sum => sum.Missing)),
                residents is null && candidates.Count > 1 && question.Denominator is null));
        }

        if (rows.All(row => row.Residents is null))
        {
            return (null, rows.Any(row => row.IsUndecided)
                ? new Refusal(409, "rate-undecided", text["rate-undecided"], text["rate-undecided-next"])
                : new Refusal(409, "rate-no-residents", text["rate-no-residents", level], text["rate-no-residents-next"]));
        }

        return (new RateTable(source.Dataset.Title, $"{scope.Path}/datasets/{source.Dataset.Slug}", measure.Label, level, per, round?.Chosen, rows, sums.UnknownCodes.Count), null);
    }

    /// <summary>What a rate can be made of. Households are offered as well, so that it is said why they do not fit.</summary>
    IReadOnlyList<Measure> MeasuresOf(CountSource source) => [.. Measure.Of(source.Version.Columns, words).Where(measure => measure.Meaning.Concept != Concept.Population)];
}

/// <summary>What can be chosen.</summary>
sealed record RateChoices(IReadOnlyList<(string Slug, string Title)> Datasets, IReadOnlyList<Measure> Measures, IReadOnlyList<PopulationSource> Residents);

/// <summary>Rates by place.</summary>
/// <param name="Title">Dataset of the figures above the line.</param>
/// <param name="Path">Its page.</param>
/// <param name="Measure">What they count.</param>
/// <param name="Level">Level of the units.</param>
/// <param name="Per">People that the rate is for.</param>
/// <param name="Round">Round, or null.</param>
/// <param name="Rows">In code order.</param>
/// <param name="UnknownCodes">Codes that the edition has not.</param>
public sealed record RateTable(string Title, string Path, string Measure, int Level, int Per, string? Round, IReadOnlyList<RateRow> Rows, int UnknownCodes);

/// <summary>A rate with both its figures.</summary>
/// <param name="Code">P-code.</param>
/// <param name="Name">Name.</param>
/// <param name="People">Figure above the line; null where no cell says.</param>
/// <param name="Residents">Figure below the line; null where there is none.</param>
/// <param name="Source">Whose it is.</param>
/// <param name="Year">Its year.</param>
/// <param name="Rate">People for <see cref="RateTable.Per"/> residents; null where either figure is missing.</param>
/// <param name="MissingCells">Blank cells above the line.</param>
/// <param name="IsUndecided">Several sources differ and nobody chose one.</param>
public sealed record RateRow(string Code, string Name, decimal? People, decimal? Residents, string? Source, string? Year, decimal? Rate, long MissingCells, bool IsUndecided)
{
    /// <summary>More people than residents: the figures are not of the same people or places.</summary>
    public bool IsAboveAll => People > Residents;
}
