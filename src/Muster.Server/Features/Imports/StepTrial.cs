using System.Diagnostics;
using Muster.Tabular.Reading;
using Muster.Tabular.Repairing;

namespace Muster.Server.Features.Imports;

/// <summary>What a step would do, seen before it is taken.</summary>
/// <param name="CellsChanged">Cells it changes in rows that are accepted.</param>
/// <param name="RowsDropped">Rows it leaves out.</param>
/// <param name="RowsQueued">Rows it sets aside.</param>
/// <param name="ColumnsAdded">Headers of columns it adds.</param>
/// <param name="First">The first changes.</param>
/// <param name="FirstRows">Numbers of the first rows left out or set aside.</param>
/// <param name="Problems">What it could not do.</param>
/// <param name="RowsLookedAt">Rows of the pass.</param>
/// <param name="IsWhole">False where the pass was ended early: the counts are those of the first rows.</param>
public sealed record StepTrial(long CellsChanged, long RowsDropped, long RowsQueued, IReadOnlyList<string> ColumnsAdded, IReadOnlyList<CellChange> First, IReadOnlyList<int> FirstRows, IReadOnlyList<RepairProblem> Problems, long RowsLookedAt, bool IsWhole)
{
    const int Shown = 10;

    // A person waits for it: what is not known by then is told of the first rows.
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <summary>True where the step does anything at all.</summary>
    public bool DoesSomething => CellsChanged + RowsDropped + RowsQueued + ColumnsAdded.Count > 0;

    /// <summary>Codes of problems for which a step is not taken.</summary>
    internal static bool Forbids(RepairProblem problem) => problem.Code is "bands-not-exact" or "value-not-a-number";

    /// <summary>One pass over the file with the steps that hold and the new ones behind them.</summary>
    internal static StepTrial Run(OpenedImport import, IReadOnlyList<RepairStep> added, CancellationToken cancel)
    {
        var (steps, isNew) = Together(import.Steps, added);
        using var repairer = new Repairer(import.Source, import.Examination.Sheet, import.Examination.Columns, steps, import.Matcher);
        var (first, firstRows) = (new List<CellChange>(), new List<int>());
        long cells = 0, dropped = 0, queued = 0;
        repairer.OnChange = change =>
        {
            if (isNew.Contains(change.Step))
            {
                cells++;
                if (first.Count < Shown)
                {
                    first.Add(change);
                }
            }
        };
        repairer.OnSetAside = (row, fate, step) =>
        {
            if (isNew.Contains(step))
            {
                (dropped, queued) = fate == RowFate.Dropped ? (dropped + 1, queued) : (dropped, queued + 1);
                if (firstRows.Count < Shown)
                {
                    firstRows.Add(row);
                }
            }
        };
        var isWhole = Pass(repairer, cancel);
        return new StepTrial(cells, dropped, queued, HeadersAdded(import, repairer), first, firstRows, Concerning(repairer, isNew), repairer.Ledger.Read, isWhole);
    }

    /// <summary>Why steps cannot be taken at all, told from the columns alone; null where they can.</summary>
    internal static RepairProblem? Refusal(OpenedImport import, IReadOnlyList<RepairStep> added)
    {
        var (steps, isNew) = Together(import.Steps, added);
        using var repairer = new Repairer(import.Source, import.Examination.Sheet, import.Examination.Columns, steps, import.Matcher);
        return Concerning(repairer, isNew).FirstOrDefault(Forbids);
    }

    static (IReadOnlyList<RepairStep> Steps, HashSet<int> IsNew) Together(IReadOnlyList<RepairStep> held, IReadOnlyList<RepairStep> added)
    {
        var steps = ImportSteps.InForce(held.Concat(added));
        return (steps, [.. Enumerable.Range(0, steps.Count).Where(index => added.Any(step => ReferenceEquals(step, steps[index])))]);
    }

    static IReadOnlyList<RepairProblem> Concerning(Repairer repairer, HashSet<int> isNew) => [.. repairer.Problems.Where(problem => isNew.Contains(problem.Step))];

    static IReadOnlyList<string> HeadersAdded(OpenedImport import, Repairer repairer)
    {
        using var before = new Repairer(import.Source, import.Examination.Sheet, import.Examination.Columns, import.Steps, import.Matcher);
        return [.. repairer.Columns.Skip(before.Columns.Count).Select(column => column.Column.Header)];
    }

    /// <returns>False where the time was up before the end.</returns>
    static bool Pass(Repairer repairer, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        var block = new RowBlock();
        while (repairer.ReadBlock(block) > 0)
        {
            cancel.ThrowIfCancellationRequested();
            if (Stopwatch.GetElapsedTime(began) > Longest)
            {
                return false;
            }
        }

        return true;
    }
}
