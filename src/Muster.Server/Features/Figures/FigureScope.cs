using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.Figures;

/// <summary>Finds the figure of the route values <c>operation</c> and <c>figure</c> (short names) with its datasets, and judges the viewer: who does not see every dataset of it does not see it. Its maker and the officers may change it.</summary>
sealed class FigureGate(MusterDb db, FigureStore figures) : Gate
{
    public override async Task<Verdict> JudgeAsync(HttpContext context, Viewer viewer, Need need, CancellationToken cancel)
    {
        var (operationSlug, slug) = (context.GetRouteValue("operation") as string, context.GetRouteValue("figure") as string);
        var operation = await db.Set<Operation>().AsNoTracking().SingleOrDefaultAsync(operation => operation.Slug == operationSlug, cancel);
        if (operation is null || !OperationGate.Sees(viewer, operation))
        {
            return Verdict.Hidden;
        }

        var figure = await db.Set<Figure>().AsNoTracking().SingleOrDefaultAsync(figure => figure.OperationId == operation.Id && figure.Slug == slug, cancel);
        var scope = figure is null ? null : await figures.ScopeAsync(new OperationScope(operation, viewer), figure, cancel);
        if (scope is null)
        {
            return Verdict.Hidden;
        }

        context.Features.Set(scope.Operation);
        context.Features.Set(scope);
        // A member changes their own figures; the same right as the officers'.
        var owned = need == Need.Steer && scope.MayChange ? Need.Contribute : need;
        return Access.Judge(viewer, operation.Id, owned, sees: true);
    }
}

/// <summary>The figure that the gate let the viewer into, with its datasets as the viewer sees them.</summary>
/// <param name="Operation">Its operation and the viewer.</param>
/// <param name="Figure">Read only, not tracked.</param>
/// <param name="Main">Its dataset with the version that it draws; null where the dataset was deleted.</param>
/// <param name="Second">The joined dataset; null for none, or where it was deleted.</param>
public sealed record FigureScope(OperationScope Operation, Figure Figure, DatasetScope? Main, DatasetScope? Second)
{
    public string Path => $"{Operation.Path}/figures/{Figure.Slug}";

    /// <summary>The highest sensitivity of its datasets.</summary>
    public Sensitivity Sensitivity => Datasets.Select(dataset => dataset.Sensitivity).DefaultIfEmpty(Sensitivity.Undecided).Max();

    /// <summary>The narrowest audience of its datasets.</summary>
    public Audience Audience => Datasets.Select(dataset => (Audience)Math.Max((int)dataset.Audience, (int)Access.Widest(dataset.Sensitivity))).DefaultIfEmpty(Audience.Named).Max();

    /// <summary>The viewer may change, copy over and delete it.</summary>
    public bool MayChange => Operation.MaySteer || (Operation.MayContribute && Figure.CreatedBy is not null && Figure.CreatedBy == Operation.Viewer.AccountId);

    IEnumerable<Dataset> Datasets => new[] { Main?.Dataset, Second?.Dataset }.OfType<Dataset>();

    public static ValueTask<FigureScope?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(context.Features.Get<FigureScope>());
}

/// <summary>Saved figures as one viewer sees them.</summary>
sealed class FigureStore(MusterDb db)
{
    /// <summary>Every figure of an operation that the viewer sees, the last changed first.</summary>
    public async Task<IReadOnlyList<FigureScope>> SeenAsync(OperationScope operation, CancellationToken cancel)
    {
        var figures = await db.Set<Figure>().AsNoTracking().Where(figure => figure.OperationId == operation.Operation.Id).ToListAsync(cancel);
        var datasets = await db.Set<Dataset>().AsNoTracking().Where(dataset => dataset.OperationId == operation.Operation.Id).ToDictionaryAsync(dataset => dataset.Id, cancel);
        return [.. figures.OrderByDescending(figure => figure.ChangedAt).ThenBy(figure => figure.Slug, StringComparer.Ordinal)
            .Where(figure => Sees(operation, figure, datasets))
            .Select(figure => new FigureScope(operation, figure, Bare(figure.DatasetId), figure.SecondDatasetId is { } second ? Bare(second) : null))];

        DatasetScope? Bare(Guid id) => datasets.TryGetValue(id, out var dataset) ? new DatasetScope(operation, dataset, null) : null;
    }

    /// <summary>The figure with the versions that it draws; null where it does not exist for the viewer.</summary>
    public async Task<FigureScope?> ScopeAsync(OperationScope operation, Figure figure, CancellationToken cancel)
    {
        var ids = new[] { (Guid?)figure.DatasetId, figure.SecondDatasetId }.OfType<Guid>().ToList();
        var datasets = await db.Set<Dataset>().AsNoTracking().Where(dataset => dataset.OperationId == operation.Operation.Id && ids.Contains(dataset.Id)).ToDictionaryAsync(dataset => dataset.Id, cancel);
        return !Sees(operation, figure, datasets) ? null : new FigureScope(operation, figure,
            await DatasetAsync(operation, datasets.GetValueOrDefault(figure.DatasetId), figure.FrozenVersion, cancel),
            figure.SecondDatasetId is { } second ? await DatasetAsync(operation, datasets.GetValueOrDefault(second), figure.SecondFrozenVersion, cancel) : null);
    }

    /// <summary>A dataset by its short name, with a version; null where the viewer does not see it.</summary>
    public async Task<DatasetScope?> DatasetAsync(OperationScope operation, string? slug, int? version, CancellationToken cancel)
    {
        var dataset = await db.Set<Dataset>().AsNoTracking().SingleOrDefaultAsync(dataset => dataset.OperationId == operation.Operation.Id && dataset.Slug == slug, cancel);
        return dataset is null || !DatasetGate.Sees(operation.Viewer, dataset) ? null : await DatasetAsync(operation, dataset, version, cancel);
    }

    /// <summary>Datasets to choose from, by title.</summary>
    public async Task<IReadOnlyList<Dataset>> DatasetsAsync(OperationScope operation, CancellationToken cancel)
    {
        var all = await db.Set<Dataset>().AsNoTracking().Where(dataset => dataset.OperationId == operation.Operation.Id && dataset.CurrentVersionId != null).ToListAsync(cancel);
        return [.. all.Where(dataset => DatasetGate.Sees(operation.Viewer, dataset)).OrderBy(dataset => dataset.Title, StringComparer.CurrentCultureIgnoreCase)];
    }

    async Task<DatasetScope?> DatasetAsync(OperationScope operation, Dataset? dataset, int? version, CancellationToken cancel)
    {
        if (dataset is null)
        {
            return null;
        }

        var versions = db.Set<DatasetVersion>().AsNoTracking().Where(row => row.DatasetId == dataset.Id);
        return new DatasetScope(operation, dataset, await (version is { } number ? versions.SingleOrDefaultAsync(row => row.Number == number, cancel) : versions.SingleOrDefaultAsync(row => row.Id == dataset.CurrentVersionId, cancel)));
    }

    // Nobody can tell any more who saw a dataset that was deleted: its figures are left to their maker and the officers.
    static bool Sees(OperationScope operation, Figure figure, Dictionary<Guid, Dataset> datasets) =>
        new[] { (Guid?)figure.DatasetId, figure.SecondDatasetId }.OfType<Guid>().All(id =>
            datasets.TryGetValue(id, out var dataset) ? DatasetGate.Sees(operation.Viewer, dataset) : operation.MaySteer || (figure.CreatedBy is not null && figure.CreatedBy == operation.Viewer.AccountId));
}
