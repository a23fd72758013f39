using Microsoft.EntityFrameworkCore;
using Muster.Server.Storage;
using Muster.Tabular.Repairing;

namespace Muster.Server.Features.Imports;

/// <summary>What an import did to one row: each changed cell with the step that changed it.</summary>
sealed class RowHistory(MusterDb db, IFileStore files, StepText text)
{
    /// <summary>Null where the import is gone. Cells changed beyond the list that an import keeps are not told; <see cref="RowStory.IsWhole"/> says so.</summary>
    public async Task<RowStory?> OfAsync(Guid importId, int rowNumber, CancellationToken cancel)
    {
        if (await db.Set<Import>().AsNoTracking().SingleOrDefaultAsync(import => import.Id == importId, cancel) is not { } import)
        {
            return null;
        }

        var examination = await Examination.ReadAsync(files, import.ExaminationHash, cancel);
        var people = await ImportSteps.AllAsync(db, import.Id, cancel);
        var changes = new List<ToldChange>();
        if (examination is not null && import.ChangesHash is { } hash && await files.PathAsync(hash, cancel) is { } path)
        {
            await foreach (var change in JsonLines.ReadAsync<CellChange>(path, examination.Changes, await FirstAsync(path, examination.Changes, rowNumber, cancel), cancel))
            {
                if (change.RowNumber > rowNumber)
                {
                    break;
                }

                if (change.RowNumber == rowNumber)
                {
                    var step = examination.Steps.ElementAtOrDefault(change.Step);
                    var taken = step is null ? null : people.FirstOrDefault(taken => taken.UndoneAt is null && taken.Steps.Any(other => IsSame(other, step)));
                    changes.Add(new ToldChange(change.Column, change.Before, change.After, step is null ? "" : text.Of(step), taken?.By, taken?.At));
                }
            }
        }

        var isWhole = examination is null || examination.Changes.Count >= examination.Ledger.CellsChanged;
        return new RowStory(import.FileName, import.FileHash, import.UploadedAt, examination?.Sheet.Name, changes, isWhole);
    }

    // Records with lists inside are equal only where they are the same object.
    static bool IsSame(RepairStep one, RepairStep other) => one == other || (one.GetType() == other.GetType() && ImportSteps.ToJson([one]) == ImportSteps.ToJson([other]));

    /// <summary>The last mark before the row: changes stand in the order of rows.</summary>
    static async Task<long> FirstAsync(string path, LineIndex index, int rowNumber, CancellationToken cancel)
    {
        var (low, high) = (0, index.Marks.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            var page = await JsonLines.PageAsync<CellChange>(path, index, (long)middle * LineIndex.Stride, 1, cancel);
            (low, high) = page is [{ } change] && change.RowNumber < rowNumber ? (middle, high) : (low, middle - 1);
        }

        return (long)low * LineIndex.Stride;
    }
}

/// <summary>Where a row comes from and what was done to it.</summary>
/// <param name="FileName">File as uploaded.</param>
/// <param name="FileHash">Its SHA-256.</param>
/// <param name="UploadedAt">When.</param>
/// <param name="Sheet">Sheet of the file; null where it has none.</param>
/// <param name="Changes">Changed cells in the order of the steps.</param>
/// <param name="IsWhole">False where the import changed more cells than it lists.</param>
public sealed record RowStory(string FileName, string FileHash, DateTimeOffset UploadedAt, string? Sheet, IReadOnlyList<ToldChange> Changes, bool IsWhole);

/// <summary>A changed cell.</summary>
/// <param name="Column">Header.</param>
/// <param name="Before">As it was.</param>
/// <param name="After">As it became.</param>
/// <param name="Step">The step in words.</param>
/// <param name="By">Who took it.</param>
/// <param name="At">When.</param>
public sealed record ToldChange(string Column, string Before, string After, string Step, string? By, DateTimeOffset? At);
