namespace Muster.Server.Features.Tables;

/// <summary>Pictures that another feature can draw of a dataset, shown on its page. Each feature registers a source.</summary>
abstract class DatasetFigureSource
{
    /// <summary>Pictures for the version in scope; empty where there is none to draw.</summary>
    public abstract Task<IReadOnlyList<DatasetFigure>> DescribeAsync(DatasetScope scope, CancellationToken cancel);
}

/// <summary>A picture of a dataset.</summary>
/// <param name="Title">What it is, in the viewer's language.</param>
/// <param name="Path">Its page.</param>
/// <param name="Picture">Address of the picture.</param>
/// <param name="NarrowPicture">Address of the same for a narrow screen.</param>
public sealed record DatasetFigure(string Title, string Path, string Picture, string NarrowPicture);
