using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Jobs;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular;
using Muster.Tabular.Reading;
using Muster.Tabular.Repairing;
using Muster.Tabular.Validating;

namespace Muster.Server.Features.Imports;

/// <summary>Reads and checks the file of an import with the choices and steps that hold, and keeps what it shows. Begun again, it ends the same; overtaken by a newer choice, it keeps nothing.</summary>
sealed class ExamineImport(MusterDb db, IFileStore files, ImportPlaces places, RememberedMeanings remembered, IServiceScopeFactory scopes, JobSignal signal, TimeProvider clock) : JobHandler
{
    public const string JobKind = "import-examine";
    const int PreviewRows = 40;
    const long MostChanges = 200_000;
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public override string Kind => JobKind;

    public override async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var import = await db.Set<Import>().AsNoTracking().SingleOrDefaultAsync(import => import.Id == run.SubjectId, cancel);
        if (import is not { State: ImportState.Examining })
        {
            return;
        }

        using var overtaken = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var ended = new CancellationTokenSource();
        var watching = WatchAsync(import, overtaken, ended.Token);
        try
        {
            await ExamineAsync(run, import, overtaken.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // A newer choice has its own job.
        }
        catch (UnreadableException unreadable)
        {
            await KeepAsync(import, set => set.SetProperty(row => row.State, ImportState.Unreadable).SetProperty(row => row.Problem, Json(unreadable.Problem)), cancel);
        }
        finally
        {
            await ended.CancelAsync();
            await watching;
        }
    }

