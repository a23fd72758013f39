using Muster.Server.Features.Accounts;

namespace Muster.Server.Features.Search;

/// <summary>Finds one kind of thing for the search box. Each feature registers one; it returns only what the viewer may see.</summary>
abstract class SearchSource
{
    /// <summary>Kind as a stable word: <c>operation</c>, <c>dataset</c>, <c>place</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Heading over the hits, in the viewer's language.</summary>
    public abstract string Title { get; }

    /// <summary>Best first.</summary>
    /// <param name="text">What was typed, folded (no accents, lower case), 1 to 200 characters.</param>
    /// <param name="viewer">Who asks.</param>
    /// <param name="limit">Most hits.</param>
    /// <param name="cancel">Stops.</param>
    public abstract Task<IReadOnlyList<SearchHit>> FindAsync(string text, Viewer viewer, int limit, CancellationToken cancel);
}

/// <summary>A thing found.</summary>
/// <param name="Title">Text of the link.</param>
/// <param name="Path">Address.</param>
/// <param name="Note">Where it belongs, in a few words, or null.</param>
public sealed record SearchHit(string Title, string Path, string? Note);
