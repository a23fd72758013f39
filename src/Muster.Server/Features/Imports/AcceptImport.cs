using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.Imports;

/// <summary>An information officer decides that the import becomes a version; a job then writes the table.</summary>
static class AcceptImport
{
    const int MostDatasets = 500;

    public static async Task<RazorComponentResult<AcceptancePage>> Page(ImportScope scope, ImportViews views, MusterDb db, string? told, CancellationToken cancel)
    {
        var view = await views.LoadAsync(scope, cancel);
        var form = AcceptanceForm.Suggest(scope.Import.FileName, scope.Import.Revision);
        var datasets = await DatasetsAsync(scope.Operation, db, cancel);
        var wanted = scope.Import.IntendedDatasetId ?? (await views.EarlierAsync(scope, cancel))?.DatasetId;
        form.Dataset = datasets.FirstOrDefault(dataset => dataset.Id == wanted)?.Slug;
        return Page(view, form, datasets, new Dictionary<string, string>(), told);
    }

    public static async Task<IResult> FromForm(ImportScope scope, [FromForm] AcceptanceForm? form, ImportViews views, ImportDesk desk, MusterDb db, TimeProvider clock, ImportRefusals refusals, IStringLocalizer<ImportsText> text, CancellationToken cancel)
    {
        form ??= new();
        var view = await views.LoadAsync(scope, cancel);
        if (view.Examination is null || scope.Import.State != ImportState.Review)
        {
            return ImportsFeature.Answer(view.IsOpen ? refusals.NotReady() : refusals.Closed(), scope.Path);
        }

        var (dataset, errors) = await CheckAsync(scope, form, view.Examination, db, text, cancel);
        if (errors.Count > 0)
        {
            return Page(view, form, await DatasetsAsync(scope.Operation, db, cancel), errors, null);
        }

        var refusal = await desk.AcceptAsync(scope.Import.Id, form.Revision, form.ToAcceptance(dataset?.Id, scope.Operation.Viewer.AccountId, clock.GetUtcNow()), cancel);
        return ImportsFeature.Answer(refusal, refusal is null ? scope.Path : scope.Path + "/acceptance");
    }

    /// <returns>202 and the import, whose state ends as <c>accepted</c>; 400 <c>acceptance-invalid</c>; 409 <c>import-not-ready</c>, <c>import-closed</c>, <c>changed-meanwhile</c>.</returns>
    public static async Task<IResult> Handle(ImportScope scope, AcceptanceForm form, ImportDesk desk, MusterDb db, IFileStore files, TimeProvider clock, ImportRefusals refusals, IStringLocalizer<ImportsText> text, CancellationToken cancel)
    {
        if (scope.Import.State != ImportState.Review || await Examination.ReadAsync(files, scope.Import.ExaminationHash, cancel) is not { } examination)
        {
            return scope.Import.State is ImportState.Examining or ImportState.Unreadable or ImportState.Review ? refusals.NotReady() : refusals.Closed();
        }

        var (dataset, errors) = await CheckAsync(scope, form, examination, db, text, cancel);
        if (errors.Count > 0)
        {
            return refusals.AcceptanceInvalid(errors);
        }

        var refusal = await desk.AcceptAsync(scope.Import.Id, form.Revision, form.ToAcceptance(dataset?.Id, scope.Operation.Viewer.AccountId, clock.GetUtcNow()), cancel);
        return refusal ?? await TakeStep.AcceptedAsync(scope, db, files, cancel);
    }

    static RazorComponentResult<AcceptancePage> Page(ImportView view, AcceptanceForm form, IReadOnlyList<Dataset> datasets, Dictionary<string, string> errors, string? told) =>
        new(new { View = view, Form = form, Datasets = datasets, Errors = (IReadOnlyDictionary<string, string>)errors, Told = told }) { StatusCode = errors.Count == 0 ? 200 : 400 };

    static async Task<(Dataset? Dataset, Dictionary<string, string> Errors)> CheckAsync(ImportScope scope, AcceptanceForm form, Examination examination, MusterDb db, IStringLocalizer<ImportsText> text, CancellationToken cancel)
    {
        var errors = form.Check(text, FindingGroups.Count(examination).Errors);
        if (examination.Ledger is { Accepted: 0 } ledger)
        {
            errors["rows"] = ledger.Read == 0 ? text["no-rows-read"] : text["no-rows-left", Pages.PageContext.Number(ledger.Read), Pages.PageContext.Number(ledger.Queued), Pages.PageContext.Number(ledger.Dropped)];
        }

        if (form.IsNew)
        {
            CheckInherited(scope.Import, form.Sensitivity, form.AudienceWanted, errors, text);
            return (null, errors);
        }

        var wanted = form.Dataset!.Trim();
        var dataset = await db.Set<Dataset>().AsNoTracking().SingleOrDefaultAsync(dataset => dataset.OperationId == scope.Import.OperationId && dataset.Slug == wanted, cancel);
        if (dataset is null || !DatasetGate.Sees(scope.Operation.Viewer, dataset))
        {
            errors["dataset"] = text["dataset-unknown", wanted];
        }
        else
        {
            CheckInherited(scope.Import, dataset.Sensitivity, dataset.Audience, errors, text);
        }

        return (dataset, errors);
    }

    /// <summary>A table made of others is never easier to see than they are (protection-im.md DR-C7).</summary>
    static void CheckInherited(Import import, Sensitivity sensitivity, Audience audience, Dictionary<string, string> errors, IStringLocalizer<ImportsText> text)
    {
        if (import.LeastSensitivity is { } least && !Inherited.Covers(sensitivity, least))
        {
            errors["sensitivity"] = text["sensitivity-inherited"];
        }

        if (import.LeastAudience is { } narrowest && audience < narrowest)
        {
            errors["audience"] = text["audience-inherited"];
        }
    }

    /// <summary>Datasets of the operation that the viewer sees, by title.</summary>
    internal static async Task<IReadOnlyList<Dataset>> DatasetsAsync(OperationScope scope, MusterDb db, CancellationToken cancel)
    {
        var datasets = await db.Set<Dataset>().AsNoTracking().Where(dataset => dataset.OperationId == scope.Operation.Id).OrderBy(dataset => dataset.Title).Take(MostDatasets).ToListAsync(cancel);
        return [.. datasets.Where(dataset => DatasetGate.Sees(scope.Viewer, dataset))];
    }
}
