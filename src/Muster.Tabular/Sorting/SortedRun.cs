using System.Buffers.Binary;
using Muster.Tabular.Reading;

namespace Muster.Tabular.Sorting;

/// <summary>A row to be sorted: the beginning of its key, and where it lies.</summary>
/// <param name="High">First eight bytes of the key.</param>
/// <param name="Low">The next eight.</param>
/// <param name="Pack">Index of its pack.</param>
/// <param name="Row">Row in the pack.</param>
readonly record struct SortEntry(ulong High, ulong Low, int Pack, int Row)
{
    public const int Size = 24;
}

/// <summary>Rows held in memory until they are sorted and written.</summary>
sealed class SortedRun : IComparer<SortEntry>
{
    readonly List<RowPack> packs = [];
    SortEntry[] entries = [];
    SortEntry[] spare = [];

    public long SizeInBytes { get; private set; }

    public int Count { get; private set; }

    public void Add(RowPack pack)
    {
        if (Count + pack.Count > entries.Length)
        {
            Array.Resize(ref entries, Math.Max(Count + pack.Count, Math.Max(entries.Length * 2, 4 * RowBlock.Capacity)));
        }

        for (var row = 0; row < pack.Count; row++)
        {
            var key = pack.Key(row);
            entries[Count++] = new SortEntry(Eight(key), Eight(key.Length > 8 ? key[8..] : default), packs.Count, row);
        }

        packs.Add(pack);
        SizeInBytes += pack.SizeInBytes;
    }

    /// <summary>Sorts by key; equal keys stay in the order in which they came.</summary>
    public void Sort()
    {
        var half = Count / 2;
        if (half < RowBlock.Capacity || Environment.ProcessorCount == 1)
        {
            entries.AsSpan(0, Count).Sort(this);
            return;
        }

        Parallel.Invoke(() => entries.AsSpan(0, half).Sort(this), () => entries.AsSpan(half, Count - half).Sort(this));
        Merge(half);
    }

    /// <summary>The line of a row by its place in the order.</summary>
    public ReadOnlySpan<byte> Line(int at) => packs[entries[at].Pack].Line(entries[at].Row);

    /// <summary>The key of a row by its place in the order.</summary>
    public ReadOnlySpan<byte> Key(int at) => packs[entries[at].Pack].Key(entries[at].Row);

    /// <summary>Gives the memory back.</summary>
    public void Clear(RowPacks pool)
    {
        packs.ForEach(pool.Return);
        packs.Clear();
        (Count, SizeInBytes) = (0, 0);
    }

    /// <inheritdoc/>
    public int Compare(SortEntry one, SortEntry other)
    {
        if (one.High != other.High)
        {
            return one.High < other.High ? -1 : 1;
        }

        if (one.Low != other.Low)
        {
            return one.Low < other.Low ? -1 : 1;
        }

        var order = packs[one.Pack].Key(one.Row).SequenceCompareTo(packs[other.Pack].Key(other.Row));
        return order != 0 ? order : one.Pack != other.Pack ? one.Pack.CompareTo(other.Pack) : one.Row.CompareTo(other.Row);
    }

    void Merge(int half)
    {
        spare = spare.Length < Count ? new SortEntry[entries.Length] : spare;
        var (left, right) = (0, half);
        for (var at = 0; at < Count; at++)
        {
            var takesLeft = right == Count || (left < half && Compare(entries[left], entries[right]) <= 0);
            spare[at] = entries[takesLeft ? left++ : right++];
        }

        (entries, spare) = (spare, entries);
    }

    static ulong Eight(ReadOnlySpan<byte> key)
    {
        if (key.Length >= 8)
        {
            return BinaryPrimitives.ReadUInt64BigEndian(key);
        }

        Span<byte> padded = stackalloc byte[8];
        padded.Clear();
        key.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }
}
