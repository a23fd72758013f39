using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Pages;
using Muster.Server.Storage;
using Muster.Tabular.Matching;

namespace Muster.Server.Features.Places;

/// <summary>The countries whose places are here.</summary>
static class ListCountries
{
    public static async Task<RazorComponentResult<CountriesPage>> Page(Viewer viewer, MusterDb db, PlaceStore places, CancellationToken cancel)
    {
        var countries = await AllAsync(db, places, cancel);
        return new RazorComponentResult<CountriesPage>(new { Countries = countries, MayLoad = viewer.IsAdministrator, Missing = await MissingAsync(viewer, countries, db, cancel) });
    }

    /// <returns>Countries with an edition, by code.</returns>
    public static async Task<Ok<IReadOnlyList<CountryAnswer>>> Handle(MusterDb db, PlaceStore places, CancellationToken cancel) =>
        TypedResults.Ok(await AllAsync(db, places, cancel));

    /// <summary>Leads to the loading page of a country typed by its code.</summary>
    public static async Task<IResult> Choose(string? country, Viewer viewer, MusterDb db, PlaceStore places, IStringLocalizer<PlacesText> text, CancellationToken cancel)
    {
        if (CountryCodes.Alpha3((country ?? "").Trim()) is { } known)
        {
            return TypedResults.LocalRedirect($"/places/{known}/editions");
        }

        var countries = await AllAsync(db, places, cancel);
        return new RazorComponentResult<CountriesPage>(new { Countries = countries, MayLoad = viewer.IsAdministrator, Missing = await MissingAsync(viewer, countries, db, cancel), Typed = country, Error = text["country-unknown", country ?? ""].Value }) { StatusCode = 400 };
    }

    static async Task<IReadOnlyList<CountryAnswer>> AllAsync(MusterDb db, PlaceStore places, CancellationToken cancel)
    {
        var editions = await db.Set<GazetteerEdition>().AsNoTracking().ToListAsync(cancel);
        var shown = editions.GroupBy(edition => edition.Country).Select(group => (Edition: group.OrderByDescending(edition => edition.IsCurrent).ThenByDescending(edition => edition.ValidOn).First(), Count: group.Count())).ToList();
        var levels = await places.LevelsAsync([.. shown.Select(pair => pair.Edition.Id)], cancel);
        return [.. shown.Select(pair => new CountryAnswer(pair.Edition.Country, CountryNames.Of(pair.Edition.Country), EditionAnswer.Of(pair.Edition), pair.Count, [.. levels[pair.Edition.Id]])).OrderBy(country => country.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>Countries of operations in which the viewer decides that have no places yet.</summary>
    static async Task<IReadOnlyList<string>> MissingAsync(Viewer viewer, IReadOnlyList<CountryAnswer> countries, MusterDb db, CancellationToken cancel)
    {
        if (!viewer.IsSignedIn)
        {
            return [];
        }

        var operations = await db.Set<Operation>().AsNoTracking().ToListAsync(cancel);
        return [.. operations.Where(operation => viewer.RoleIn(operation.Id) == OperationRole.InformationOfficer).SelectMany(operation => operation.CountryCodes).Distinct().Except(countries.Select(country => country.Country)).Order(StringComparer.Ordinal)];
    }
}

/// <summary>A country whose places are here.</summary>
/// <param name="Country">ISO 3166 alpha-3.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="Edition">The current edition.</param>
/// <param name="Editions">How many there are.</param>
/// <param name="Levels">Levels of the current one.</param>
public sealed record CountryAnswer(string Country, string Name, EditionAnswer Edition, int Editions, IReadOnlyList<PlaceLevel> Levels);

/// <summary>An edition.</summary>
/// <param name="Id">Lower-case UUID.</param>
/// <param name="Name">For example "CNIGS 2018-11-29".</param>
/// <param name="ValidOn">Date of the dataset.</param>
/// <param name="Source">Who made it, or null.</param>
/// <param name="Licence">Licence, or null.</param>
/// <param name="IsCurrent">New imports are matched with it.</param>
/// <param name="Nesting">How codes nest: <c>prefix</c>, <c>padded</c>, <c>none</c>.</param>
/// <param name="LoadedAt">When it was loaded.</param>
/// <param name="Revision">Goes up when it changes.</param>
public sealed record EditionAnswer(Guid Id, string Name, DateOnly ValidOn, string? Source, string? Licence, bool IsCurrent, Nesting Nesting, DateTimeOffset LoadedAt, int Revision)
{
    internal static EditionAnswer Of(GazetteerEdition edition) => new(edition.Id, edition.Name, edition.ValidOn, edition.Source, edition.Licence, edition.IsCurrent, edition.Nesting, edition.LoadedAt, edition.Revision);
}
