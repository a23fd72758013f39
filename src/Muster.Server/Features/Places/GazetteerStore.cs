using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Muster.Server.Storage;
using Muster.Tabular.Matching;

namespace Muster.Server.Features.Places;

/// <summary>An edition ready for matching, with its country's aliases.</summary>
/// <param name="EditionId">Edition.</param>
/// <param name="Gazetteer">Its units.</param>
/// <param name="Matcher">Finds units in it.</param>
public sealed record LoadedGazetteer(Guid EditionId, Gazetteer Gazetteer, PlaceMatcher Matcher);

/// <summary>Gazetteers in memory: a cache that asks the database at each call whether units or aliases have changed, so that all nodes match alike.</summary>
sealed class GazetteerStore(IServiceScopeFactory scopes) : IDisposable
{
    const long MostUnits = 300_000;
    readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MostUnits });
    readonly SemaphoreSlim loading = new(1);

    /// <summary>The current edition of a country (ISO 3166 alpha-3); null where none is loaded.</summary>
    public Task<LoadedGazetteer?> CurrentAsync(string country, CancellationToken cancel) =>
        LoadAsync(editions => editions.Where(edition => edition.Country == country && edition.IsCurrent).OrderByDescending(edition => edition.LoadedAt), cancel);

    /// <summary>One edition; null where it is unknown.</summary>
    public Task<LoadedGazetteer?> FindAsync(Guid editionId, CancellationToken cancel) =>
        LoadAsync(editions => editions.Where(edition => edition.Id == editionId), cancel);

    public void Dispose()
    {
        cache.Dispose();
        loading.Dispose();
    }

    async Task<LoadedGazetteer?> LoadAsync(Func<IQueryable<GazetteerEdition>, IQueryable<GazetteerEdition>> which, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MusterDb>();
        if (await which(db.Set<GazetteerEdition>().AsNoTracking()).FirstOrDefaultAsync(cancel) is not { } edition)
        {
            return null;
        }

        var stamp = await StampAsync(db, edition, cancel);
        if (cache.TryGetValue(edition.Id, out Entry? entry) && entry!.Stamp == stamp)
        {
            return entry.Loaded;
        }

        // One at a time: ten requests for a cold edition of 30,000 units read it once.
        await loading.WaitAsync(cancel);
        try
        {
            if (cache.TryGetValue(edition.Id, out entry) && entry!.Stamp == stamp)
            {
                return entry.Loaded;
            }

            var loaded = await ReadAsync(db, edition, cancel);
            cache.Set(edition.Id, new Entry(stamp, loaded), new MemoryCacheEntryOptions { Size = loaded.Gazetteer.Places.Count + 1 });
            return loaded;
        }
        finally
        {
            loading.Release();
        }
    }

    /// <summary>Differs as soon as a unit or an alias was added, changed or removed, on whichever node.</summary>
    static async Task<Stamp> StampAsync(MusterDb db, GazetteerEdition edition, CancellationToken cancel)
    {
        var aliases = db.Set<AliasRow>().AsNoTracking().Where(alias => alias.Country == edition.Country);
        var newest = await aliases.OrderByDescending(alias => alias.DecidedAt).ThenBy(alias => alias.Id).Select(alias => (Guid?)alias.Id).FirstOrDefaultAsync(cancel);
        return new Stamp(edition.Revision, edition.Name, newest is null ? 0 : await aliases.CountAsync(cancel), newest);
    }

    static async Task<LoadedGazetteer> ReadAsync(MusterDb db, GazetteerEdition edition, CancellationToken cancel)
    {
        var rows = await db.Set<PlaceRow>().AsNoTracking().Where(place => place.EditionId == edition.Id)
            .Select(place => new { place.Code, place.Level, place.ParentCode, place.Name, place.NamesJson }).ToListAsync(cancel);
        var places = rows.OrderBy(row => row.Level).ThenBy(row => row.Code, StringComparer.Ordinal)
            .Select(row => new Place(row.Code, row.Level, row.ParentCode, row.Name, PlaceNames.Read(row.NamesJson))).ToArray();
        var aliases = await db.Set<AliasRow>().AsNoTracking().Where(alias => alias.Country == edition.Country)
            .Select(alias => new PlaceAlias(alias.ParentCode, alias.Text, alias.Code)).ToListAsync(cancel);
        var gazetteer = new Gazetteer(edition.Country, edition.Name, places, aliases, edition.Nesting);
        return new LoadedGazetteer(edition.Id, gazetteer, new PlaceMatcher(gazetteer));
    }

    sealed record Stamp(int Revision, string Name, int Aliases, Guid? NewestAlias);

    sealed record Entry(Stamp Stamp, LoadedGazetteer Loaded);
}
