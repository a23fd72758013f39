using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Jobs;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Places;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular;
using Muster.Tabular.Reading;
using Muster.Tabular.Repairing;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating;
using Muster.Tabular.Writing;

namespace Muster.Server.Features.Imports;

/// <summary>Writes the accepted rows of an import as a table and makes it a version. Files first, which harm nobody when they are left over; then one transaction for everything that people see.</summary>
sealed class StoreImport(MusterDb db, IFileStore files, ImportPlaces places, TableStore tables, IEnumerable<AfterAcceptance> followers) : JobHandler
{
    public const string JobKind = "import-store";

    public override string Kind => JobKind;

    public override async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var import = await db.Set<Import>().AsNoTracking().SingleOrDefaultAsync(import => import.Id == run.SubjectId, cancel);
        if (import is not { State: ImportState.Storing } || Acceptance.Of(import) is not { } acceptance)
        {
            return;
        }

        try
        {
            var table = await WriteAsync(run, import, cancel);
            if (await KeepAsync(import, acceptance, table, cancel) is { } version)
            {
                await tables.WarmAsync(version, cancel);
            }
        }
        catch (UnreadableException unreadable)
        {
            throw new JobRefusedException(unreadable.Problem.ToString());
        }
    }

    /// <summary>The decision falls back to the person, with the reason.</summary>
    public override Task FailedAsync(JobRun run, string reason, CancellationToken cancel)
    {
        var problem = JsonSerializer.Serialize(new ReadProblem("storing-failed", reason, null, ""), TableColumn.Json);
        return db.Set<Import>().Where(row => row.Id == run.SubjectId && row.State == ImportState.Storing).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, ImportState.Review).SetProperty(row => row.Problem, problem), cancel);
    }

    async Task<StoredTable> WriteAsync(JobRun run, Import import, CancellationToken cancel)
    {
        var path = await files.PathAsync(import.FileHash, cancel) ?? throw new JobRefusedException("The uploaded file is no longer stored.");
        var examination = await Examination.ReadAsync(files, import.ExaminationHash, cancel) ?? throw new JobRefusedException("The examination of the file is no longer stored.");
        var gazetteer = await places.OfAsync(examination.EditionId, cancel);
        var choices = ImportChoices.Of(import);
        var target = files.NewTemporaryPath();
        try
        {
            using var opened = Pipeline.Open(path, choices.ToReadOptions(import.FileName), choices.Sheet, choices.HeaderRow, choices.Meanings);
            var pipeline = gazetteer is null ? opened : opened.WithPlaces(gazetteer.Matcher);
            var queued = new List<int>();
            var (ledger, columns) = await Task.Run(() => Write(run, pipeline, examination, gazetteer, target, queued, cancel), cancel);
            if (ledger != examination.Ledger)
            {
                // An alias settled elsewhere since the examination: people decided on other counts than these.
                throw new JobRefusedException("The rows came out differently from what was shown, as the places known have changed since. Have the file checked again and look at the difference.");
            }

            var tableHash = (await files.AdoptAsync(target, cancel)).Hash;
            var queuedHash = await QueuedRows.StoreAsync(files, pipeline.Source, pipeline.Sheet, queued, cancel);
            return new StoredTable(tableHash, queuedHash, ledger, columns, examination);
        }
        finally
        {
            File.Delete(target);
        }
    }

    static (RowLedger Ledger, IReadOnlyList<ColumnMeaning> Columns) Write(JobRun run, Pipeline pipeline, Examination examination, LoadedGazetteer? gazetteer, string target, List<int> queued, CancellationToken cancel)
    {
        using var repairer = new Repairer(pipeline.Source, pipeline.Sheet, pipeline.Columns, examination.Steps, gazetteer?.Matcher)
        {
            OnSetAside = (row, fate, _) =>
            {
                if (fate == RowFate.Queued)
                {
                    queued.Add(row);
                }
            },
        };
        using var output = new FileStream(target, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        using var writer = TableWriter.Parquet(output, repairer.Columns, examination.After.Profiles);
        var ledger = Pipeline.Store(repairer, writer, new WorkProgress(bytes => run.Report((double)bytes / Math.Max(1, pipeline.Source.SizeInBytes), "storing")), cancel);
        output.Flush();
        return (ledger, repairer.Columns);
    }

    async Task<DatasetVersion?> KeepAsync(Import import, Acceptance acceptance, StoredTable table, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var kept = await db.Set<Import>().SingleAsync(row => row.Id == import.Id, cancel);
        if (kept.State != ImportState.Storing)
        {
            return null;
        }

        var dataset = acceptance.IsNew ? await NewDatasetAsync(import, acceptance, cancel) : await db.Set<Dataset>().SingleOrDefaultAsync(row => row.Id == acceptance.DatasetId, cancel);
        if (dataset is null)
        {
            throw new JobRefusedException("The dataset that was to get this version no longer exists. Choose another, or make a new one.");
        }

        var version = await VersionAsync(import, acceptance, dataset, table, cancel);
        db.Add(version);
        dataset.CurrentVersionId = version.Id;
        dataset.UpdatedAt = acceptance.At;
        dataset.Revision++;
        (kept.State, kept.DatasetId, kept.VersionId, kept.QueuedHash, kept.Problem) = (ImportState.Accepted, dataset.Id, version.Id, table.QueuedHash, null);
        kept.LedgerJson = version.LedgerJson;
        kept.Revision++;
        foreach (var follower in followers)
        {
            await follower.FollowAsync(kept, version, cancel);
        }

        await AddAliasesAsync(import.Id, acceptance, table.Examination, cancel);
        db.Add(new AuditEntry { At = acceptance.At, AccountId = acceptance.By, OperationId = import.OperationId, Action = "import.accept", Subject = import.Id.ToString("D"), Detail = acceptance.Reason });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return version;
    }

    async Task<Dataset> NewDatasetAsync(Import import, Acceptance acceptance, CancellationToken cancel)
    {
        var taken = await db.Set<Dataset>().Where(row => row.OperationId == import.OperationId).Select(row => row.Slug).ToListAsync(cancel);
        var dataset = new Dataset
        {
            Id = acceptance.DatasetId,
            OperationId = import.OperationId,
            Slug = DatasetSlug.Free(acceptance.Slug!, taken),
            Title = acceptance.Title!,
            Description = acceptance.Description,
            Source = acceptance.Source,
            Licence = acceptance.Licence,
            Method = acceptance.Method,
            Caveats = acceptance.Caveats,
            PeriodStart = acceptance.PeriodStart,
            PeriodEnd = acceptance.PeriodEnd,
            Sensitivity = acceptance.Sensitivity,
            Audience = acceptance.Audience,
            CreatedBy = import.UploadedBy,
            CreatedAt = acceptance.At,
            UpdatedAt = acceptance.At,
            SearchText = Fold.Text($"{acceptance.Title} {acceptance.Source} {acceptance.Description}"),
        };
        db.Add(dataset);
        return dataset;
    }

    async Task<DatasetVersion> VersionAsync(Import import, Acceptance acceptance, Dataset dataset, StoredTable table, CancellationToken cancel)
    {
        var last = await db.Set<DatasetVersion>().Where(row => row.DatasetId == dataset.Id).MaxAsync(row => (int?)row.Number, cancel) ?? 0;
        var profiles = table.Examination.After.Profiles.ToDictionary(profile => profile.Column);
        var columns = table.Columns.Select((column, index) => new TableColumn(index, column.Column.Header, column.Column.Tag, column.Meaning, column.Confidence, column.Reason, profiles[column.Column.Index])).ToArray();
        return new DatasetVersion
        {
            Id = acceptance.VersionId,
            DatasetId = dataset.Id,
            Number = last + 1,
            ImportId = import.Id,
            FileHash = import.FileHash,
            FileName = import.FileName,
            TableHash = table.TableHash,
            FindingsHash = import.FindingsHash,
            EditionId = table.Examination.EditionId,
            ColumnsJson = JsonSerializer.Serialize(columns, TableColumn.Json),
            LedgerJson = JsonSerializer.Serialize(table.Ledger, TableColumn.Json),
            Rows = table.Ledger.Accepted,
            Errors = Count(table.Examination, Severity.Error),
            Warnings = Count(table.Examination, Severity.Warning),
            Note = acceptance.Note,
            CreatedBy = acceptance.By,
            CreatedAt = acceptance.At,
        };
    }

    static int Count(Examination examination, Severity severity) =>
        (int)Math.Min(int.MaxValue, examination.After.Counts.Where(count => count.Severity == severity).Sum(count => count.Count));

    /// <summary>What people settled here is known from now on everywhere in the country.</summary>
    async Task AddAliasesAsync(Guid import, Acceptance acceptance, Examination examination, CancellationToken cancel)
    {
        var settled = examination.Steps.OfType<SettlePlace>().Where(place => place.Code is not null && place.Text.Length <= AliasLength).ToList();
        if (settled.Count == 0 || examination.Country is not { } country)
        {
            return;
        }

        var known = (await db.Set<AliasRow>().Where(alias => alias.Country == country).Select(alias => new { alias.ParentCode, alias.Text }).ToListAsync(cancel))
            .Select(alias => (alias.ParentCode, alias.Text)).ToHashSet();
        foreach (var place in settled.Where(place => known.Add((place.Parent, place.Text))))
        {
            db.Add(new AliasRow { Country = country, ParentCode = place.Parent, Text = place.Text, Code = place.Code!, DecidedBy = acceptance.By, DecidedAt = acceptance.At, ImportId = import });
        }
    }

    const int AliasLength = 300;

    sealed record StoredTable(string TableHash, string? QueuedHash, RowLedger Ledger, IReadOnlyList<ColumnMeaning> Columns, Examination Examination);
}
