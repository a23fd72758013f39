using System.Runtime.ExceptionServices;
using Muster.Tabular.Reading;

namespace Muster.Tabular.Validating.Scanning;

/// <summary>Scans the columns of a block on all processors at once. A column that leans on the one before it stays with it, so that each sees its blocks in order.</summary>
sealed class ColumnCrew : IDisposable
{
    /// <summary>Smaller blocks are scanned before another thread would have woken.</summary>
    const int WorthHelp = 256;

    readonly ColumnScan[][] chains;
    readonly Thread[] helpers;
    readonly SemaphoreSlim begin = new(0);
    readonly SemaphoreSlim end = new(0);
    RowBlock block = new();
    bool[] skip = [];
    Action beside = () => { };
    int next;
    ExceptionDispatchInfo? failure;
    bool hasBegun;
    bool isOver;

    public ColumnCrew(ColumnScan[] columns)
    {
        chains = [.. Chains(columns)];
        helpers = new Thread[Math.Clamp(Environment.ProcessorCount, 1, 4) - 1];
    }

    /// <summary>Scans all columns and does other work beside; returns when all is done.</summary>
    /// <param name="rows">The block.</param>
    /// <param name="skipped">Rows left out.</param>
    /// <param name="work">Done on one of the threads meanwhile; must touch no column.</param>
    public void Scan(RowBlock rows, bool[] skipped, Action work)
    {
        (block, skip, beside, next) = (rows, skipped, work, -1);
        if (rows.Count < WorthHelp)
        {
            Work();
            return;
        }

        Begin();
        begin.Release(helpers.Length);
        try
        {
            Work();
        }
        finally
        {
            foreach (var _ in helpers)
            {
                end.Wait();
            }
        }

        failure?.Throw();
    }

    public void Dispose()
    {
        isOver = true;
        if (hasBegun)
        {
            begin.Release(helpers.Length);
            foreach (var helper in helpers)
            {
                helper.Join();
            }
        }

        begin.Dispose();
        end.Dispose();
    }

    static IEnumerable<ColumnScan[]> Chains(ColumnScan[] columns)
    {
        var chain = new List<ColumnScan>();
        foreach (var column in columns)
        {
            if (column.Before is null && chain.Count > 0)
            {
                yield return [.. chain];
                chain.Clear();
            }

            chain.Add(column);
        }

        if (chain.Count > 0)
        {
            yield return [.. chain];
        }
    }

    void Begin()
    {
        if (hasBegun)
        {
            return;
        }

        hasBegun = true;
        for (var at = 0; at < helpers.Length; at++)
        {
            helpers[at] = new Thread(Help) { IsBackground = true, Name = "muster-columns" };
            helpers[at].Start();
        }
    }

    void Help()
    {
        while (true)
        {
            begin.Wait();
            if (isOver)
            {
                return;
            }

            try
            {
                Work();
            }
#pragma warning disable CA1031 // Whatever went wrong on this thread is thrown again on the caller's.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(problem);
            }

            end.Release();
        }
    }

    /// <summary>Takes what nobody has taken yet until nothing is left.</summary>
    void Work()
    {
        for (var at = Interlocked.Increment(ref next); at <= chains.Length; at = Interlocked.Increment(ref next))
        {
            if (at == 0)
            {
                beside();
                continue;
            }

            foreach (var column in chains[at - 1])
            {
                column.Scan(block, skip);
            }
        }
    }
}
