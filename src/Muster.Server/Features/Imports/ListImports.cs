using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Imports.Uploading;
using Muster.Server.Features.Jobs;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;

namespace Muster.Server.Features.Imports;

/// <summary>The imports of an operation: an officer sees all, a member their own (DR-C4).</summary>
static class ListImports
{
    const int PageSize = 50;

    public static async Task<RazorComponentResult<ImportsPage>> Page(OperationScope scope, MusterDb db, UploadDesk uploads, int page = 1, CancellationToken cancel = default)
    {
        page = Math.Max(1, page);
        var total = await Seen(db, scope).CountAsync(cancel);
        var rows = await Newest(db, scope, page).Select(import => new ImportLine(
            import.Id, import.FileName, import.SizeInBytes, import.State, import.UploadedAt,
            db.Set<Job>().Where(job => job.SubjectId == import.Id && job.State == JobState.Waiting).Select(job => (double?)job.Progress).Max(),
            db.Users.Where(account => account.Id == import.UploadedBy).Select(account => account.DisplayName).FirstOrDefault())).ToListAsync(cancel);
        return new RazorComponentResult<ImportsPage>(new { Scope = scope, Imports = (IReadOnlyList<ImportLine>)rows, Page = page, PageSize, Total = total, Unfinished = await uploads.UnfinishedAsync(scope, cancel) });
    }

    /// <returns>A page of imports, newest first.</returns>
    public static async Task<Ok<Paged<ImportAnswer>>> Handle(OperationScope scope, MusterDb db, int page = 1, CancellationToken cancel = default)
    {
        page = Math.Max(1, page);
        var total = await Seen(db, scope).CountAsync(cancel);
        var rows = await Newest(db, scope, page).ToListAsync(cancel);
        return TypedResults.Ok(new Paged<ImportAnswer>(total, page, PageSize, [.. rows.Select(import => ImportAnswer.Of(scope, import))]));
    }

    /// <summary>Those that the viewer may see; the same rule as <see cref="ImportGate.Sees"/>, as a query.</summary>
    public static IQueryable<Import> Seen(MusterDb db, OperationScope scope)
    {
        var (operation, account) = (scope.Operation.Id, scope.Viewer.AccountId);
        var imports = db.Set<Import>().AsNoTracking().Where(import => import.OperationId == operation);
        return scope.MaySteer ? imports : imports.Where(import => import.UploadedBy == account && account != null);
    }

    // Identity of the row breaks ties, so that pages neither repeat nor skip.
    static IQueryable<Import> Newest(MusterDb db, OperationScope scope, int page) =>
        Seen(db, scope).OrderByDescending(import => import.UploadedAt).ThenBy(import => import.Id).Skip((page - 1) * PageSize).Take(PageSize);
}

/// <summary>A line of the list.</summary>
/// <param name="Id">Id.</param>
/// <param name="FileName">Name as uploaded.</param>
/// <param name="SizeInBytes">Size.</param>
/// <param name="State">State.</param>
/// <param name="UploadedAt">When.</param>
/// <param name="Progress">Share done of the work under way, 0 to 1; null where none is.</param>
/// <param name="Uploader">Name; null where the account is gone.</param>
public sealed record ImportLine(Guid Id, string FileName, long SizeInBytes, ImportState State, DateTimeOffset UploadedAt, double? Progress, string? Uploader);

/// <summary>A page of a list.</summary>
/// <param name="Total">Items in all.</param>
/// <param name="Page">From 1.</param>
/// <param name="Size">Items a page.</param>
/// <param name="Items">Of this page.</param>
sealed record Paged<T>(long Total, int Page, int Size, IReadOnlyList<T> Items);
