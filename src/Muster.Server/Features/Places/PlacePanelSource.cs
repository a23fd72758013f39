using Muster.Server.Features.Accounts;

namespace Muster.Server.Features.Places;

/// <summary>What one feature knows of a place, shown on the place's page: figures, datasets, population. Each feature registers a source.</summary>
abstract class PlacePanelSource
{
    /// <summary>Panels for this viewer; empty where the feature has nothing to say. What the viewer may not see is not hinted at.</summary>
    public abstract Task<IReadOnlyList<PlacePanel>> DescribeAsync(PlaceQuery place, CancellationToken cancel);
}

/// <summary>The place asked about.</summary>
/// <param name="Viewer">Who asks.</param>
/// <param name="Edition">Edition that the page shows.</param>
/// <param name="Place">The place.</param>
/// <param name="Codes">Its code, and those it has in other editions by confirmed links.</param>
sealed record PlaceQuery(Viewer Viewer, GazetteerEdition Edition, PlaceRow Place, IReadOnlyList<string> Codes);

/// <summary>A part of a place's page.</summary>
/// <param name="Order">Place on the page, low first.</param>
/// <param name="Title">Heading, in the viewer's language.</param>
/// <param name="Path">Address of more; null where there is none.</param>
/// <param name="Items">What is known.</param>
public sealed record PlacePanel(int Order, string Title, string? Path, IReadOnlyList<PlacePanelItem> Items);

/// <summary>A line of a panel.</summary>
/// <param name="Title">Text of the link.</param>
/// <param name="Path">Address.</param>
/// <param name="Value">The figure, or null.</param>
/// <param name="Note">A few words beside it, or null.</param>
public sealed record PlacePanelItem(string Title, string Path, string? Value, string? Note);
