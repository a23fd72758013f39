using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.Catalogue;

/// <summary>Changes what is said of a dataset, and how far it may go.</summary>
static class EditDataset
{
    public static RazorComponentResult<DatasetFormPage> Page(DatasetScope scope) => new(new { Scope = scope, Form = DatasetForm.Of(scope.Dataset) });

    public static async Task<IResult> SaveFromForm(DatasetScope scope, [FromForm] DatasetForm? form, MusterDb db, TimeProvider clock, IStringLocalizer<CatalogueText> text, CancellationToken cancel)
    {
        form ??= new();
        var errors = form.Check(text, hasFiles: scope.Version is not null);
        if (errors.Count == 0)
        {
            if (await SaveAsync(scope, form, db, clock, cancel))
            {
                return TypedResults.LocalRedirect(scope.Path);
            }

            errors["revision"] = text["changed-meanwhile"];
        }

        return new RazorComponentResult<DatasetFormPage>(new { Scope = scope, Form = form, Errors = (IReadOnlyDictionary<string, string>)errors }) { StatusCode = 400 };
    }

    /// <returns>200 and the dataset; 400 <c>dataset-invalid</c>; 409 <c>changed-meanwhile</c> when the revision named is not the present one.</returns>
    public static async Task<IResult> Save(DatasetScope scope, DatasetForm form, MusterDb db, TimeProvider clock, IStringLocalizer<CatalogueText> text, CancellationToken cancel)
    {
        if (form.Check(text, hasFiles: scope.Version is not null) is { Count: > 0 } errors)
        {
            return new Refusal(400, "dataset-invalid", text["invalid"]) { Errors = errors.ToDictionary(error => error.Key, error => new[] { error.Value }) };
        }

        return await SaveAsync(scope, form, db, clock, cancel)
            ? TypedResults.Ok(DatasetAnswer.Of(await db.Set<Dataset>().AsNoTracking().SingleAsync(dataset => dataset.Id == scope.Dataset.Id, cancel), scope.Version))
            : new Refusal(409, "changed-meanwhile", text["changed-meanwhile"]);
    }

    static async Task<bool> SaveAsync(DatasetScope scope, DatasetForm form, MusterDb db, TimeProvider clock, CancellationToken cancel)
    {
        var dataset = await db.Set<Dataset>().SingleOrDefaultAsync(dataset => dataset.Id == scope.Dataset.Id, cancel);
        if (dataset is null || dataset.Revision != form.Revision)
        {
            return false;
        }

        var before = (dataset.Sensitivity, dataset.Audience);
        form.ApplyTo(dataset);
        dataset.Revision++;
        dataset.UpdatedAt = clock.GetUtcNow();
        if (before != (dataset.Sensitivity, dataset.Audience))
        {
            db.Add(new AuditEntry
            {
                At = clock.GetUtcNow(),
                AccountId = scope.Operation.Viewer.AccountId,
                OperationId = dataset.OperationId,
                Action = "dataset.sensitivity",
                Subject = scope.Path,
                Detail = $"{before.Sensitivity}, {before.Audience} -> {dataset.Sensitivity}, {dataset.Audience}",
            });
        }

        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }
}
