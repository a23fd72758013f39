using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Accounts;
using Muster.Server.Storage;

namespace Muster.Server.Features.Operations;

/// <summary>Removes a demonstration operation with everything in it, after its name was typed. Real operations are closed, not wiped.</summary>
static class WipeOperation
{
    public static IResult Page(OperationScope scope, HttpContext context) =>
        scope.Operation.IsDemonstration ? new RazorComponentResult<WipePage>(new { Scope = scope }) : Refusals.Of(context, 404);

    /// <returns>A redirect to the start page; 404 for an operation that is no demonstration; 400 and the page again when the name typed is another.</returns>
    public static async Task<IResult> Handle(OperationScope scope, [FromForm] string? name, MusterDb db, TimeProvider clock, IStringLocalizer<OperationsText> text, IEnumerable<AfterWipe> after, HttpContext context, CancellationToken cancel)
    {
        if (!scope.Operation.IsDemonstration)
        {
            return Refusals.Of(context, 404);
        }

        if (Fold.Text((name ?? "").Trim()) != Fold.Text(scope.Operation.Name))
        {
            return new RazorComponentResult<WipePage>(new { Scope = scope, Error = text["wipe-name-differs"].Value }) { StatusCode = 400 };
        }

        // Datasets, imports and their steps go with the operation by foreign key; file bytes without a reader are removed by "admin check --repair".
        await db.Set<Membership>().Where(membership => membership.OperationId == scope.Operation.Id).ExecuteDeleteAsync(cancel);
        await db.Set<Operation>().Where(operation => operation.Id == scope.Operation.Id).ExecuteDeleteAsync(cancel);
        db.Add(new AuditEntry { At = clock.GetUtcNow(), AccountId = scope.Viewer.AccountId, Action = "operation.wipe", Subject = scope.Operation.Slug });
        await db.SaveChangesAsync(cancel);
        foreach (var step in after)
        {
            await step.RunAsync(cancel);
        }

        return TypedResults.LocalRedirect("/");
    }
}

/// <summary>What another feature tidies up after a demonstration operation was wiped.</summary>
abstract class AfterWipe
{
    public abstract Task RunAsync(CancellationToken cancel);
}
