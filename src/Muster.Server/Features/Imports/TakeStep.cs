using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
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

    public static async Task<IResult> FromForm(ImportScope scope, [FromForm] RepairForm? form, ImportDesk desk, ImportRefusals refusals, MusterDb db, IFileStore files, ImportPlaces places, IStringLocalizer<ImportsText> text, CancellationToken cancel)
    {
        form ??= new();
        using var opened = await OpenedImport.OpenAsync(scope, db, files, places, cancel);
        if (opened is null)
        {
            return refusals.NotReady();
        }

        var steps = await form.ToStepsAsync(opened, cancel);
        var refusal = steps.Count == 0 ? refusals.StepUnknown()
            : StepTrial.Refusal(opened, steps) is { } problem ? refusals.StepRefused(StepText.Problem(problem, text))
            : await desk.TakeAsync(scope.Import.Id, form.Revision, steps, scope.Operation.Viewer.AccountId, cancel);
        return ImportsFeature.Answer(refusal, scope.Path + "/repairs");
    }

    public static async Task<IResult> UndoFromForm(ImportScope scope, Guid step, [FromForm] int revision, ImportDesk desk, CancellationToken cancel) =>
        ImportsFeature.Answer(await desk.UndoAsync(scope.Import.Id, revision, step, scope.Operation.Viewer.AccountId, cancel), scope.Path + "/repairs");

    /// <returns>All steps in order, undone ones too.</returns>
    public static async Task<Ok<IReadOnlyList<TakenStep>>> List(ImportScope scope, MusterDb db, CancellationToken cancel) =>
        TypedResults.Ok(await ImportSteps.AllAsync(db, scope.Import.Id, cancel));

    /// <summary>Takes a step sent as JSON, <c>{"step":"trim"}</c>, or several as an array: one decision either way.</summary>
    /// <returns>202 and the import; 400 <c>step-invalid</c>; 409 <c>step-refused</c>, <c>changed-meanwhile</c>, <c>import-closed</c>.</returns>
    public static async Task<IResult> Handle(ImportScope scope, JsonElement body, int? revision, ImportDesk desk, ImportRefusals refusals, MusterDb db, IFileStore files, ImportPlaces places, IStringLocalizer<ImportsText> text, CancellationToken cancel)
    {
        if (Parse(body) is not { } steps)
        {
            return refusals.StepUnknown();
        }

        using (var opened = await OpenedImport.OpenAsync(scope, db, files, places, cancel))
        {
            if (opened is not null && StepTrial.Refusal(opened, steps) is { } problem)
            {
                return refusals.StepRefused(StepText.Problem(problem, text));
            }
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

    /// <summary>Steps of a body: one, or an array of them; null where it holds none, or one that is not complete.</summary>
    internal static IReadOnlyList<RepairStep>? Parse(JsonElement body)
    {
        try
        {
            var steps = body.ValueKind == JsonValueKind.Array ? body.Deserialize<IReadOnlyList<RepairStep>>(TableColumn.Json) : [body.Deserialize<RepairStep>(TableColumn.Json)!];
            return steps is { Count: > 0 and <= MostParts } && steps.All(StepCheck.IsComplete) ? steps : null;
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>202: the decision is taken, the examination begins.</summary>
    internal static async Task<IResult> AcceptedAsync(ImportScope scope, MusterDb db, IFileStore files, CancellationToken cancel)
    {
        var now = scope with { Import = await db.Set<Import>().AsNoTracking().SingleAsync(import => import.Id == scope.Import.Id, cancel) };
        return TypedResults.Accepted(ImportAnswer.UrlOf(scope.Operation, scope.Import.Id), await ShowImport.AnswerAsync(now, db, files, cancel));
    }
}
