using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.Catalogue;

/// <summary>The versions of a dataset; none is ever changed.</summary>
static class ShowVersions
{
    const int PageSize = 50;

    public static async Task<RazorComponentResult<VersionsPage>> Page(DatasetScope scope, MusterDb db, People people, int page = 1, CancellationToken cancel = default)
    {
        page = Math.Max(1, page);
        var versions = db.Set<DatasetVersion>().AsNoTracking().Where(version => version.DatasetId == scope.Dataset.Id);
        // One more than shown: the oldest of a page is compared with the one before it.
        var shown = await versions.OrderByDescending(version => version.Number).Skip((page - 1) * PageSize).Take(PageSize + 1).ToListAsync(cancel);
        return new RazorComponentResult<VersionsPage>(new
        {
            Scope = scope,
            Versions = (IReadOnlyList<DatasetVersion>)shown,
            Total = await versions.CountAsync(cancel),
            Page = page,
            PageSize,
            Names = scope.Operation.MayContribute ? await people.NamesAsync(shown.Select(version => version.CreatedBy), cancel) : new Dictionary<Guid, string>(),
        });
    }

    public static async Task<RazorComponentResult<VersionPage>> OnePage(DatasetScope scope, MusterDb db, People people, Addresses addresses, CancellationToken cancel) => new(new
    {
        Scope = scope,
        Before = await db.Set<DatasetVersion>().AsNoTracking().Where(version => version.DatasetId == scope.Dataset.Id && version.Number < scope.Version!.Number).OrderByDescending(version => version.Number).FirstOrDefaultAsync(cancel),
        Steps = (IReadOnlyList<TakenStep>)[.. (await ImportSteps.AllAsync(db, scope.Version!.ImportId, cancel)).Where(step => step.UndoneAt is null).OrderBy(step => step.Order)],
        Maker = scope.Operation.MayContribute ? await people.NameAsync(scope.Version!.CreatedBy, cancel) : null,
        Address = addresses.Of($"{scope.Path}/versions/{scope.Version!.Number}"),
    });

    /// <returns>All versions, newest first.</returns>
    public static async Task<Ok<IReadOnlyList<VersionAnswer>>> Handle(DatasetScope scope, MusterDb db, CancellationToken cancel) =>
        TypedResults.Ok<IReadOnlyList<VersionAnswer>>([.. (await db.Set<DatasetVersion>().AsNoTracking().Where(version => version.DatasetId == scope.Dataset.Id).OrderByDescending(version => version.Number).ToListAsync(cancel)).Select(VersionAnswer.Of)]);

    /// <returns>The version.</returns>
    public static Ok<VersionAnswer> One(DatasetScope scope) => TypedResults.Ok(VersionAnswer.Of(scope.Version!));
}
