using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Figures.Drawing;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;
using Muster.Tabular.Matching;

namespace Muster.Server.Features.Population;

/// <summary>The residents of a place: every source side by side with its difference from the chosen one, the choice and its history, the places below, the pyramid of the chosen source.</summary>
static class ShowPopulation
{
    const int PageSize = 100;

    /// <returns>The page; 404 for an unknown code. Without an edition of places, a page that says so.</returns>
    public static async Task<IResult> Page(OperationScope scope, string? code, int? page, string? told, PopulationStore store, MusterDb db, IStringLocalizer<PopulationText> text, HttpContext context, CancellationToken cancel)
    {
        if (await store.PlaceAsync(scope, code, cancel) is not { } found)
        {
            return code is null ? new RazorComponentResult<PopulationPage>(new { Scope = scope }) : Refusals.Of(context, 404);
        }

        var view = await ViewAsync(scope, found.Gazetteer, found.Place, page, store, cancel);
        var people = scope.MayContribute ? view.History.Select(choice => choice.DecidedBy).OfType<Guid>().Append(view.Chosen?.Choice.DecidedBy ?? Guid.Empty).Distinct().ToList() : [];
        return new RazorComponentResult<PopulationPage>(new
        {
            Scope = scope,
            Given = view,
            Told = told,
            Names = (IReadOnlyDictionary<Guid, string>)await db.Users.AsNoTracking().Where(account => people.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.DisplayName, cancel),
            Pyramid = Pyramid(view, text, SheetShape.Wide),
            NarrowPyramid = Pyramid(view, text, SheetShape.Tall),
        });
    }

    /// <returns>The sources of a place with the chosen one, and a page of the places below; 404 for an unknown code, or without an edition of places.</returns>
    public static async Task<IResult> Handle(OperationScope scope, string? code, int? page, PopulationStore store, HttpContext context, CancellationToken cancel) =>
        await store.PlaceAsync(scope, code, cancel) is { } found
            ? TypedResults.Ok(PopulationAnswer.Of(await ViewAsync(scope, found.Gazetteer, found.Place, page, store, cancel)))
            : Refusals.Of(context, 404);

    static async Task<PopulationView> ViewAsync(OperationScope scope, Places.LoadedGazetteer loaded, Place place, int? page, PopulationStore store, CancellationToken cancel)
    {
        var (desk, gazetteer) = (await store.OpenAsync(scope, loaded, cancel), loaded.Gazetteer);
        var sources = desk.Of(place);
        var below = (place.Level == 0 ? gazetteer.Places.Where(unit => unit.Level == 1) : gazetteer.Children(place.Code)).OrderBy(unit => unit.Code, StringComparer.Ordinal).ToList();
        var at = Math.Clamp(page ?? 1, 1, 10_000);
        return new PopulationView(
            place, gazetteer.Country, [.. Above(place, gazetteer)], sources, desk.ChosenFor(place, sources), desk.History(place), desk.LastNumber(place),
            [.. below.Skip((at - 1) * PageSize).Take(PageSize).Select(unit => Below(unit, desk))], below.Count, at, PageSize);
    }

    static PlaceBelow Below(Place unit, PopulationDesk desk)
    {
        var sources = desk.Of(unit);
        var totals = sources.Select(source => source.Total).OfType<decimal>().ToList();
        return new(unit.Code, unit.Name, sources.Count, desk.InUse(unit), totals.Count == 0 ? null : totals.Min(), totals.Count == 0 ? null : totals.Max());
    }

    static IEnumerable<Place> Above(Place place, Gazetteer gazetteer)
    {
        for (var level = 0; level < place.Level; level++)
        {
            if ((level == 0 ? gazetteer.Country0() : gazetteer.Ancestor(place.Code, level)) is { } above)
            {
                yield return above;
            }
        }
    }

