namespace Muster.Server.Features.Operations;

/// <summary>What one feature shows on the operation's page: what is here, new and missing. Each feature registers a source.</summary>
abstract class OperationPanelSource
{
    /// <summary>Null where the feature has nothing to say to this viewer.</summary>
    public abstract Task<OperationPanel?> DescribeAsync(OperationScope scope, CancellationToken cancel);
}

/// <summary>A part of the operation's page.</summary>
/// <param name="Order">Place on the page, low first: 10 datasets, 20 imports, 30 places, 40 contacts, 50 meetings …</param>
/// <param name="Title">Heading, in the viewer's language.</param>
/// <param name="Path">Address of the whole list.</param>
/// <param name="Count">How many there are for this viewer.</param>
/// <param name="Empty">Shown where there is none: what it is for and how to begin.</param>
/// <param name="Items">Newest first, at most six.</param>
public sealed record OperationPanel(int Order, string Title, string Path, int Count, string Empty, IReadOnlyList<OperationPanelItem> Items)
{
    /// <summary>What to do next: label and address, where the viewer may.</summary>
    public (string Label, string Path)? Action { get; init; }
}

/// <summary>A line of a panel.</summary>
/// <param name="Title">Text of the link.</param>
/// <param name="Path">Address.</param>
/// <param name="Note">A few words beside it, or null.</param>
/// <param name="At">When, or null.</param>
public sealed record OperationPanelItem(string Title, string Path, string? Note, DateTimeOffset? At);
