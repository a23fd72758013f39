using System.Collections.Concurrent;

namespace Muster.Tabular.Sorting;

/// <summary>Rows of a block as lines of CSV, with their keys.</summary>
/// <param name="Lines">The lines, one after the other.</param>
/// <param name="Keys">The keys, one after the other.</param>
/// <param name="LineEnds">End of each row's line.</param>
/// <param name="KeyEnds">End of each row's key.</param>
sealed record RowPack(byte[] Lines, byte[] Keys, int[] LineEnds, int[] KeyEnds)
{
    public int Count => LineEnds.Length;

    public long SizeInBytes => Lines.Length + Keys.Length + LineEnds.Length * (8L + 2 * SortEntry.Size);

    public ReadOnlySpan<byte> Line(int row) => Lines.AsSpan((row == 0 ? 0 : LineEnds[row - 1])..LineEnds[row]);

    public ReadOnlySpan<byte> Key(int row) => Keys.AsSpan((row == 0 ? 0 : KeyEnds[row - 1])..KeyEnds[row]);
}

/// <summary>Large arrays used again once their rows have gone to a file, so that memory stays what it is.</summary>
sealed class RowPacks
{
    const int Step = 1 << 16;

    readonly ConcurrentBag<byte[]> lines = [];
    readonly ConcurrentBag<byte[]> keys = [];

    public RowPack Pack(ReadOnlySpan<byte> rowLines, ReadOnlySpan<byte> rowKeys, ReadOnlySpan<int> lineEnds, ReadOnlySpan<int> keyEnds) =>
        new(Copy(lines, rowLines), Copy(keys, rowKeys), lineEnds.ToArray(), keyEnds.ToArray());

    public void Return(RowPack pack)
    {
        lines.Add(pack.Lines);
        keys.Add(pack.Keys);
    }

    static byte[] Copy(ConcurrentBag<byte[]> free, ReadOnlySpan<byte> bytes)
    {
        // Some room to spare, as blocks are of nearly one length: an array given back serves again.
        var array = free.TryTake(out var known) && known.Length >= bytes.Length ? known : GC.AllocateUninitializedArray<byte>(((bytes.Length + bytes.Length / 16) / Step + 1) * Step);
        bytes.CopyTo(array);
        return array;
    }
}
