using Microsoft.AspNetCore.Mvc;

namespace Muster.Server.Features.Imports;

/// <summary>Gives an import up; the record stays.</summary>
static class DiscardImport
{
    public static async Task<IResult> FromForm(ImportScope scope, [FromForm] int revision, ImportDesk desk, CancellationToken cancel) =>
        ImportsFeature.Answer(await desk.DiscardAsync(scope.Import.Id, revision, scope.Operation.Viewer.AccountId, cancel), scope.Path);

    /// <returns>204; 409 <c>changed-meanwhile</c>, <c>import-closed</c>.</returns>
    public static async Task<IResult> Handle(ImportScope scope, int? revision, ImportDesk desk, CancellationToken cancel)
    {
        var refusal = await desk.DiscardAsync(scope.Import.Id, revision, scope.Operation.Viewer.AccountId, cancel);
        return refusal ?? (IResult)TypedResults.NoContent();
    }
}
