using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Imports.Uploading;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.Catalogue;

/// <summary>Removes a dataset with its versions, the records of their imports, and the bytes that nothing else names. The audit entry stays as its stone.</summary>
static class DeleteDataset
{
    public static RazorComponentResult<DeletionPage> Page(DatasetScope scope) => new(new { Scope = scope });

    /// <returns>A redirect to the list; 400 and the page again when the title typed is another.</returns>
    public static async Task<IResult> FromForm(DatasetScope scope, [FromForm] string? title, MusterDb db, TableStore tables, IFileStore files, TimeProvider clock, IStringLocalizer<CatalogueText> text, CancellationToken cancel)
    {
        if (Fold.Text((title ?? "").Trim()) != Fold.Text(scope.Dataset.Title))
        {
            return new RazorComponentResult<DeletionPage>(new { Scope = scope, Error = text["deletion-title-differs"].Value }) { StatusCode = 400 };
        }

        await RemoveAsync(scope, db, tables, files, clock, cancel);
        return TypedResults.LocalRedirect(scope.Operation.Path + "/datasets");
    }

    /// <returns>204.</returns>
    public static async Task<NoContent> Handle(DatasetScope scope, MusterDb db, TableStore tables, IFileStore files, TimeProvider clock, CancellationToken cancel)
    {
        await RemoveAsync(scope, db, tables, files, clock, cancel);
        return TypedResults.NoContent();
    }

    static async Task RemoveAsync(DatasetScope scope, MusterDb db, TableStore tables, IFileStore files, TimeProvider clock, CancellationToken cancel)
    {
        var dataset = scope.Dataset;
        var versions = await db.Set<DatasetVersion>().AsNoTracking().Where(version => version.DatasetId == dataset.Id).ToListAsync(cancel);
        var imports = await db.Set<Import>().AsNoTracking().Where(import => import.DatasetId == dataset.Id && import.State == ImportState.Accepted).ToListAsync(cancel);
        var hashes = versions.SelectMany(version => new[] { version.FileHash, version.TableHash, version.FindingsHash })
            .Concat(imports.SelectMany(import => import.FileHashes)).OfType<string>().Distinct().ToList();

        await using (var transaction = await db.Database.BeginTransactionAsync(cancel))
        {
            var ids = imports.Select(import => import.Id).ToList();
            await db.Set<Import>().Where(import => ids.Contains(import.Id)).ExecuteDeleteAsync(cancel);
            await db.Set<Dataset>().Where(row => row.Id == dataset.Id).ExecuteDeleteAsync(cancel);
            db.Add(new AuditEntry
            {
                At = clock.GetUtcNow(),
                AccountId = scope.Operation.Viewer.AccountId,
                OperationId = dataset.OperationId,
                Action = "dataset.delete",
                Subject = scope.Path,
                Detail = string.Join("; ", versions.OrderBy(version => version.Number).Select(version => $"version {version.Number}: {version.FileName}, SHA-256 {version.FileHash}").Prepend(dataset.Title)),
            });
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        // After the rows are gone; bytes left behind by a crash here are found by "admin check --repair".
        foreach (var hash in hashes)
        {
            if (!await IsNamedAsync(db, hash, cancel))
            {
                await tables.ForgetAsync(hash, cancel);
                await files.DeleteAsync(hash, cancel);
            }
        }
    }

    static async Task<bool> IsNamedAsync(MusterDb db, string hash, CancellationToken cancel) =>
        await db.Set<DatasetVersion>().AnyAsync(version => version.FileHash == hash || version.TableHash == hash || version.FindingsHash == hash, cancel)
        || await db.Set<Import>().AnyAsync(import => import.FileHash == hash || import.ExaminationHash == hash || import.FindingsHash == hash || import.PlacesHash == hash
            || import.ChangesHash == hash || import.SetAsideHash == hash || import.QueuedHash == hash, cancel)
        || await db.Set<UploadPart>().AnyAsync(part => part.Hash == hash, cancel);
}
