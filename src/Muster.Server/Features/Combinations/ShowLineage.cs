using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.Combinations;

/// <summary>Where a dataset came from and where it went; made again when a source has moved on.</summary>
static class ShowLineage
{
    public static async Task<RazorComponentResult<LineagePage>> Page(DatasetScope scope, Lineage lineage, CancellationToken cancel) =>
        new(new { Scope = scope, View = await lineage.OfAsync(scope, cancel) });

    /// <returns>How the current version was made, of what, and what was made of it.</returns>
    public static async Task<Ok<LineageView>> Handle(DatasetScope scope, Lineage lineage, CancellationToken cancel) => TypedResults.Ok(await lineage.OfAsync(scope, cancel));

    public static async Task<IResult> RefreshFromForm(DatasetScope scope, IFormCollection _, Lineage lineage, CombineDatasets combine, MusterDb db, IStringLocalizer<CombinationsText> text, CancellationToken cancel)
    {
        var (import, refusal) = await RefreshAsync(scope, lineage, combine, db, text, cancel);
        return refusal ?? (IResult)TypedResults.LocalRedirect($"{scope.Operation.Path}/imports/{import!.Id:D}");
    }

    /// <returns>202 and the import by which the next version comes in; 409 <c>not-refreshable</c>, <c>join-multiplies</c>, <c>sensitivity-inherited</c>.</returns>
    public static async Task<IResult> Refresh(DatasetScope scope, Lineage lineage, CombineDatasets combine, MusterDb db, IStringLocalizer<CombinationsText> text, CancellationToken cancel)
    {
        var (import, refusal) = await RefreshAsync(scope, lineage, combine, db, text, cancel);
        return refusal ?? (IResult)TypedResults.Accepted(ImportAnswer.UrlOf(scope.Operation, import!.Id), ImportAnswer.Of(scope.Operation, import));
    }

    static async Task<(Import? Import, Refusal? Refusal)> RefreshAsync(DatasetScope scope, Lineage lineage, CombineDatasets combine, MusterDb db, IStringLocalizer<CombinationsText> text, CancellationToken cancel)
    {
        var view = await lineage.OfAsync(scope, cancel);
        if (!view.MayBeRefreshed || view.Recipe is null)
        {
            return (null, new Refusal(409, "not-refreshable", text["not-refreshable"], text["not-refreshable-next"]));
        }

        var left = await db.Set<Dataset>().AsNoTracking().SingleAsync(dataset => dataset.OperationId == scope.Dataset.OperationId && dataset.Slug == view.MadeFrom[0].Slug, cancel);
        var version = await db.Set<DatasetVersion>().AsNoTracking().SingleAsync(version => version.Id == left.CurrentVersionId, cancel);
        return await combine.SaveAsync(new DatasetScope(scope.Operation, left, version), view.Recipe with { With = view.MadeFrom[1].Slug, Into = null }, scope.Dataset, cancel);
    }
}
