using Microsoft.EntityFrameworkCore;
using Muster.Server.Storage;

namespace Muster.Server.Features.Places;

/// <summary>A level of an edition.</summary>
/// <param name="Level">0 country, 1 to 5 below.</param>
/// <param name="Units">Units on it.</param>
/// <param name="WithBoundary">Those that have a boundary.</param>
public sealed record PlaceLevel(int Level, int Units, int WithBoundary);

/// <summary>A unit in a list.</summary>
/// <param name="Code">P-code.</param>
/// <param name="Level">0 country, 1 to 5 below.</param>
/// <param name="Name">Name shown.</param>
/// <param name="ParentCode">P-code of the unit above, or null.</param>
/// <param name="ParentName">Its name, or null.</param>
/// <param name="Children">Units directly below.</param>
public sealed record PlaceItem(string Code, int Level, string Name, string? ParentCode, string? ParentName, int Children);

/// <summary>What is asked of an edition's units.</summary>
/// <param name="Level">Level; null takes all.</param>
/// <param name="Parent">P-code directly above, or null.</param>
/// <param name="Within">P-code above on any level, or null.</param>
/// <param name="Text">Part of a name or code, or null.</param>
/// <param name="Page">From 1.</param>
/// <param name="Size">Units a page.</param>
public sealed record PlaceQuestion(int? Level = null, string? Parent = null, string? Within = null, string? Text = null, int Page = 1, int Size = 100);

/// <summary>The questions that pages, the API, search and the demonstration ask about editions.</summary>
sealed class PlaceStore(MusterDb db)
{
    public Task<List<GazetteerEdition>> EditionsAsync(string country, CancellationToken cancel) =>
        db.Set<GazetteerEdition>().AsNoTracking().Where(edition => edition.Country == country).OrderByDescending(edition => edition.IsCurrent).ThenByDescending(edition => edition.ValidOn).ThenByDescending(edition => edition.LoadedAt).ToListAsync(cancel);

    /// <summary>The edition asked for, else the current one; null where there is none.</summary>
    public async Task<GazetteerEdition?> EditionAsync(string country, Guid? id, CancellationToken cancel) =>
        (await EditionsAsync(country, cancel)).FirstOrDefault(edition => id is null || edition.Id == id);

    public Task<List<PlaceLevel>> LevelsAsync(Guid edition, CancellationToken cancel) =>
        Places(edition).GroupBy(place => place.Level).OrderBy(level => level.Key)
            .Select(level => new PlaceLevel(level.Key, level.Count(), level.Count(place => place.West != null))).ToListAsync(cancel);

    /// <summary>Levels of several editions.</summary>
    public async Task<ILookup<Guid, PlaceLevel>> LevelsAsync(IReadOnlyList<Guid> editions, CancellationToken cancel) =>
        (await db.Set<PlaceRow>().AsNoTracking().Where(place => editions.Contains(place.EditionId)).GroupBy(place => new { place.EditionId, place.Level })
            .Select(group => new { group.Key.EditionId, group.Key.Level, Units = group.Count(), WithBoundary = group.Count(place => place.West != null) }).ToListAsync(cancel))
        .OrderBy(row => row.Level).ToLookup(row => row.EditionId, row => new PlaceLevel(row.Level, row.Units, row.WithBoundary));

    /// <summary>One page of units in code order, and how many there are in all.</summary>
    public async Task<(IReadOnlyList<PlaceItem> Items, int Total)> FindAsync(Guid edition, PlaceQuestion question, CancellationToken cancel)
    {
        var asked = Asked(edition, question);
        var total = await asked.CountAsync(cancel);
        var rows = await asked.OrderBy(place => place.Level).ThenBy(place => place.Code).Skip((question.Page - 1) * question.Size).Take(question.Size)
            .Select(place => new { place.Code, place.Level, place.Name, place.ParentCode }).ToListAsync(cancel);
        var codes = rows.Select(row => row.Code).ToList();
        var parents = rows.Select(row => row.ParentCode).OfType<string>().Distinct().ToList();
        var names = await Places(edition).Where(place => parents.Contains(place.Code)).ToDictionaryAsync(place => place.Code, place => place.Name, cancel);
        var children = await Places(edition).Where(place => place.ParentCode != null && codes.Contains(place.ParentCode)).GroupBy(place => place.ParentCode!)
            .Select(group => new { Code = group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Code, group => group.Count, cancel);
        return ([.. rows.Select(row => new PlaceItem(row.Code, row.Level, row.Name, row.ParentCode, row.ParentCode is null ? null : names.GetValueOrDefault(row.ParentCode), children.GetValueOrDefault(row.Code)))], total);
    }

    public Task<PlaceRow?> PlaceAsync(Guid edition, string code, CancellationToken cancel) =>
        Places(edition).SingleOrDefaultAsync(place => place.Code == code, cancel);

    /// <summary>The units above, country first.</summary>
    public async Task<IReadOnlyList<PlaceItem>> AboveAsync(Guid edition, PlaceRow place, CancellationToken cancel)
    {
        var above = new List<PlaceItem>();
        for (var parent = place.ParentCode; parent is not null && above.Count < 6;)
        {
            var row = await Places(edition).Where(unit => unit.Code == parent).Select(unit => new { unit.Code, unit.Level, unit.Name, unit.ParentCode }).SingleOrDefaultAsync(cancel);
            if (row is null)
            {
                break;
            }

            above.Insert(0, new PlaceItem(row.Code, row.Level, row.Name, row.ParentCode, null, 0));
            parent = row.ParentCode;
        }

        return above;
    }

    IQueryable<PlaceRow> Asked(Guid edition, PlaceQuestion question)
    {
        var all = Places(edition);
        var asked = all;
        if (question.Level is { } level)
        {
            asked = asked.Where(place => place.Level == level);
        }

        if (question.Parent is { } parent)
        {
            asked = asked.Where(place => place.ParentCode == parent);
        }

        if (question.Within is { } within)
        {
            // A country has five levels below it at most: four steps up reach every ancestor.
            var first = all.Where(place => place.ParentCode == within).Select(place => place.Code);
            var second = all.Where(place => first.Contains(place.ParentCode)).Select(place => place.Code);
            var third = all.Where(place => second.Contains(place.ParentCode)).Select(place => place.Code);
            var fourth = all.Where(place => third.Contains(place.ParentCode)).Select(place => place.Code);
            asked = asked.Where(place => place.ParentCode == within || first.Contains(place.ParentCode) || second.Contains(place.ParentCode) || third.Contains(place.ParentCode) || fourth.Contains(place.ParentCode));
        }

        if (!string.IsNullOrWhiteSpace(question.Text))
        {
            var text = PlaceNames.Folded(question.Text);
            asked = asked.Where(place => place.SearchText.Contains(text));
        }

        return asked;
    }

    IQueryable<PlaceRow> Places(Guid edition) => db.Set<PlaceRow>().AsNoTracking().Where(place => place.EditionId == edition);
}
