using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Search;
using Muster.Server.Pages;
using Muster.Server.Storage;

namespace Muster.Server.Features.Places;

/// <summary>Finds units of the current editions by a name in any language or by code: exact ones first, then beginnings, then the rest.</summary>
sealed class PlaceSearch(MusterDb db, IStringLocalizer<PlacesText> words) : SearchSource
{
    public override string Kind => "place";

    public override string Title => words["places"];

    public override async Task<IReadOnlyList<SearchHit>> FindAsync(string text, Viewer viewer, int limit, CancellationToken cancel)
    {
        var folded = PlaceNames.Folded(text);
        if (folded.Length < 2)
        {
            return [];
        }

        // Each name stands on a line of its own.
        var (exact, beginning) = ($"\n{folded}\n", $"\n{folded}");
        var current = db.Set<GazetteerEdition>().Where(edition => edition.IsCurrent);
        var rows = await db.Set<PlaceRow>().AsNoTracking().Where(place => place.SearchText.Contains(folded))
            .Join(current, place => place.EditionId, edition => edition.Id, (place, edition) => new { place, edition.Country })
            .OrderBy(row => row.place.SearchText.Contains(exact) ? 0 : row.place.SearchText.Contains(beginning) ? 1 : 2).ThenBy(row => row.place.Level).ThenBy(row => row.place.Code)
            .Take(limit)
            .Select(row => new { row.place.EditionId, row.place.Code, row.place.Level, row.place.Name, row.place.ParentCode, row.Country }).ToListAsync(cancel);
        var editions = rows.Select(row => row.EditionId).Distinct().ToList();
        var parents = rows.Select(row => row.ParentCode).OfType<string>().Distinct().ToList();
        var names = (await db.Set<PlaceRow>().AsNoTracking().Where(place => editions.Contains(place.EditionId) && parents.Contains(place.Code)).Select(place => new { place.EditionId, place.Code, place.Name }).ToListAsync(cancel))
            .ToDictionary(place => (place.EditionId, place.Code), place => place.Name);
        return [.. rows.Select(row => new SearchHit(row.Name, $"/places/{row.Country}/{Uri.EscapeDataString(row.Code)}", string.Join(" · ", Notes(row.Code, row.Level, row.ParentCode is null ? null : names.GetValueOrDefault((row.EditionId, row.ParentCode)), row.Country))))];
    }

    IEnumerable<string> Notes(string code, int level, string? parent, string country)
    {
        yield return code;
        yield return level == 0 ? words["level-country"] : words["level-number", level];
        yield return parent ?? CountryNames.Of(country);
    }
}
