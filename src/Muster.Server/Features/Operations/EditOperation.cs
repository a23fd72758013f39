using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Accounts;
using Muster.Server.Storage;

namespace Muster.Server.Features.Operations;

/// <summary>Creates and changes operations.</summary>
static class EditOperation
{
    public static RazorComponentResult<OperationFormPage> NewPage() => new(new { Form = new OperationForm() });

    public static RazorComponentResult<OperationFormPage> Page(OperationScope scope) => new(new { Scope = scope, Form = OperationForm.Of(scope.Operation) });

    public static async Task<IResult> CreateFromForm([FromForm] OperationForm? form, Viewer viewer, MusterDb db, TimeProvider clock, IStringLocalizer<OperationsText> text, CancellationToken cancel)
    {
        form ??= new();
        var errors = form.Check(text);
        if (errors.Count == 0)
        {
            var (operation, refusal) = await CreateAsync(form, viewer, db, clock, text, cancel);
            if (operation is not null)
            {
                return TypedResults.LocalRedirect("/operations/" + operation.Slug);
            }

            errors["name"] = refusal!.Title;
        }

        return new RazorComponentResult<OperationFormPage>(new { Form = form, Errors = (IReadOnlyDictionary<string, string>)errors }) { StatusCode = 400 };
    }

    /// <returns>201 and the operation; 400 <c>operation-invalid</c>; 409 <c>operation-name-taken</c>.</returns>
    public static async Task<IResult> Create(OperationForm form, Viewer viewer, MusterDb db, TimeProvider clock, IStringLocalizer<OperationsText> text, CancellationToken cancel)
    {
        if (form.Check(text) is { Count: > 0 } errors)
        {
            return Invalid(errors, text);
        }

        var (operation, refusal) = await CreateAsync(form, viewer, db, clock, text, cancel);
        return operation is null ? refusal! : TypedResults.Created("/api/operations/" + operation.Slug, OperationAnswer.Of(operation));
    }

    public static async Task<IResult> SaveFromForm(OperationScope scope, [FromForm] OperationForm? form, MusterDb db, IStringLocalizer<OperationsText> text, CancellationToken cancel)
    {
        form ??= new();
        var errors = form.Check(text);
        if (errors.Count == 0)
        {
            if (await SaveAsync(scope, form, db, cancel))
            {
                return TypedResults.LocalRedirect(scope.Path);
            }

            errors["revision"] = text["changed-meanwhile"];
        }

        return new RazorComponentResult<OperationFormPage>(new { Scope = scope, Form = form, Errors = (IReadOnlyDictionary<string, string>)errors }) { StatusCode = 400 };
    }

    /// <returns>200 and the operation; 400 <c>operation-invalid</c>; 409 <c>changed-meanwhile</c> when the revision named is not the present one.</returns>
    public static async Task<IResult> Save(OperationScope scope, OperationForm form, MusterDb db, IStringLocalizer<OperationsText> text, CancellationToken cancel)
    {
        if (form.Check(text) is { Count: > 0 } errors)
        {
            return Invalid(errors, text);
        }

        return await SaveAsync(scope, form, db, cancel)
            ? TypedResults.Ok(OperationAnswer.Of(await db.Set<Operation>().AsNoTracking().SingleAsync(operation => operation.Id == scope.Operation.Id, cancel)))
            : new Refusal(409, "changed-meanwhile", text["changed-meanwhile"]);
    }

    static async Task<(Operation? Operation, Refusal? Refusal)> CreateAsync(OperationForm form, Viewer viewer, MusterDb db, TimeProvider clock, IStringLocalizer<OperationsText> text, CancellationToken cancel)
    {
        var operation = new Operation { Slug = form.SlugWanted, Name = "", Countries = "", Zone = "", CreatedAt = clock.GetUtcNow(), CreatedBy = viewer.AccountId };
        form.ApplyTo(operation);
        db.Add(operation);
        db.Add(new Membership { OperationId = operation.Id, AccountId = viewer.AccountId!.Value, Role = OperationRole.InformationOfficer, Since = clock.GetUtcNow() });
        try
        {
            await db.SaveChangesAsync(cancel);
            return (operation, null);
        }
        catch (DbUpdateException failure) when (db.IsDuplicate(failure))
        {
            return (null, new Refusal(409, "operation-name-taken", text["name-taken", operation.Slug], text["name-taken-next"]));
        }
    }

    static async Task<bool> SaveAsync(OperationScope scope, OperationForm form, MusterDb db, CancellationToken cancel)
    {
        var operation = await db.Set<Operation>().SingleAsync(operation => operation.Id == scope.Operation.Id, cancel);
        if (operation.Revision != form.Revision)
        {
            return false;
        }

        form.ApplyTo(operation);
        operation.Revision++;
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

    static Refusal Invalid(Dictionary<string, string> errors, IStringLocalizer<OperationsText> text) =>
        new(400, "operation-invalid", text["invalid"]) { Errors = errors.ToDictionary(error => error.Key, error => new[] { error.Value }) };
}
