using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;

namespace Muster.Server.Features.Places;

/// <summary>The units of a country, level by level.</summary>
static class ShowCountry
{
    public const int PageSize = 100;
    const int MostOfPage = 1000;

    public static async Task<IResult> Page(CountryScope scope, Guid? edition, int? level, string? within, string? q, int? page, PlaceStore places, HttpContext context, CancellationToken cancel)
    {
        var editions = await places.EditionsAsync(scope.Country, cancel);
        if (editions.FirstOrDefault(row => edition is null || row.Id == edition) is not { } shown)
        {
            return edition is null ? new RazorComponentResult<CountryPage>(new { Scope = scope }) : Refusals.Of(context, 404);
        }

        var levels = await places.LevelsAsync(shown.Id, cancel);
        var searches = !string.IsNullOrWhiteSpace(q);
        // A text is looked for on all levels unless one was chosen; without a text the first level below the country is where people begin.
        var asked = new PlaceQuestion(level ?? (searches ? null : levels.Select(row => row.Level).Where(row => row > 0).DefaultIfEmpty(0).First()), Within: Filled(within), Text: q, Page: Math.Clamp(page ?? 1, 1, 100_000), Size: PageSize);
        var (items, total) = await places.FindAsync(shown.Id, asked, cancel);
        var inside = asked.Within is null ? null : await places.PlaceAsync(shown.Id, asked.Within, cancel);
        return new RazorComponentResult<CountryPage>(new { Scope = scope, Editions = (IReadOnlyList<GazetteerEdition>)editions, Edition = shown, Levels = (IReadOnlyList<PlaceLevel>)levels, Question = asked, Items = items, Total = total, Inside = inside?.Name });
    }

    /// <returns>The country with its editions and the levels of the current one; 404 <c>places-none</c> where none is loaded.</returns>
    public static async Task<IResult> Handle(CountryScope scope, PlaceStore places, IStringLocalizer<PlacesText> text, CancellationToken cancel)
    {
        var editions = await places.EditionsAsync(scope.Country, cancel);
        return editions.Count == 0
            ? None(scope, text)
            : TypedResults.Ok(new { scope.Country, scope.Name, Editions = editions.Select(EditionAnswer.Of), Levels = await places.LevelsAsync(editions[0].Id, cancel) });
    }

    /// <returns>A page of units in code order: <c>edition</c>, <c>total</c>, <c>page</c>, <c>size</c>, <c>units</c>; 404 <c>places-none</c>.</returns>
    public static async Task<IResult> Units(CountryScope scope, Guid? edition, int? level, string? parent, string? within, string? q, int? page, int? size, PlaceStore places, IStringLocalizer<PlacesText> text, CancellationToken cancel)
    {
        if (await places.EditionAsync(scope.Country, edition, cancel) is not { } shown)
        {
            return None(scope, text);
        }

        var question = new PlaceQuestion(level, Filled(parent), Filled(within), q, Math.Clamp(page ?? 1, 1, 1_000_000), Math.Clamp(size ?? PageSize, 1, MostOfPage));
        var (items, total) = await places.FindAsync(shown.Id, question, cancel);
        return TypedResults.Ok(new { Edition = EditionAnswer.Of(shown), Total = total, question.Page, question.Size, Units = items });
    }

    public static Refusal None(CountryScope scope, IStringLocalizer text) => new(404, "places-none", text["places-none", scope.Name], text["places-none-next"]);

    static string? Filled(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
