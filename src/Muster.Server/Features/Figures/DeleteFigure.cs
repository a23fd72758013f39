using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Storage;

namespace Muster.Server.Features.Figures;

/// <summary>Removes a saved figure with its batches of sheets, after a confirmation. Its datasets stay as they are.</summary>
static class DeleteFigure
{
    public static RazorComponentResult<FigureDeletionPage> Page(FigureScope scope) => new(new { Scope = scope });

    /// <returns>A redirect to the list.</returns>
    public static async Task<RedirectHttpResult> FromForm(FigureScope scope, IFormCollection form, MusterDb db, IFileStore files, TimeProvider clock, CancellationToken cancel)
    {
        _ = form;
        await RemoveAsync(scope, db, files, clock, cancel);
        return TypedResults.LocalRedirect(scope.Operation.Path + "/figures");
    }

    /// <returns>204.</returns>
    public static async Task<NoContent> Handle(FigureScope scope, MusterDb db, IFileStore files, TimeProvider clock, CancellationToken cancel)
    {
        await RemoveAsync(scope, db, files, clock, cancel);
        return TypedResults.NoContent();
    }

    static async Task RemoveAsync(FigureScope scope, MusterDb db, IFileStore files, TimeProvider clock, CancellationToken cancel)
    {
        var hashes = await db.Set<SheetBatch>().Where(batch => batch.FigureId == scope.Figure.Id && batch.FileHash != null).Select(batch => batch.FileHash!).Distinct().ToListAsync(cancel);
        await using (var transaction = await db.Database.BeginTransactionAsync(cancel))
        {
            await db.Set<Figure>().Where(figure => figure.Id == scope.Figure.Id).ExecuteDeleteAsync(cancel);
            db.Add(new AuditEntry { At = clock.GetUtcNow(), AccountId = scope.Operation.Viewer.AccountId, OperationId = scope.Operation.Operation.Id, Action = "figure.delete", Subject = scope.Path, Detail = scope.Figure.Title });
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        await ForgetAsync(db, files, hashes, cancel);
    }

    /// <summary>Removes the bytes of batches that no other batch names. What a crash leaves behind is found by "admin check --repair".</summary>
    internal static async Task ForgetAsync(MusterDb db, IFileStore files, IEnumerable<string> hashes, CancellationToken cancel)
    {
        foreach (var hash in hashes)
        {
            if (!await db.Set<SheetBatch>().AnyAsync(batch => batch.FileHash == hash, cancel))
            {
                await files.DeleteAsync(hash, cancel);
            }
        }
    }
}
