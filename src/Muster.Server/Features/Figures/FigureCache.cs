using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Muster.Server.Features.Places;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Figures;

/// <summary>Drawn figures in memory, least used first out. What a figure is made of is in its tag, so that nothing kept can be old.</summary>
sealed class FigureCache : IDisposable
{
    const long MostBytes = 48L << 20;

    /// <summary>Another build may draw otherwise.</summary>
    static readonly string Build = typeof(FigureCache).Module.ModuleVersionId.ToString("N");

    readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MostBytes, CompactionPercentage = 0.25 });

    /// <summary>What is kept under a tag, made where it is not there.</summary>
    /// <param name="tag">From <see cref="Tag"/>.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="weight">About how many bytes it holds.</param>
    public async Task<T> GetAsync<T>(string tag, Func<Task<T>> make, Func<T, long> weight) where T : class
    {
        if (cache.TryGetValue(tag, out T? kept))
        {
            return kept!;
        }

        var made = await make();
        cache.Set(tag, made, new MemoryCacheEntryOptions { Size = weight(made) + 200 });
        return made;
    }

    /// <summary>A tag of everything that a figure depends on: table, words of the dataset, boundaries, language, what was asked.</summary>
    public static string Tag(string kind, DatasetScope scope, GazetteerEdition? edition, string query)
    {
        var (dataset, version, language) = (scope.Dataset, scope.Version, CultureInfo.CurrentUICulture.Name);
        var all = string.Join('\n', Build, kind, dataset.Id, dataset.Revision, dataset.UpdatedAt.UtcTicks, dataset.Title, version?.Id, version?.TableHash, scope.Operation.Operation.Zone, edition?.Id, edition?.Revision, edition?.Name, language, query);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..32];
    }

    public void Dispose() => cache.Dispose();
}
