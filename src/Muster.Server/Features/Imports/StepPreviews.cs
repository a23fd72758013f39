using Muster.Server.Features.Places;
using Muster.Server.Storage;
using Muster.Tabular.Reading;
using Muster.Tabular.Repairing;

namespace Muster.Server.Features.Imports;

/// <summary>What the steps in force do, seen at once: the whole examination of a large file that follows takes its time.</summary>
/// <param name="Steps">The steps; changes name them by index.</param>
/// <param name="Effect">Counts and the first changes.</param>
public sealed record StepPreview(IReadOnlyList<RepairStep> Steps, RepairPreview Effect);

/// <summary>Previews of the imports that are being worked on. Held in memory only: where one is gone, its page shows the progress alone.</summary>
sealed class StepPreviewShelf
{
    const int Most = 32;

    readonly Lock gate = new();
    readonly Dictionary<Guid, (int Revision, StepPreview Preview)> held = [];
    readonly Queue<Guid> order = new();

    /// <summary>The preview of this revision, or null.</summary>
    public StepPreview? Find(Import import)
    {
        lock (gate)
        {
            return held.TryGetValue(import.Id, out var found) && found.Revision == import.Revision ? found.Preview : null;
        }
    }

    public void Put(Import import, StepPreview preview)
    {
        lock (gate)
        {
            if (!held.ContainsKey(import.Id))
            {
                order.Enqueue(import.Id);
            }

            held[import.Id] = (import.Revision, preview);
            while (held.Count > Most)
            {
                held.Remove(order.Dequeue());
            }
        }
    }
}

/// <summary>Makes previews: one pass that counts and keeps the first changes, without checks and without storing.</summary>
sealed class StepPreviews(MusterDb db, IFileStore files, GazetteerStore gazetteers, StepPreviewShelf shelf)
{
    const int MostListed = 20;

    /// <summary>What is seen by then is shown: who took a step shall not wait for the whole of a very large file.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(700);

    /// <summary>Makes the preview of an import whose decisions have just been saved. Nothing where the file must be read anew, and none for answers about places: their page shows them itself.</summary>
    public async Task MakeAsync(Import import, CancellationToken cancel)
    {
        if (await Examination.ReadAsync(files, import.ExaminationHash, cancel) is not { } examination || examination.Choices != import.ChoicesJson + examination.EditionId
            || await files.PathAsync(import.FileHash, cancel) is not { } path)
        {
            return;
        }

        var steps = await ImportSteps.InForceAsync(db, import.Id, cancel);
        if (steps.Count == 0 || steps[^1] is SettlePlace)
        {
            return;
        }

        var gazetteer = examination.EditionId is { } edition ? await gazetteers.FindAsync(edition, cancel) : null;
        try
        {
            shelf.Put(import, new StepPreview(steps, await Task.Run(() =>
            {
                using var source = TableSource.Open(path, ImportChoices.Of(import).ToReadOptions(import.FileName));
                return RepairPreview.Run(source, examination.Sheet, examination.Columns, steps, gazetteer?.Matcher, MostListed, longest: Longest, cancel: cancel);
            }, cancel)));
        }
        catch (UnreadableException)
        {
            // The examination that follows says why.
        }
    }
}
