using Muster.Server.Storage;
using Muster.Tabular.Repairing;
using Muster.Tabular.Validating;

namespace Muster.Server.Features.Imports;

/// <summary>The long lists of an examination: changed cells, rows set aside, place questions. Each goes to a file of its own as it comes.</summary>
sealed class ExaminationLists(IFileStore files, long mostChanges) : IDisposable
{
    readonly JsonLinesWriter changes = new(files.NewTemporaryPath(), mostChanges);
    readonly JsonLinesWriter setAside = new(files.NewTemporaryPath());

    public void Changed(CellChange change) => changes.Add(change);

    public void SetAside(int row, RowFate fate, int step) => setAside.Add(new SetAsideRow(row, fate, step));

    public async Task<(string? Changes, LineIndex ChangesIndex, string? SetAside, LineIndex SetAsideIndex)> StoreAsync(CancellationToken cancel)
    {
        var (changesHash, changesIndex) = await StoreAsync(changes, cancel);
        var (setAsideHash, setAsideIndex) = await StoreAsync(setAside, cancel);
        return (changesHash, changesIndex, setAsideHash, setAsideIndex);
    }

    /// <summary>Keeps place questions: those that need a person first, then those with most rows.</summary>
    public async Task<(string? Hash, LineIndex Index)> StorePlacesAsync(IReadOnlyList<PlaceQuestion> questions, CancellationToken cancel)
    {
        using var writer = new JsonLinesWriter(files.NewTemporaryPath());
        foreach (var question in questions.OrderBy(question => PlaceGroups.Of(question.Answer)).ThenByDescending(question => question.Rows).ThenBy(question => question.Text, StringComparer.Ordinal))
        {
            writer.Add(question);
        }

        return await StoreAsync(writer, cancel);
    }

    public void Dispose()
    {
        foreach (var writer in (JsonLinesWriter[])[changes, setAside])
        {
            writer.Dispose();
            File.Delete(writer.Path);
        }
    }

    async Task<(string? Hash, LineIndex Index)> StoreAsync(JsonLinesWriter writer, CancellationToken cancel)
    {
        var index = writer.Finish();
        writer.Dispose();
        if (index.Count == 0)
        {
            File.Delete(writer.Path);
            return (null, index);
        }

        return ((await files.AdoptAsync(writer.Path, cancel)).Hash, index);
    }
}
