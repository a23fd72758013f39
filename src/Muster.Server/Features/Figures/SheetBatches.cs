using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Catalogue;
using Muster.Server.Features.Jobs;
using Muster.Server.Storage;

namespace Muster.Server.Features.Figures;

/// <summary>What is asked of a batch.</summary>
/// <param name="Level">Level of the units that get a sheet each.</param>
/// <param name="Archive">A file for each sheet in an archive; else one document.</param>
/// <param name="Language">Language of the sheets; absent takes the figure's, else English.</param>
public sealed record BatchInput(int Level, bool Archive = false, string? Language = null);

/// <summary>One sheet for each unit: asked for, looked after, fetched.</summary>
static class SheetBatches
{
    /// <returns>A redirect to the batch.</returns>
    public static Task<IResult> BeginFromForm(FigureScope scope, IFormCollection form, MusterDb db, IFileStore files, JobSignal signal, TimeProvider clock, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var level = int.TryParse(form["level"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        var batch = await BeginAsync(scope, new BatchInput(level, form["archive"].ToString() == "true", form["language"].ToString() is { Length: > 0 } language ? language : null), db, files, signal, clock, text, cancel);
        return TypedResults.LocalRedirect($"{scope.Path}/sheets/{batch.Id:D}");
    });

    /// <returns>202 and where to ask how it goes; 400 <c>figure-parameter</c>; 409 <c>figure-not-of-kind</c> where the figure has no places.</returns>
    public static Task<IResult> Begin(FigureScope scope, BatchInput input, MusterDb db, IFileStore files, JobSignal signal, TimeProvider clock, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var batch = await BeginAsync(scope, input, db, files, signal, clock, text, cancel);
        return TypedResults.Accepted($"/api{scope.Path}/sheets/{batch.Id:D}", BatchAnswer.Of(scope, batch, null));
    });

    public static async Task<IResult> Page(FigureScope scope, Guid batch, MusterDb db, HttpContext context, CancellationToken cancel)
    {
        var (found, job) = await FindAsync(scope, batch, db, cancel);
        return found is null ? Refusals.Of(context, 404) : new RazorComponentResult<BatchPage>(new { Scope = scope, Batch = found, Job = job });
    }

    public static async Task<IResult> Show(FigureScope scope, Guid batch, MusterDb db, HttpContext context, CancellationToken cancel)
    {
        var (found, job) = await FindAsync(scope, batch, db, cancel);
        return found is null ? Refusals.Of(context, 404) : TypedResults.Ok(BatchAnswer.Of(scope, found, job));
    }

    /// <returns>The document or the archive; 404 while it is not made.</returns>
    public static async Task<IResult> Download(FigureScope scope, Guid batch, MusterDb db, IFileStore files, Exports exports, HttpContext context, CancellationToken cancel)
    {
        var (found, _) = await FindAsync(scope, batch, db, cancel);
        if (found?.FileHash is not { } hash || await files.PathAsync(hash, cancel) is not { } path)
        {
            return Refusals.Of(context, 404);
        }

        await ShowFigure.NoteAsync(scope, $"{found.Sheets} sheets", exports, cancel);
        var ending = found.IsArchive ? "zip" : "pdf";
        return Results.File(path, found.IsArchive ? "application/zip" : "application/pdf", $"{scope.Figure.Slug}-adm{found.Level}.{ending}");
    }

    /// <summary>Saves the batch and its job; earlier batches of the figure go.</summary>
    static async Task<SheetBatch> BeginAsync(FigureScope scope, BatchInput input, MusterDb db, IFileStore files, JobSignal signal, TimeProvider clock, IStringLocalizer<FiguresText> text, CancellationToken cancel)
    {
        if (scope.Figure.Kind is FigureKind.Points || scope.Main is null)
        {
            throw scope.Main is null ? FigureProblems.DatasetGone(text) : FigureProblems.NotOfKind(text);
        }

        if (input.Level is < 0 or > 4)
        {
            throw FigureProblems.Parameter(text, "level", input.Level.ToString(CultureInfo.InvariantCulture), text["number-allowed", 0, 4]);
        }

        var language = input.Language ?? scope.Figure.Settings.Language ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        if (!FigureSettings.Languages.Contains(language))
        {
            throw FigureProblems.Parameter(text, "language", language, string.Join(", ", FigureSettings.Languages));
        }

        var old = await db.Set<SheetBatch>().Where(batch => batch.FigureId == scope.Figure.Id && batch.FinishedAt != null).ToListAsync(cancel);
        var made = new SheetBatch { FigureId = scope.Figure.Id, Level = input.Level, IsArchive = input.Archive, Language = language, CreatedBy = scope.Operation.Viewer.AccountId, CreatedAt = clock.GetUtcNow() };
        db.RemoveRange(old);
        db.Add(made);
        db.Add(new Job { Kind = SheetBatchJob.Name, SubjectId = made.Id, OperationId = scope.Operation.Operation.Id, CreatedAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(cancel);
        signal.Wake();
        await DeleteFigure.ForgetAsync(db, files, old.Select(batch => batch.FileHash).OfType<string>(), cancel);
        return made;
    }

    static async Task<(SheetBatch? Batch, Job? Job)> FindAsync(FigureScope scope, Guid id, MusterDb db, CancellationToken cancel)
    {
        var batch = await db.Set<SheetBatch>().AsNoTracking().SingleOrDefaultAsync(batch => batch.Id == id && batch.FigureId == scope.Figure.Id, cancel);
        return (batch, batch is null ? null : await db.Set<Job>().AsNoTracking().Where(job => job.SubjectId == id).FirstOrDefaultAsync(cancel));
    }
}

/// <summary>A batch, as the API tells it.</summary>
/// <param name="Id">Id.</param>
/// <param name="State"><c>waiting</c>, <c>done</c> or <c>failed</c>.</param>
/// <param name="Progress">0 to 1.</param>
/// <param name="Sheets">Sheets in it.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="File">Where to fetch it; null until it is made.</param>
public sealed record BatchAnswer(Guid Id, string State, double Progress, int Sheets, string? Error, string? File)
{
    internal static BatchAnswer Of(FigureScope scope, SheetBatch batch, Job? job) => new(batch.Id, batch.Error is not null ? "failed" : batch.FileHash is not null ? "done" : "waiting",
        batch.FileHash is not null ? 1 : job?.Progress ?? 0, batch.Sheets, batch.Error, batch.FileHash is null ? null : $"/api{scope.Path}/sheets/{batch.Id:D}/file");
}
