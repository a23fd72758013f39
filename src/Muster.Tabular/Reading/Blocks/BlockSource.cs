namespace Muster.Tabular.Reading.Blocks;

/// <summary>Gives the rows of a sheet in blocks of which each is made in two steps, so that the second can run on several threads at once.</summary>
abstract class BlockSource : IDisposable
{
    /// <summary>Takes what makes the next block out of the file; called by one thread at a time. False at the end.</summary>
    public abstract bool Take(RowBlock block);

    /// <summary>Makes the rows of a block that was taken; blocks may be made at the same time.</summary>
    public virtual void Make(RowBlock block)
    {
    }

    /// <summary>Bytes of the file taken so far.</summary>
    public abstract long BytesRead { get; }

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>The blocks of a reader that only one thread can use: all is done when they are taken.</summary>
sealed class ReaderBlocks(RowReader reader) : BlockSource
{
    public override long BytesRead => reader.BytesRead;

    public override bool Take(RowBlock block) => reader.ReadBlock(block) > 0;

    public override void Dispose() => reader.Dispose();
}
