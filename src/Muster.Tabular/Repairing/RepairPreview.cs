using Muster.Tabular.Detecting;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Repairing;

/// <summary>What one step would do.</summary>
/// <param name="Step">Its index from 0; -1 for rows queued because their place is uncertain.</param>
/// <param name="CellsChanged">Cells it changes in accepted rows.</param>
/// <param name="RowsDropped">Rows it leaves out.</param>
/// <param name="RowsQueued">Rows it sets aside.</param>
public sealed record StepEffect(int Step, long CellsChanged, long RowsDropped, long RowsQueued);

/// <summary>The difference that steps make, seen before anything is stored: one streaming pass, nothing kept but counts and the first changes.</summary>
/// <param name="Ledger">Every row's fate.</param>
/// <param name="Effects">A line for each step that does something, by step.</param>
/// <param name="Changes">The first changed cells, in row order.</param>
/// <param name="SetAside">The first queued and dropped rows with their fate and step.</param>
/// <param name="Problems">What steps could not do.</param>
public sealed record RepairPreview(RowLedger Ledger, IReadOnlyList<StepEffect> Effects, IReadOnlyList<CellChange> Changes, IReadOnlyList<(int RowNumber, RowFate Fate, int Step)> SetAside, IReadOnlyList<RepairProblem> Problems)
{
    /// <summary>Runs the steps without storing.</summary>
    /// <param name="source">The file.</param>
    /// <param name="sheet">The sheet in it.</param>
    /// <param name="columns">Meanings.</param>
    /// <param name="steps">Steps in order.</param>
    /// <param name="matcher">Places; null where the table names none.</param>
    /// <param name="most">Most changes and most rows set aside that are listed; all are counted.</param>
    /// <param name="progress">Bytes read so far.</param>
    /// <param name="cancel">Stops the pass.</param>
    public static RepairPreview Run(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<RepairStep> steps, PlaceMatcher? matcher, int most = 1000, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        using var repairer = new Repairer(source, sheet, columns, steps, matcher);
        var effects = new Dictionary<int, StepEffect>();
        var changes = new List<CellChange>();
        var setAside = new List<(int RowNumber, RowFate Fate, int Step)>();

        StepEffect Effect(int step) => effects.TryGetValue(step, out var effect) ? effect : new StepEffect(step, 0, 0, 0);
        repairer.OnChange = change =>
        {
            effects[change.Step] = Effect(change.Step) with { CellsChanged = Effect(change.Step).CellsChanged + 1 };
            if (changes.Count < most)
            {
                changes.Add(change);
            }
        };
        repairer.OnSetAside = (row, fate, step) =>
        {
            var effect = Effect(step);
            effects[step] = fate == RowFate.Dropped ? effect with { RowsDropped = effect.RowsDropped + 1 } : effect with { RowsQueued = effect.RowsQueued + 1 };
            if (setAside.Count < most)
            {
                setAside.Add((row, fate, step));
            }
        };

        var block = new RowBlock();
        while (repairer.ReadBlock(block) > 0)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(repairer.BytesRead);
        }

        return new RepairPreview(repairer.Ledger, [.. effects.Values.OrderBy(effect => effect.Step)], changes, setAside, repairer.Problems);
    }
}
