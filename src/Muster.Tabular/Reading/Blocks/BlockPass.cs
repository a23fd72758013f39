using System.Runtime.ExceptionServices;

namespace Muster.Tabular.Reading.Blocks;

/// <summary>One pass over a sheet: each block is worked on by a thread of its own, and comes to the caller in the order of the file.</summary>
static class BlockPass
{
    static readonly int Workers = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>Runs the pass.</summary>
    /// <typeparam name="TState">What a block's work leaves for the caller; a few of them go round and round with their blocks.</typeparam>
    /// <param name="source">The blocks.</param>
    /// <param name="begin">Makes a state.</param>
    /// <param name="work">Done to each block, on several threads at once; only the block and its state are its own.</param>
    /// <param name="take">Called for each block in the order of the file, on the calling thread.</param>
    /// <param name="cancel">Stops the pass.</param>
    /// <returns>All states.</returns>
    /// <exception cref="UnreadableException">As the reader says, once the blocks before were taken.</exception>
    public static IReadOnlyList<TState> Run<TState>(BlockSource source, Func<TState> begin, Action<RowBlock, TState> work, Action<RowBlock, TState>? take, CancellationToken cancel)
        where TState : class
    {
        using var turns = new BlockTurns<TState>(source, begin, work, Workers);
        while (turns.Next(cancel) is { } slot)
        {
            take?.Invoke(slot.Block, slot.State);
            turns.Return(slot);
        }

        return turns.States;
    }
}

/// <summary>A block on its way, with what was made of it.</summary>
sealed class BlockSlot<TState>(TState state)
{
    public RowBlock Block { get; } = new();

    public TState State { get; } = state;

    public bool IsReady { get; set; }

    public ExceptionDispatchInfo? Failure { get; set; }
}

/// <summary>Threads that take, make and work on blocks ahead of the caller.</summary>
sealed class BlockTurns<TState> : IDisposable
    where TState : class
{
    readonly BlockSource source;
    readonly Action<RowBlock, TState> work;
    readonly object gate = new();
    readonly object taking = new();
    readonly Stack<BlockSlot<TState>> free = new();
    readonly Queue<BlockSlot<TState>> underway = new();
    readonly Thread[] threads;
    bool isOver;
    bool isStopped;

    public BlockTurns(BlockSource source, Func<TState> begin, Action<RowBlock, TState> work, int workers)
    {
        (this.source, this.work) = (source, work);
        var states = new TState[workers + 2];
        for (var at = 0; at < states.Length; at++)
        {
            free.Push(new BlockSlot<TState>(states[at] = begin()));
        }

        States = states;
        threads = new Thread[workers];
        for (var at = 0; at < workers; at++)
        {
            threads[at] = new Thread(Work) { IsBackground = true, Name = "muster-rows" };
            threads[at].Start();
        }
    }

    public IReadOnlyList<TState> States { get; }

    /// <summary>The next block in the order of the file; null at the end.</summary>
    public BlockSlot<TState>? Next(CancellationToken cancel)
    {
        lock (gate)
        {
            while (underway.Count == 0 ? !isOver : !underway.Peek().IsReady)
            {
                Monitor.Wait(gate, 100);
                cancel.ThrowIfCancellationRequested();
            }

            if (underway.Count == 0)
            {
                return null;
            }

            cancel.ThrowIfCancellationRequested();
            var slot = underway.Dequeue();
            slot.Failure?.Throw();
            return slot;
        }
    }

    /// <summary>Gives a block back to be filled again.</summary>
    public void Return(BlockSlot<TState> slot)
    {
        lock (gate)
        {
            free.Push(slot);
            Monitor.PulseAll(gate);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isStopped = true;
            Monitor.PulseAll(gate);
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }
    }

    void Work()
    {
        while (Take() is { } slot)
        {
            try
            {
                if (slot.Failure is null)
                {
                    source.Make(slot.Block);
                    work(slot.Block, slot.State);
                }
            }
#pragma warning disable CA1031 // Whatever went wrong on this thread is thrown again on the caller's.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                slot.Failure = ExceptionDispatchInfo.Capture(problem);
            }

            lock (gate)
            {
                slot.IsReady = true;
                isOver |= slot.Failure is not null;
                Monitor.PulseAll(gate);
            }
        }
    }

    /// <summary>Takes the next block; the order in which blocks are taken is that of the file.</summary>
    BlockSlot<TState>? Take()
    {
        lock (taking)
        {
            if (Free() is not { } slot)
            {
                return null;
            }

            var isTaken = true;
            try
            {
                slot.IsReady = false;
                isTaken = source.Take(slot.Block);
            }
#pragma warning disable CA1031 // Told to the caller when its turn comes.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                slot.Failure = ExceptionDispatchInfo.Capture(problem);
            }

            lock (gate)
            {
                if (!isTaken)
                {
                    isOver = true;
                    Monitor.PulseAll(gate);
                    return null;
                }

                isOver |= slot.Failure is not null;
                underway.Enqueue(slot);
                return slot;
            }
        }
    }

    BlockSlot<TState>? Free()
    {
        lock (gate)
        {
            while (free.Count == 0 && !isStopped && !isOver)
            {
                Monitor.Wait(gate);
            }

            return isStopped || isOver ? null : free.Pop();
        }
    }
}
