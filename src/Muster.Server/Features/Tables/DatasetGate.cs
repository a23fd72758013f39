using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;

namespace Muster.Server.Features.Tables;

/// <summary>Finds the dataset of the route values <c>operation</c> and <c>dataset</c> (short names), with its current version or that of <c>version</c> (a number), and judges the viewer.</summary>
sealed class DatasetGate(MusterDb db) : Gate
{
    public override async Task<Verdict> JudgeAsync(HttpContext context, Viewer viewer, Need need, CancellationToken cancel)
    {
        var (operationSlug, slug) = (context.GetRouteValue("operation") as string, context.GetRouteValue("dataset") as string);
        var found = await db.Set<Dataset>().AsNoTracking()
            .Join(db.Set<Operation>(), dataset => dataset.OperationId, operation => operation.Id, (dataset, operation) => new { dataset, operation })
            .Where(pair => pair.operation.Slug == operationSlug && pair.dataset.Slug == slug)
            .SingleOrDefaultAsync(cancel);
        if (found is null || !OperationGate.Sees(viewer, found.operation))
        {
            return Verdict.Hidden;
        }

        var verdict = Access.Judge(viewer, found.operation.Id, need, Sees(viewer, found.dataset));
        if (verdict != Verdict.Allowed)
        {
            return verdict;
        }

        var version = await VersionAsync(context, found.dataset, cancel);
        if (version is null && context.GetRouteValue("version") is not null)
        {
            return Verdict.Hidden;
        }

        var operation = new OperationScope(found.operation, viewer);
        context.Features.Set(operation);
        context.Features.Set(new DatasetScope(operation, found.dataset, version));
        return Verdict.Allowed;
    }

    public static bool Sees(Viewer viewer, Dataset dataset) =>
        Access.MayRead(viewer, dataset.OperationId, dataset.Sensitivity, dataset.Audience, dataset.CreatedBy);

    async Task<DatasetVersion?> VersionAsync(HttpContext context, Dataset dataset, CancellationToken cancel)
    {
        var versions = db.Set<DatasetVersion>().AsNoTracking();
        if (context.GetRouteValue("version") is not string text)
        {
            return await versions.SingleOrDefaultAsync(version => version.Id == dataset.CurrentVersionId, cancel);
        }

        return int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? await versions.SingleOrDefaultAsync(version => version.DatasetId == dataset.Id && version.Number == number, cancel)
            : null;
    }
}

/// <summary>The dataset that the gate let the viewer into; an action takes it as a parameter.</summary>
/// <param name="Operation">Its operation and the viewer.</param>
/// <param name="Dataset">Read only, not tracked.</param>
/// <param name="Version">The version asked for; null where the dataset has none yet.</param>
public sealed record DatasetScope(OperationScope Operation, Dataset Dataset, DatasetVersion? Version)
{
    public string Path => $"{Operation.Path}/datasets/{Dataset.Slug}";

    public static ValueTask<DatasetScope?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(context.Features.Get<DatasetScope>());
}
