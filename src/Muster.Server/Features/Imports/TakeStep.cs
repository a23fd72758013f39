using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular.Repairing;

namespace Muster.Server.Features.Imports;

/// <summary>Repairs, each a recorded step that can be undone.</summary>
static class TakeStep
{
    // A bulk answer about the places of a large table is one decision of many parts.
    const int MostParts = 200_000;

    public static async Task<RazorComponentResult<RepairsPage>> Page(ImportScope scope, ImportViews views, string? told, CancellationToken cancel) =>
        new(new { View = await views.LoadAsync(scope, cancel), Told = told });

    public static async Task<IResult> FromForm(ImportScope scope, [FromForm] RepairForm? form, ImportDesk desk, ImportRefusals refusals, IFileStore files, CancellationToken cancel)
    {
        form ??= new();
        var steps = await form.ToStepsAsync(scope, files, cancel);
        var refusal = steps.Count == 0 ? refusals.StepUnknown() : await desk.TakeAsync(scope.Import.Id, form.Revision, steps, scope.Operation.Viewer.AccountId, cancel);
        return ImportsFeature.Answer(refusal, scope.Path + "/repairs");
    }

    public static async Task<IResult> UndoFromForm(ImportScope scope, Guid step, [FromForm] int revision, ImportDesk desk, CancellationToken cancel) =>
        ImportsFeature.Answer(await desk.UndoAsync(scope.Import.Id, revision, step, scope.Operation.Viewer.AccountId, cancel), scope.Path + "/repairs");

    /// <returns>All steps in order, undone ones too.</returns>
    public static async Task<Ok<IReadOnlyList<TakenStep>>> List(ImportScope scope, MusterDb db, CancellationToken cancel) =>
        TypedResults.Ok(await ImportSteps.AllAsync(db, scope.Import.Id, cancel));

    /// <summary>Takes a step sent as JSON, <c>{"step":"trim"}</c>, or several as an array: one decision either way.</summary>
    /// <returns>202 and the import; 400 <c>step-invalid</c>; 409 <c>changed-meanwhile</c>, <c>import-closed</c>.</returns>
    public static async Task<IResult> Handle(ImportScope scope, JsonElement body, int? revision, ImportDesk desk, ImportRefusals refusals, MusterDb db, IFileStore files, CancellationToken cancel)
    {
        IReadOnlyList<RepairStep>? steps;
        try
        {
            steps = body.ValueKind == JsonValueKind.Array ? body.Deserialize<IReadOnlyList<RepairStep>>(TableColumn.Json) : [body.Deserialize<RepairStep>(TableColumn.Json)!];
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException)
        {
            return refusals.StepUnknown();
        }

        if (steps is not { Count: > 0 and <= MostParts } || steps.Any(step => step is null))
        {
            return refusals.StepUnknown();
        }

        var refusal = await desk.TakeAsync(scope.Import.Id, revision, steps, scope.Operation.Viewer.AccountId, cancel);
        return refusal ?? await AcceptedAsync(scope, db, files, cancel);
    }

    /// <returns>202 and the import; 400 <c>step-invalid</c>; 409 <c>import-closed</c>.</returns>
    public static async Task<IResult> Undo(ImportScope scope, Guid step, int? revision, ImportDesk desk, MusterDb db, IFileStore files, CancellationToken cancel)
    {
        var refusal = await desk.UndoAsync(scope.Import.Id, revision, step, scope.Operation.Viewer.AccountId, cancel);
        return refusal ?? await AcceptedAsync(scope, db, files, cancel);
    }

    /// <summary>202: the decision is taken, the examination begins.</summary>
    internal static async Task<IResult> AcceptedAsync(ImportScope scope, MusterDb db, IFileStore files, CancellationToken cancel)
    {
        var now = scope with { Import = await db.Set<Import>().AsNoTracking().SingleAsync(import => import.Id == scope.Import.Id, cancel) };
        return TypedResults.Accepted(ImportAnswer.UrlOf(scope.Operation, scope.Import.Id), await ShowImport.AnswerAsync(now, db, files, cancel));
    }
}