    public override Task FailedAsync(JobRun run, string reason, CancellationToken cancel) =>
        db.Set<Import>().Where(row => row.Id == run.SubjectId && row.State == ImportState.Examining).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, ImportState.Unreadable).SetProperty(row => row.Problem, Json(new ReadProblem("examination-failed", reason, null, ""))), cancel);

    async Task ExamineAsync(JobRun run, Import import, CancellationToken cancel)
    {
        var path = await files.PathAsync(import.FileHash, cancel) ?? throw new JobRefusedException("The uploaded file is no longer stored.");
        var choices = ImportChoices.Of(import);
        var operation = await db.Set<Operation>().AsNoTracking().SingleAsync(operation => operation.Id == import.OperationId, cancel);
        var gazetteer = await places.ForAsync(choices, operation, cancel);
        var steps = await ImportSteps.InForceAsync(db, import.Id, cancel);
        var options = new ValidateOptions { Matcher = gazetteer?.Matcher, Today = TodayIn(operation) };
        var earlier = await Examination.ReadAsync(files, import.ExaminationHash, cancel);

        using var opened = await Task.Run(() => Pipeline.Open(path, choices.ToReadOptions(import.FileName), choices.Sheet, choices.HeaderRow, choices.Meanings), cancel);
        var pipeline = gazetteer is null ? opened : opened.WithPlaces(gazetteer.Matcher);
        using var findings = new FindingsFile(files);
        using var lists = new ExaminationLists(files, MostChanges);
        var key = import.ChoicesJson + gazetteer?.EditionId;
        var known = steps.Count > 0 && earlier?.Choices == key ? earlier : null;
        var passes = known is null && steps.Count > 0 ? 2.0 : 1.0;
        // Without steps the ledger needs a pass of its own, made beside the checks; only separated text can be read by two passes from one source.
        using var second = steps.Count == 0 && pipeline.Source.Format != SourceFormat.Csv ? await Task.Run(() => TableSource.Open(path, choices.ToReadOptions(import.FileName)), cancel) : null;
        using var repaired = new RepairedTable(second ?? pipeline.Source, pipeline.Sheet, pipeline.Columns, steps, gazetteer?.Matcher) { OnChange = lists.Changed, OnSetAside = lists.SetAside };
        var counting = steps.Count == 0 ? Task.Run(() => Exhaust(repaired, cancel), cancel) : Task.CompletedTask;
        var examining = known is null
            ? Task.Run(() => pipeline.Examine(options, steps.Count == 0 ? findings.Add : null, Progress(run, pipeline.Source, 0, 1 / passes), cancel), cancel)
            : Task.FromResult(known.AsRead);
        await Task.WhenAll(examining, counting);
        var asRead = await examining;
        var after = asRead;
        if (steps.Count > 0)
        {
            after = await Task.Run(() => Validator.Run(repaired.Source, repaired.Sheet, repaired.Columns, options, findings.Add, Progress(run, pipeline.Source, 1 - 1 / passes, 1 / passes), cancel), cancel);
        }

        var (findingsHash, groups) = await findings.StoreAsync(after, asRead, cancel);
        var (placesHash, placesIndex) = known is null ? await lists.StorePlacesAsync(asRead.Places, cancel) : (import.PlacesHash, known.Places);
        var (changesHash, changes, setAsideHash, setAside) = await lists.StoreAsync(cancel);
        var examination = new Examination
        {
            Choices = key,
            Format = pipeline.Source.Format,
            Encoding = pipeline.Source.Encoding,
            Separator = pipeline.Source.Separator,
            Sheets = pipeline.Source.Sheets,
            Sheet = pipeline.Sheet,
            Preview = RowLookup.First(pipeline.Source, pipeline.Sheet.Index, PreviewRows),
            Columns = await remembered.OfferAsync(import, pipeline.Columns, cancel),
            AsRead = asRead with { Places = [] },
            Places = placesIndex,
            PlaceCounts = known?.PlaceCounts ?? asRead.Places.CountBy(question => PlaceGroups.Of(question.Answer)).ToDictionary(group => group.Key, group => (long)group.Value),
            ColumnsAfter = repaired.Columns,
            After = after with { Places = [] },
            Steps = steps,
            Ledger = repaired.Ledger!,
            Problems = repaired.Problems,
            Findings = groups,
            Changes = changes,
            SetAside = setAside,
            EditionId = gazetteer?.EditionId,
            Edition = gazetteer?.Gazetteer.Edition,
            Country = gazetteer?.Gazetteer.Country,
        };
        var examinationHash = await StoreAsync(examination, cancel);
        var ledger = Json(examination.Ledger);
        var form = FormKey(examination);
        var storesNow = import.AcceptsItself && examination.Ledger.Accepted > 0;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var kept = await KeepAsync(import, set => set
            .SetProperty(row => row.State, storesNow ? ImportState.Storing : ImportState.Review)
            .SetProperty(row => row.AcceptsItself, false)
            .SetProperty(row => row.Problem, (string?)null)
            .SetProperty(row => row.ExaminationHash, examinationHash)
            .SetProperty(row => row.FindingsHash, findingsHash)
            .SetProperty(row => row.PlacesHash, placesHash)
            .SetProperty(row => row.ChangesHash, changesHash)
            .SetProperty(row => row.SetAsideHash, setAsideHash)
            .SetProperty(row => row.LedgerJson, ledger)
            .SetProperty(row => row.FormKey, form), cancel);
        if (storesNow && kept > 0)
        {
            db.Add(new Job { Kind = StoreImport.JobKind, SubjectId = import.Id, OperationId = import.OperationId, CreatedAt = clock.GetUtcNow() });
            await db.SaveChangesAsync(cancel);
        }

        await transaction.CommitAsync(cancel);
        signal.Wake();
    }

    /// <summary>Headers in their order: what tells that next week's file has the same form.</summary>
    static string FormKey(Examination examination) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', examination.Sheet.Columns.Select(column => column.Header)))));

    async Task<string> StoreAsync(Examination examination, CancellationToken cancel)
    {
        var path = files.NewTemporaryPath();
        await using (var stream = File.Create(path))
        {
            await JsonSerializer.SerializeAsync(stream, examination, TableColumn.Json, cancel);
        }

        return (await files.AdoptAsync(path, cancel)).Hash;
    }

    /// <summary>Keeps the outcome unless the import has changed since it was read.</summary>
    Task<int> KeepAsync(Import import, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Import>> changes, CancellationToken cancel) =>
        db.Set<Import>().Where(row => row.Id == import.Id && row.Revision == import.Revision && row.State == ImportState.Examining).ExecuteUpdateAsync(changes, cancel);

    /// <summary>Ends the work when somebody has chosen otherwise meanwhile.</summary>
    async Task WatchAsync(Import import, CancellationTokenSource overtaken, CancellationToken ended)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Look, ended);
                if (!await IsPresentAsync(import, ended))
                {
                    await overtaken.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    async Task<bool> IsPresentAsync(Import import, CancellationToken cancel)
    {
        // A context of its own: the pass may be using the other at the same time.
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MusterDb>().Set<Import>().AsNoTracking().AnyAsync(row => row.Id == import.Id && row.Revision == import.Revision && row.State == ImportState.Examining, cancel);
    }

    static void Exhaust(RepairedTable table, CancellationToken cancel)
    {
        using var rows = table.Source.OpenRows(table.Sheet.Index);
        var block = new RowBlock();
        while (rows.ReadBlock(block) > 0)
        {
            cancel.ThrowIfCancellationRequested();
        }
    }

    static WorkProgress Progress(JobRun run, TableSource source, double from, double share) => new(bytes => run.Report(from + share * bytes / Math.Max(1, source.SizeInBytes), "examining"));

    DateOnly TodayIn(Operation operation) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(operation.Zone)).DateTime);

    static string Json<T>(T value) => JsonSerializer.Serialize(value, TableColumn.Json);
}

/// <summary>Reports at once on the thread that works; the library's own posts to another and may come late.</summary>
sealed class WorkProgress(Action<long> report) : IProgress<long>
{
    public void Report(long value) => report(value);
}
