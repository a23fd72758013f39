using Microsoft.AspNetCore.Http.HttpResults;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.Search;

/// <summary>Asks each source and shows the hits by kind.</summary>
static class FindEverything
{
    const int LimitByKind = 20;

    public static async Task<RazorComponentResult<SearchPage>> Page(string? q, Viewer viewer, IEnumerable<SearchSource> sources, CancellationToken cancel) =>
        new(new { Query = q?.Trim() ?? "", Groups = await FindAsync(q, viewer, sources, cancel) });

    /// <returns>Hits by kind, kinds without hits left out.</returns>
    public static async Task<Ok<IReadOnlyList<SearchGroup>>> Handle(string? q, Viewer viewer, IEnumerable<SearchSource> sources, CancellationToken cancel) =>
        TypedResults.Ok(await FindAsync(q, viewer, sources, cancel));

    static async Task<IReadOnlyList<SearchGroup>> FindAsync(string? q, Viewer viewer, IEnumerable<SearchSource> sources, CancellationToken cancel)
    {
        var text = Fold.Text((q ?? "").Trim());
        if (text.Length is 0 or > 200)
        {
            return [];
        }

        var groups = new List<SearchGroup>();
        foreach (var source in sources)
        {
            var hits = await source.FindAsync(text, viewer, LimitByKind, cancel);
            if (hits.Count > 0)
            {
                groups.Add(new SearchGroup(source.Kind, source.Title, hits));
            }
        }

        return groups;
    }
}

/// <summary>Hits of one kind.</summary>
/// <param name="Kind">Stable word.</param>
/// <param name="Title">Heading.</param>
/// <param name="Hits">Best first.</param>
public sealed record SearchGroup(string Kind, string Title, IReadOnlyList<SearchHit> Hits);
