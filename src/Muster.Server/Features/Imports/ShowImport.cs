using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Errors;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular.Validating;

namespace Muster.Server.Features.Imports;

/// <summary>Where an import stands: its first page, its progress, its answer in the API.</summary>
static class ShowImport
{
    /// <summary>The preview while it is open; what came of it otherwise.</summary>
    public static async Task<IResult> Page(ImportScope scope, ImportViews views, ImportPlaces places, string? told, CancellationToken cancel)
    {
        var view = await views.LoadAsync(scope, cancel);
        return view.IsOpen
            ? new RazorComponentResult<PreviewPage>(new { View = view, Told = told })
            : new RazorComponentResult<OutcomePage>(new { View = view, Told = told });
    }

    /// <summary>The part of a page that shows work under way, asked for again each second; when the work has ended, the page is asked for.</summary>
    public static async Task<RazorComponentResult<ImportProgress>> Progress(ImportScope scope, MusterDb db, HttpContext context, CancellationToken cancel)
    {
        var isBusy = scope.Import.State is ImportState.Examining or ImportState.Storing;
        if (!isBusy)
        {
            context.Response.Headers["HX-Refresh"] = "true";
        }

        return new RazorComponentResult<ImportProgress>(new { scope.Path, scope.Import.State, Share = await ImportViews.ProgressAsync(db, scope.Import.Id, cancel) });
    }

    /// <returns>The import with progress, counts, problem, dataset and version.</returns>
    public static async Task<Ok<ImportAnswer>> Handle(ImportScope scope, MusterDb db, IFileStore files, CancellationToken cancel) =>
        TypedResults.Ok(await AnswerAsync(scope, db, files, cancel));

    /// <summary>The file as it came.</summary>
    public static async Task<IResult> Download(ImportScope scope, IFileStore files, ImportExports exports, HttpContext context, CancellationToken cancel)
    {
        if (await files.PathAsync(scope.Import.FileHash, cancel) is not { } path)
        {
            return Refusals.Of(context, 404);
        }

        await exports.NoteAsync(scope, "the file as uploaded", cancel);
        return TypedResults.PhysicalFile(path, "application/octet-stream", scope.Import.FileName);
    }

    internal static async Task<ImportAnswer> AnswerAsync(ImportScope scope, MusterDb db, IFileStore files, CancellationToken cancel)
    {
        var import = scope.Import;
        var examination = await Examination.ReadAsync(files, import.ExaminationHash, cancel);
        var version = await db.Set<DatasetVersion>().AsNoTracking().Where(version => version.Id == import.VersionId && import.VersionId != null)
            .Join(db.Set<Dataset>(), version => version.DatasetId, dataset => dataset.Id, (version, dataset) => new { version.Number, dataset.Slug }).SingleOrDefaultAsync(cancel);
        return ImportAnswer.Of(scope.Operation, import) with
        {
            Progress = import.State is ImportState.Examining or ImportState.Storing ? await ImportViews.ProgressAsync(db, import.Id, cancel) : null,
            Findings = examination is null ? null : FindingGroups.Count(examination),
            Dataset = version?.Slug,
            Version = version?.Number,
        };
    }
}

/// <summary>Sums over groups of findings.</summary>
static class FindingGroups
{
    public static FindingCounts Count(Examination examination) => new(Of(examination, Severity.Error), Of(examination, Severity.Warning), Of(examination, Severity.Information));

    static long Of(Examination examination, Severity severity) => examination.Findings.Where(group => group.Severity == severity).Sum(group => group.Count);
}
