using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Jobs;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular.Reading;

namespace Muster.Server.Features.Imports;

/// <summary>What every page of an import shows.</summary>
/// <param name="Operation">Operation and viewer.</param>
/// <param name="Import">As it is now.</param>
/// <param name="Examination">The last one; null before the first has ended. While a new one runs it is the one before.</param>
/// <param name="Steps">All decisions, undone ones too.</param>
/// <param name="Uploader">Name of who uploaded; null where the account is gone.</param>
/// <param name="Progress">Share done of the work under way, 0 to 1.</param>
public sealed record ImportView(OperationScope Operation, Import Import, Examination? Examination, IReadOnlyList<TakenStep> Steps, string? Uploader, double Progress)
{
    /// <summary>Address of the import's pages.</summary>
    public string Path => $"{Operation.Path}/imports/{Import.Id:D}";

    /// <summary>True while a job works on it.</summary>
    public bool IsBusy => Import.State is ImportState.Examining or ImportState.Storing;

    /// <summary>True while decisions can be taken.</summary>
    public bool IsOpen => Import.State is ImportState.Examining or ImportState.Review or ImportState.Unreadable;

    public ReadProblem? Problem => ImportAnswer.ProblemOf(Import);

    /// <summary>The version made of it, where the viewer sees its dataset.</summary>
    public (string Title, string Path, int Number)? Version { get; init; }

    /// <summary>What the steps do, where it was seen; the examination says more once it has ended.</summary>
    public StepPreview? Preview { get; init; }

    /// <summary>An earlier accepted import of the same form, whose decisions can be taken over.</summary>
    public EarlierImport? Earlier { get; init; }

    /// <summary>An earlier upload of the very same bytes.</summary>
    public EarlierImport? Same { get; init; }
}

/// <summary>Another import of the operation.</summary>
/// <param name="Id">Id.</param>
/// <param name="FileName">Name.</param>
/// <param name="At">When it was uploaded.</param>
/// <param name="Steps">Decisions that hold.</param>
/// <param name="DatasetId">Dataset that it became a version of, or null.</param>
public sealed record EarlierImport(Guid Id, string FileName, DateTimeOffset At, int Steps, Guid? DatasetId);

/// <summary>Loads what the pages show.</summary>
sealed class ImportViews(MusterDb db, IFileStore files, StepPreviewShelf previews)
{
    public async Task<ImportView> LoadAsync(ImportScope scope, CancellationToken cancel)
    {
        var import = scope.Import;
        var view = new ImportView(
            scope.Operation, import,
            await Examination.ReadAsync(files, import.ExaminationHash, cancel),
            await ImportSteps.AllAsync(db, import.Id, cancel),
            await db.Users.Where(account => account.Id == import.UploadedBy).Select(account => account.DisplayName).SingleOrDefaultAsync(cancel),
            await ProgressAsync(db, import.Id, cancel));
        return view with
        {
            Preview = previews.Find(import),
            Version = import.State == ImportState.Accepted ? await VersionAsync(scope, cancel) : null,
            Earlier = view is { Import.State: ImportState.Review, Steps.Count: 0 } && import.ChoicesJson == "{}" ? await EarlierAsync(scope, cancel) : null,
            Same = view.IsOpen ? await SameAsync(scope, cancel) : null,
        };
    }

    /// <summary>Share done of the newest job.</summary>
    public static async Task<double> ProgressAsync(MusterDb db, Guid import, CancellationToken cancel)
    {
        var waiting = await db.Set<Job>().AsNoTracking().Where(job => job.SubjectId == import && job.State == JobState.Waiting).Select(job => new { job.CreatedAt, job.Progress }).ToListAsync(cancel);
        return waiting.OrderByDescending(job => job.CreatedAt).FirstOrDefault()?.Progress ?? 0;
    }

    async Task<(string Title, string Path, int Number)?> VersionAsync(ImportScope scope, CancellationToken cancel)
    {
        var found = await db.Set<DatasetVersion>().AsNoTracking().Where(version => version.Id == scope.Import.VersionId)
            .Join(db.Set<Dataset>(), version => version.DatasetId, dataset => dataset.Id, (version, dataset) => new { version.Number, dataset }).SingleOrDefaultAsync(cancel);
        return found is null || !DatasetGate.Sees(scope.Operation.Viewer, found.dataset) ? null : (found.dataset.Title, $"{scope.Operation.Path}/datasets/{found.dataset.Slug}", found.Number);
    }

    /// <summary>The newest accepted import with equal headers that the viewer may see.</summary>
    public async Task<EarlierImport?> EarlierAsync(ImportScope scope, CancellationToken cancel)
    {
        var import = scope.Import;
        if (import.FormKey is null)
        {
            return null;
        }

        return await NewestAsync(scope, others => others.Where(other => other.State == ImportState.Accepted && other.FormKey == import.FormKey), cancel);
    }

    Task<EarlierImport?> SameAsync(ImportScope scope, CancellationToken cancel) =>
        NewestAsync(scope, others => others.Where(other => other.FileHash == scope.Import.FileHash && other.State != ImportState.Discarded), cancel);

    async Task<EarlierImport?> NewestAsync(ImportScope scope, Func<IQueryable<Import>, IQueryable<Import>> which, CancellationToken cancel)
    {
        var found = await which(ListImports.Seen(db, scope.Operation).Where(other => other.Id != scope.Import.Id))
            .OrderByDescending(other => other.UploadedAt).FirstOrDefaultAsync(cancel);
        if (found is null)
        {
            return null;
        }

        var steps = await db.Set<ImportStep>().CountAsync(step => step.ImportId == found.Id && step.UndoneAt == null, cancel);
        return new EarlierImport(found.Id, found.FileName, found.UploadedAt, steps, found.DatasetId);
    }
}
