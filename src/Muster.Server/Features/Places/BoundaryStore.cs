using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Muster.Server.Storage;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Muster.Server.Features.Places;

/// <summary>The boundary of one unit.</summary>
/// <param name="Code">P-code.</param>
/// <param name="Name">Name shown.</param>
/// <param name="ParentCode">P-code of the unit above, or null.</param>
/// <param name="Level">0 country, 1 to 5 below.</param>
/// <param name="Geometry">Polygon or multipolygon, WGS 84 degrees. Shared: never changed.</param>
public sealed record PlaceBoundary(string Code, string Name, string? ParentCode, int Level, Geometry Geometry);

/// <summary>Boundaries in memory, least used first out, for maps and downloads.</summary>
sealed class BoundaryStore(IServiceScopeFactory scopes) : IDisposable
{
    /// <summary>About what the cached coordinates weigh; a country's deepest level has some hundred thousand points of 40 bytes.</summary>
    const long MostBytes = 96L << 20;

    readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MostBytes, CompactionPercentage = 0.25 });
    readonly SemaphoreSlim loading = new(1);

    /// <summary>Units of a level that have a boundary, in code order; empty for an unknown edition.</summary>
    /// <param name="editionId">Edition.</param>
    /// <param name="level">0 to 5.</param>
    /// <param name="within">P-code of a unit above (any level) to which they belong; null takes all.</param>
    /// <param name="cancel">Stops.</param>
    public async Task<IReadOnlyList<PlaceBoundary>> LevelAsync(Guid editionId, int level, string? within, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MusterDb>();
        var revision = await db.Set<GazetteerEdition>().AsNoTracking().Where(edition => edition.Id == editionId).Select(edition => (int?)edition.Revision).FirstOrDefaultAsync(cancel);
        if (revision is null)
        {
            return [];
        }

        var all = await KeptAsync((editionId, revision.Value, level), () => ReadAsync(db, editionId, level, cancel), Weight, cancel);
        if (within is null)
        {
            return all;
        }

        var parents = await KeptAsync((editionId, revision.Value, -1), () => ParentsAsync(db, editionId, cancel), map => map.Count * 120L, cancel);
        return [.. all.Where(boundary => IsWithin(boundary.Code, within, parents))];
    }

    public void Dispose()
    {
        cache.Dispose();
        loading.Dispose();
    }

    async Task<T> KeptAsync<T>((Guid Edition, int Revision, int Part) key, Func<Task<T>> read, Func<T, long> weight, CancellationToken cancel) where T : class
    {
        if (cache.TryGetValue(key, out T? kept))
        {
            return kept!;
        }

        await loading.WaitAsync(cancel);
        try
        {
            if (!cache.TryGetValue(key, out kept))
            {
                kept = await read();
                // What is larger than the whole cache is served and not kept.
                cache.Set(key, kept, new MemoryCacheEntryOptions { Size = weight(kept) + 1 });
            }

            return kept!;
        }
        finally
        {
            loading.Release();
        }
    }

    static async Task<IReadOnlyList<PlaceBoundary>> ReadAsync(MusterDb db, Guid editionId, int level, CancellationToken cancel)
    {
        var rows = await db.Set<PlaceRow>().AsNoTracking().Where(place => place.EditionId == editionId && place.Level == level && place.Boundary != null)
            .Select(place => new { place.Code, place.Name, place.ParentCode, place.Boundary }).ToListAsync(cancel);
        var reader = new WKBReader { HandleSRID = false };
        return [.. rows.OrderBy(row => row.Code, StringComparer.Ordinal).Select(row => new PlaceBoundary(row.Code, row.Name, row.ParentCode, level, reader.Read(row.Boundary)))];
    }

    static async Task<Dictionary<string, string?>> ParentsAsync(MusterDb db, Guid editionId, CancellationToken cancel) =>
        await db.Set<PlaceRow>().AsNoTracking().Where(place => place.EditionId == editionId).ToDictionaryAsync(place => place.Code, place => place.ParentCode, StringComparer.Ordinal, cancel);

    static bool IsWithin(string code, string ancestor, Dictionary<string, string?> parents)
    {
        // Six levels at most; the count ends a circle that a broken table might hold.
        string? at = code;
        for (var step = 0; at is not null && step < 8; step++)
        {
            if (at == ancestor)
            {
                return true;
            }

            at = parents.GetValueOrDefault(at);
        }

        return false;
    }

    static long Weight(IReadOnlyList<PlaceBoundary> boundaries) => boundaries.Sum(boundary => (boundary.Geometry.NumPoints * 40L) + 200);
}
