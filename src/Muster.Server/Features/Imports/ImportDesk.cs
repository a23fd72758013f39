using Microsoft.EntityFrameworkCore;
using Muster.Server.Errors;
using Muster.Server.Features.Jobs;
using Muster.Server.Storage;
using Muster.Tabular.Repairing;

namespace Muster.Server.Features.Imports;

/// <summary>Takes down decisions about an import: refuses stale and late ones, saves the decision together with the job that it causes.</summary>
sealed class ImportDesk(MusterDb db, JobSignal signal, StepPreviews previews, ImportRefusals refusals, TimeProvider clock)
{
    /// <summary>A new upload and its examination.</summary>
    /// <param name="import">The upload.</param>
    /// <param name="cancel">Stops.</param>
    /// <param name="beside">What another feature keeps about it, saved with it.</param>
    public async Task AddAsync(Import import, CancellationToken cancel, params IEnumerable<object> beside)
    {
        db.Add(import);
        db.AddRange(beside);
        await SaveWithJobAsync(import, ExamineImport.JobKind, cancel);
    }

    /// <summary>Changes how the file is read; it is examined again.</summary>
    /// <returns>Null when done.</returns>
    public Task<Refusal?> ChooseAsync(Guid id, int? revision, Func<ImportChoices, ImportChoices> change, CancellationToken cancel) =>
        DecideAsync(id, revision, import => import.ChoicesJson = change(ImportChoices.Of(import)).ToJson(), cancel);

    /// <summary>Records a decision as one step; the file is examined again.</summary>
    /// <returns>Null when done.</returns>
    public Task<Refusal?> TakeAsync(Guid id, int? revision, IReadOnlyList<RepairStep> steps, Guid? by, CancellationToken cancel) => TakeAllAsync(id, revision, [steps], by, null, cancel);

    /// <summary>Records several decisions and, where given, choices, for a replay.</summary>
    public async Task<Refusal?> TakeAllAsync(Guid id, int? revision, IReadOnlyList<IReadOnlyList<RepairStep>> decisions, Guid? by, ImportChoices? choices, CancellationToken cancel)
    {
        var last = await db.Set<ImportStep>().Where(step => step.ImportId == id).MaxAsync(step => (int?)step.Order, cancel) ?? 0;
        return await DecideAsync(id, revision, import =>
        {
            import.ChoicesJson = choices?.ToJson() ?? import.ChoicesJson;
            db.AddRange(decisions.Select((steps, index) => new ImportStep { ImportId = id, Order = last + 1 + index, StepJson = ImportSteps.ToJson(steps), TakenBy = by, TakenAt = clock.GetUtcNow() }));
        }, cancel);
    }

    /// <summary>Undoes a step; it stays on record.</summary>
    /// <returns>Null when done, also where it was undone before.</returns>
    public async Task<Refusal?> UndoAsync(Guid id, int? revision, Guid step, Guid? by, CancellationToken cancel)
    {
        var taken = await db.Set<ImportStep>().SingleOrDefaultAsync(row => row.Id == step && row.ImportId == id, cancel);
        if (taken is null)
        {
            return refusals.StepUnknown();
        }

        return await DecideAsync(id, revision, _ =>
        {
            if (taken.UndoneAt is null)
            {
                (taken.UndoneAt, taken.UndoneBy) = (clock.GetUtcNow(), by);
            }
        }, cancel);
    }

    /// <summary>Examines the file afresh, with the places as they are known now.</summary>
    public Task<Refusal?> CheckAgainAsync(Guid id, CancellationToken cancel) => DecideAsync(id, null, import => import.ExaminationHash = null, cancel);

    /// <summary>Gives the import up; the record and the file stay.</summary>
    public async Task<Refusal?> DiscardAsync(Guid id, int? revision, Guid? by, CancellationToken cancel)
    {
        var (import, refusal) = await OpenAsync(id, revision, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        (import!.State, import.DecidedBy, import.DecidedAt) = (ImportState.Discarded, by, clock.GetUtcNow());
        import.Revision++;
        return await SaveAsync(cancel);
    }

    /// <summary>Hands the import to the job that stores it.</summary>
    public async Task<Refusal?> AcceptAsync(Guid id, int? revision, Acceptance acceptance, CancellationToken cancel)
    {
        var (import, refusal) = await OpenAsync(id, revision, cancel);
        if (refusal is not null || import is not { State: ImportState.Review })
        {
            return refusal ?? refusals.NotReady();
        }

        (import.State, import.AcceptanceJson, import.DecidedBy, import.DecidedAt, import.Problem) = (ImportState.Storing, acceptance.ToJson(), acceptance.By, acceptance.At, null);
        import.Revision++;
        return await SaveWithJobAsync(import, StoreImport.JobKind, cancel);
    }

    async Task<Refusal?> DecideAsync(Guid id, int? revision, Action<Import> decide, CancellationToken cancel)
    {
        var (import, refusal) = await OpenAsync(id, revision, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        decide(import!);
        import!.State = ImportState.Examining;
        import.Revision++;
        return await SaveWithJobAsync(import, ExamineImport.JobKind, cancel);
    }

    async Task<(Import? Import, Refusal? Refusal)> OpenAsync(Guid id, int? revision, CancellationToken cancel)
    {
        var import = await db.Set<Import>().SingleAsync(import => import.Id == id, cancel);
        if (revision is { } seen && seen != import.Revision)
        {
            return (null, refusals.Stale());
        }

        return import.State is ImportState.Examining or ImportState.Review or ImportState.Unreadable ? (import, null) : (null, refusals.Closed());
    }

    /// <summary>Saves a decision and the job that it causes; what steps do is shown at once.</summary>
    async Task<Refusal?> SaveWithJobAsync(Import import, string kind, CancellationToken cancel)
    {
        db.Add(new Job { Kind = kind, SubjectId = import.Id, OperationId = import.OperationId, CreatedAt = clock.GetUtcNow() });
        var refusal = await SaveAsync(cancel);
        if (refusal is null)
        {
            // Before the job takes the processors.
            await (kind == ExamineImport.JobKind ? previews.MakeAsync(import, cancel) : Task.CompletedTask);
            signal.Wake();
        }

        return refusal;
    }

    async Task<Refusal?> SaveAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return refusals.Stale();
        }
        catch (DbUpdateException failure) when (db.IsDuplicate(failure))
        {
            // Two people took a step at the same moment.
            return refusals.Stale();
        }
    }
}
