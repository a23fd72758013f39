using Microsoft.AspNetCore.Mvc;
using Muster.Server.Storage;
using Muster.Tabular.Repairing;

namespace Muster.Server.Features.Imports;

/// <summary>Takes over choices and steps of an earlier accepted import of the same form: what repeats next week replays itself.</summary>
static class ReplayImport
{
    public static async Task<IResult> FromForm(ImportScope scope, [FromForm] int revision, ImportViews views, ImportDesk desk, ImportRefusals refusals, MusterDb db, CancellationToken cancel) =>
        ImportsFeature.Answer(await ReplayAsync(scope, revision, views, desk, refusals, db, cancel), scope.Path + "/repairs");

    /// <returns>202 and the import; 409 <c>nothing-to-replay</c>, <c>changed-meanwhile</c>, <c>import-closed</c>.</returns>
    public static async Task<IResult> Handle(ImportScope scope, int? revision, ImportViews views, ImportDesk desk, ImportRefusals refusals, MusterDb db, IFileStore files, CancellationToken cancel) =>
        await ReplayAsync(scope, revision, views, desk, refusals, db, cancel) ?? await TakeStep.AcceptedAsync(scope, db, files, cancel);

    static async Task<Errors.Refusal?> ReplayAsync(ImportScope scope, int? revision, ImportViews views, ImportDesk desk, ImportRefusals refusals, MusterDb db, CancellationToken cancel)
    {
        if (await views.EarlierAsync(scope, cancel) is not { } earlier || await db.FindAsync<Import>([earlier.Id], cancel) is not { } import)
        {
            return refusals.NothingToReplay();
        }

        var taken = await ImportSteps.AllAsync(db, earlier.Id, cancel);
        var decisions = taken.Where(step => step.UndoneAt is null).Select(step => (IReadOnlyList<RepairStep>)[.. step.Steps.Where(IsAboutForm)]).Where(steps => steps.Count > 0).ToList();
        return await desk.TakeAllAsync(scope.Import.Id, revision, decisions, scope.Operation.Viewer.AccountId, ImportChoices.Of(import), cancel);
    }

    // Rows named by number are other rows next week.
    static bool IsAboutForm(RepairStep step) => step is not (DropRows or EditCell);
}
