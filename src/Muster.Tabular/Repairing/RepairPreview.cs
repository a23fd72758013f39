using System.Collections.Concurrent;
using Muster.Tabular.Detecting;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Blocks;
using Muster.Tabular.Repairing.Actions;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Repairing;

/// <summary>What one step would do.</summary>
/// <param name="Step">Its index from 0; -1 for rows queued because their place is uncertain.</param>
/// <param name="CellsChanged">Cells it changes in accepted rows.</param>
/// <param name="RowsDropped">Rows it leaves out.</param>
/// <param name="RowsQueued">Rows it sets aside.</param>
public sealed record StepEffect(int Step, long CellsChanged, long RowsDropped, long RowsQueued);

/// <summary>The difference that steps make, seen before anything is stored: one streaming pass on all processors, nothing kept but counts and the first changes.</summary>
/// <param name="Ledger">Every row's fate.</param>
/// <param name="Effects">A line for each step that does something, by step.</param>
/// <param name="Changes">The first changed cells, in row order.</param>
/// <param name="SetAside">The first queued and dropped rows with their fate and step.</param>
/// <param name="Problems">What steps could not do.</param>
public sealed record RepairPreview(RowLedger Ledger, IReadOnlyList<StepEffect> Effects, IReadOnlyList<CellChange> Changes, IReadOnlyList<(int RowNumber, RowFate Fate, int Step)> SetAside, IReadOnlyList<RepairProblem> Problems)
{
    /// <summary>False where the time was over before the last row: then all counts are those of the first rows.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Runs the steps without storing.</summary>
    /// <param name="source">The file.</param>
    /// <param name="sheet">The sheet in it.</param>
    /// <param name="columns">Meanings.</param>
    /// <param name="steps">Steps in order.</param>
    /// <param name="matcher">Places; null where the table names none.</param>
    /// <param name="most">Most changes and most rows set aside that are listed; all are counted.</param>
    /// <param name="progress">Bytes read so far.</param>
    /// <param name="longest">The pass ends after this time with what it has seen: then <see cref="IsWhole"/> is false. Null lets it end by itself.</param>
    /// <param name="cancel">Stops the pass.</param>
    public static RepairPreview Run(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<RepairStep> steps, PlaceMatcher? matcher, int most = 1000, IProgress<long>? progress = null, TimeSpan? longest = null, CancellationToken cancel = default)
    {
        var total = new PreviewBlock(new RepairPass(RepairPlan.Of(columns, steps, matcher)), most);
        var lastRow = 0;
        using var late = new CancellationTokenSource(longest ?? Timeout.InfiniteTimeSpan);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        var states = new ConcurrentBag<PreviewBlock>();
        var isWhole = true;
        try
        {
            if (total.Pass.Plan.NeedsOrder)
            {
                RunInOrder();
            }
            else
            {
                RunAtOnce();
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            isWhole = false;
        }

        foreach (var state in states)
        {
            total.Add(state);
        }

        if (isWhole)
        {
            total.Pass.Plan.End(sheet.FirstDataRow, lastRow);
        }

        return new RepairPreview(total.Pass.Ledger, total.Effects, total.Changes, total.SetAside, total.Pass.Plan.Problems.List) { IsWhole = isWhole };

        // A step that looks at the row before needs the rows one after the other.
        void RunInOrder()
        {
            var state = new PreviewBlock(new RepairPass(RepairPlan.Of(columns, steps, matcher)), most);
            states.Add(state);
            using var rows = source.OpenRows(sheet.Index);
            var block = new RowBlock();
            while (rows.ReadBlock(block) > 0)
            {
                both.Token.ThrowIfCancellationRequested();
                state.Make(block, sheet.FirstDataRow);
                lastRow = state.LastRow;
                total.List(state);
                progress?.Report(rows.BytesRead);
            }
        }

        void RunAtOnce()
        {
            using var blocks = source.OpenBlocks(sheet.Index);
            BlockPass.Run(blocks, () =>
            {
                var state = new PreviewBlock(new RepairPass(RepairPlan.Of(columns, steps, matcher)), most);
                states.Add(state);
                return state;
            }, (block, state) => state.Make(block, sheet.FirstDataRow), (_, state) =>
            {
                lastRow = Math.Max(lastRow, state.LastRow);
                total.List(state);
                progress?.Report(blocks.BytesRead);
            }, both.Token);
        }
    }
}

/// <summary>What the steps do to blocks; belongs to one thread.</summary>
sealed class PreviewBlock
{
    readonly Dictionary<int, StepEffect> effects = [];
    readonly int most;

    public PreviewBlock(RepairPass pass, int most)
    {
        (Pass, this.most) = (pass, most);
        pass.OnChange = Changed;
        pass.OnSetAside = Left;
    }

    public RepairPass Pass { get; }

    public IReadOnlyList<StepEffect> Effects => [.. effects.Values.OrderBy(effect => effect.Step)];

    public List<CellChange> Changes { get; } = [];

    public List<(int RowNumber, RowFate Fate, int Step)> SetAside { get; } = [];

    /// <summary>Number of the last row of the block.</summary>
    public int LastRow { get; private set; }

    public void Make(RowBlock block, int firstDataRow)
    {
        Changes.Clear();
        SetAside.Clear();
        LastRow = block.RowNumber(block.Count - 1);
        block.SkipAbove(firstDataRow);
        for (var row = 0; row < block.Count; row++)
        {
            Pass.PassesThrough(block, row);
        }

        Pass.Plan.Problems.Remember();
    }

    /// <summary>Lists what another block has, as far as there is room.</summary>
    public void List(PreviewBlock block)
    {
        Changes.AddRange(block.Changes.Take(most - Changes.Count));
        SetAside.AddRange(block.SetAside.Take(most - SetAside.Count));
    }

    /// <summary>Adds what another thread counted.</summary>
    public void Add(PreviewBlock other)
    {
        Pass.Add(other.Pass);
        foreach (var (step, effect) in other.effects)
        {
            var known = Effect(step);
            effects[step] = known with { CellsChanged = known.CellsChanged + effect.CellsChanged, RowsDropped = known.RowsDropped + effect.RowsDropped, RowsQueued = known.RowsQueued + effect.RowsQueued };
        }
    }

    StepEffect Effect(int step) => effects.TryGetValue(step, out var effect) ? effect : new StepEffect(step, 0, 0, 0);

    void Changed(CellChange change)
    {
        var effect = Effect(change.Step);
        effects[change.Step] = effect with { CellsChanged = effect.CellsChanged + 1 };
        if (Changes.Count < most)
        {
            Changes.Add(change);
        }
    }

    void Left(int row, RowFate fate, int step)
    {
        var effect = Effect(step);
        effects[step] = fate == RowFate.Dropped ? effect with { RowsDropped = effect.RowsDropped + 1 } : effect with { RowsQueued = effect.RowsQueued + 1 };
        if (SetAside.Count < most)
        {
            SetAside.Add((row, fate, step));
        }
    }
}
