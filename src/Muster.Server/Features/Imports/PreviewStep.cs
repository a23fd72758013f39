using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Muster.Server.Storage;

namespace Muster.Server.Features.Imports;

/// <summary>Shows what a step would do, and takes nothing down.</summary>
static class PreviewStep
{
    /// <summary>From the page's forms: the step as read, its effect, and the button that takes it.</summary>
    public static async Task<IResult> FromForm(ImportScope scope, [FromForm] RepairForm? form, ImportViews views, ImportRefusals refusals, MusterDb db, IFileStore files, ImportPlaces places, CancellationToken cancel)
    {
        using var opened = await OpenedImport.OpenAsync(scope, db, files, places, cancel);
        if (opened is null)
        {
            return refusals.NotReady();
        }

        form ??= new();
        var steps = await form.ToStepsAsync(opened, cancel);
        return steps.Count == 0
            ? refusals.StepUnknown()
            : new RazorComponentResult<StepTrialPage>(new { View = await views.LoadAsync(scope, cancel), Taken = steps, Trial = await Task.Run(() => StepTrial.Run(opened, steps, cancel), cancel) });
    }

    /// <summary>From a script: the body of <c>POST /steps</c>.</summary>
    /// <returns>200 and the effect; 400 <c>step-invalid</c>; 409 <c>import-not-ready</c>.</returns>
    public static async Task<IResult> Handle(ImportScope scope, System.Text.Json.JsonElement body, ImportRefusals refusals, MusterDb db, IFileStore files, ImportPlaces places, CancellationToken cancel)
    {
        if (TakeStep.Parse(body) is not { } steps)
        {
            return refusals.StepUnknown();
        }

        using var opened = await OpenedImport.OpenAsync(scope, db, files, places, cancel);
        return opened is null ? refusals.NotReady() : TypedResults.Ok(await Task.Run(() => StepTrial.Run(opened, steps, cancel), cancel));
    }
}
