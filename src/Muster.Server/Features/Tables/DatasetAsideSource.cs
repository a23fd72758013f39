namespace Muster.Server.Features.Tables;

/// <summary>What another feature says about a dataset, in a panel of its page. Each feature registers a source.</summary>
abstract class DatasetAsideSource
{
    /// <summary>Panels for the version in scope; empty where there is nothing to say to this viewer.</summary>
    public abstract Task<IReadOnlyList<DatasetAside>> DescribeAsync(DatasetScope scope, CancellationToken cancel);
}

/// <summary>A panel of a dataset's page.</summary>
/// <param name="Title">Heading, in the viewer's language.</param>
/// <param name="Warning">What to heed, or null.</param>
/// <param name="Lines">What is told.</param>
/// <param name="Action">What to do next: label and address; null where there is nothing.</param>
public sealed record DatasetAside(string Title, string? Warning, IReadOnlyList<DatasetAsideLine> Lines, (string Label, string Path)? Action);

/// <summary>A line of a panel.</summary>
/// <param name="Title">Text of the link.</param>
/// <param name="Path">Address.</param>
/// <param name="Note">A few words beside it, or null.</param>
public sealed record DatasetAsideLine(string Title, string Path, string? Note);