    static string? Pyramid(PopulationView view, IStringLocalizer<PopulationText> text, SheetShape shape)
    {
        var source = view.Chosen?.Source ?? (view.Sources.Select(source => source.Total).Distinct().Count() == 1 ? view.Sources[0] : null);
        if (source is null || PyramidData.Of([.. source.Groups]) is not { Bands.Count: > 0 } data)
        {
            return null;
        }

        var numbers = new NumberText(CultureInfo.CurrentCulture);
        var title = new FigureText(
            text["pyramid-of", view.Place.Name], string.Join(" · ", new[] { source.Title, source.Year }.Where(part => !string.IsNullOrEmpty(part))),
            text["pyramid-describe", numbers.Of(data.Total), numbers.Of(data.Male), numbers.Of(data.Female)], source.Publisher is null ? [] : [text["source-is", source.Publisher]], numbers);
        return new Pyramid(data, PyramidUnit.People, title, new PyramidWords(text["male"], text["female"], text["age"], text["people"], text["months"], text["bar-title"])).Draw(shape == SheetShape.Wide ? "pyramid" : "pyramid-narrow", shape);
    }
}

/// <summary>A place below.</summary>
/// <param name="Code">P-code.</param>
/// <param name="Name">Name.</param>
/// <param name="Sources">Sources with a figure for it.</param>
/// <param name="InUse">The figure to work with; null where sources differ and nobody chose.</param>
/// <param name="Least">Least of them.</param>
/// <param name="Most">Most of them.</param>
public sealed record PlaceBelow(string Code, string Name, int Sources, PopulationSource? InUse, decimal? Least, decimal? Most);

/// <summary>All that the page of a place's population shows.</summary>
sealed record PopulationView(
    Place Place, string Country, IReadOnlyList<Place> Above, IReadOnlyList<PopulationSource> Sources, ChosenPopulation? Chosen, IReadOnlyList<PopulationChoice> History, int LastNumber, IReadOnlyList<PlaceBelow> Below, int BelowCount, int Page, int PageSize);

/// <summary>The population of a place, for scripts.</summary>
/// <param name="Code">P-code.</param>
/// <param name="Name">Name.</param>
/// <param name="Level">0 country, 1 to 5 below.</param>
/// <param name="Sources">Every source, side by side.</param>
/// <param name="Chosen">Key of the chosen one, or null.</param>
/// <param name="ChosenFor">P-code of the place that it was chosen for.</param>
/// <param name="ChosenAt">When.</param>
/// <param name="Reason">Why.</param>
/// <param name="Number">Number of the newest decision on this place; a new one names it.</param>
/// <param name="BelowCount">Places below in all.</param>
/// <param name="Below">A page of the places below.</param>
sealed record PopulationAnswer(string Code, string Name, int Level, IReadOnlyList<SourceAnswer> Sources, string? Chosen, string? ChosenFor, DateTimeOffset? ChosenAt, string? Reason, int Number, int BelowCount, IReadOnlyList<PlaceBelow> Below)
{
    public static PopulationAnswer Of(PopulationView view) => new(
        view.Place.Code, view.Place.Name, view.Place.Level, [.. view.Sources.Select(source => SourceAnswer.Of(source, view.Chosen?.Source.Total))],
        view.Chosen?.Source.Key, view.Chosen?.At.Code, view.Chosen?.Choice.DecidedAt, view.Chosen?.Choice.Reason, view.LastNumber, view.BelowCount, view.Below);
}

/// <summary>A source with its groups.</summary>
/// <param name="Source">What it says.</param>
/// <param name="Difference">People more or fewer than the chosen source; null without one.</param>
/// <param name="Groups">By sex and age: <c>sex</c>, <c>age</c>, <c>people</c>, <c>missing</c> blank cells.</param>
sealed record SourceAnswer(PopulationSource Source, decimal? Difference, IReadOnlyList<GroupAnswer> Groups)
{
    public static SourceAnswer Of(PopulationSource source, decimal? chosen) =>
        new(source, source.Total - chosen, [.. source.Groups.Where(group => group.Cells > 0).Select(group => new GroupAnswer(group.Sex.ToString().ToLowerInvariant(), group.Age?.ToString(), group.Total, group.Missing))]);
}

/// <summary>People of one sex and age.</summary>
sealed record GroupAnswer(string Sex, string? Age, decimal People, long Missing);
