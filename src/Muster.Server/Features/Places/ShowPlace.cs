using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Errors;
using Muster.Server.Storage;

namespace Muster.Server.Features.Places;

/// <summary>One unit: names, code, where it belongs and lies, what is below.</summary>
static class ShowPlace
{
    public static async Task<IResult> Page(CountryScope scope, string code, Guid? edition, int? page, PlaceStore places, BoundaryStore boundaries, MusterDb db, HttpContext context, CancellationToken cancel)
    {
        if (await FindAsync(scope, code, edition, places, cancel) is not { } found)
        {
            return Refusals.Of(context, 404);
        }

        var above = await places.AboveAsync(found.Edition.Id, found.Place, cancel);
        var question = new PlaceQuestion(Parent: found.Place.Code, Page: Math.Clamp(page ?? 1, 1, 100_000));
        var (children, total) = await places.FindAsync(found.Edition.Id, question, cancel);
        return new RazorComponentResult<PlacePage>(new
        {
            Scope = scope,
            found.Edition,
            found.Place,
            Above = above,
            Children = children,
            ChildCount = total,
            Question = question,
            Locator = await Locator.DrawAsync(found.Edition, found.Place, boundaries, cancel),
            Aliases = scope.MaySteer ? await AliasesAsync(scope.Country, code, db, cancel) : [],
        });
    }

    /// <returns>The unit with all its names; 404 for an unknown code or edition.</returns>
    public static async Task<IResult> Handle(CountryScope scope, string code, Guid? edition, PlaceStore places, HttpContext context, CancellationToken cancel) =>
        await FindAsync(scope, code, edition, places, cancel) is { } found
            ? TypedResults.Ok(new PlaceDetails(scope.Country, EditionAnswer.Of(found.Edition), found.Place.Code, found.Place.Level, found.Place.Name, PlaceNames.Read(found.Place.NamesJson), await places.AboveAsync(found.Edition.Id, found.Place, cancel), found.Place.AreaSqKm, Box(found.Place)))
            : Refusals.Of(context, 404);

    /// <returns>A page of the units directly below; 404 for an unknown code or edition.</returns>
    public static async Task<IResult> Children(CountryScope scope, string code, Guid? edition, int? page, int? size, PlaceStore places, HttpContext context, CancellationToken cancel)
    {
        if (await FindAsync(scope, code, edition, places, cancel) is not { } found)
        {
            return Refusals.Of(context, 404);
        }

        var question = new PlaceQuestion(Parent: found.Place.Code, Page: Math.Clamp(page ?? 1, 1, 1_000_000), Size: Math.Clamp(size ?? ShowCountry.PageSize, 1, 1000));
        var (items, total) = await places.FindAsync(found.Edition.Id, question, cancel);
        return TypedResults.Ok(new { Total = total, question.Page, question.Size, Units = items });
    }

    static async Task<(GazetteerEdition Edition, PlaceRow Place)?> FindAsync(CountryScope scope, string code, Guid? edition, PlaceStore places, CancellationToken cancel) =>
        await places.EditionAsync(scope.Country, edition, cancel) is { } shown && await places.PlaceAsync(shown.Id, code, cancel) is { } place ? (shown, place) : null;

    static async Task<IReadOnlyList<SettledAlias>> AliasesAsync(string country, string code, MusterDb db, CancellationToken cancel)
    {
        var aliases = await db.Set<AliasRow>().AsNoTracking().Where(alias => alias.Country == country && alias.Code == code).OrderBy(alias => alias.Text).ToListAsync(cancel);
        var people = aliases.Select(alias => alias.DecidedBy).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.AsNoTracking().Where(account => people.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.DisplayName, cancel);
        return [.. aliases.Select(alias => new SettledAlias(alias.Id, alias.Text, alias.ParentCode, alias.DecidedBy is { } by ? names.GetValueOrDefault(by) : null, alias.DecidedAt))];
    }

    static double[]? Box(PlaceRow place) => place is { West: { } west, South: { } south, East: { } east, North: { } north } ? [west, south, east, north] : null;
}

/// <summary>A unit, for scripts.</summary>
/// <param name="Country">ISO 3166 alpha-3.</param>
/// <param name="Edition">Edition it is read from.</param>
/// <param name="Code">P-code.</param>
/// <param name="Level">0 country, 1 to 5 below.</param>
/// <param name="Name">Name shown.</param>
/// <param name="Names">All names by language; <c>und</c> where the list does not say.</param>
/// <param name="Above">Units above, country first.</param>
/// <param name="AreaSqKm">Area of the boundary, or null.</param>
/// <param name="Box">West, south, east, north in degrees, or null.</param>
sealed record PlaceDetails(string Country, EditionAnswer Edition, string Code, int Level, string Name, IReadOnlyDictionary<string, string> Names, IReadOnlyList<PlaceItem> Above, double? AreaSqKm, double[]? Box);

/// <summary>An alias as officers see it.</summary>
/// <param name="Id">Alias.</param>
/// <param name="Text">As it stood in the data.</param>
/// <param name="ParentCode">Within which unit it holds; null for the whole country.</param>
/// <param name="DecidedBy">Name of who decided, or null.</param>
/// <param name="DecidedAt">When.</param>
public sealed record SettledAlias(Guid Id, string Text, string? ParentCode, string? DecidedBy, DateTimeOffset DecidedAt);
