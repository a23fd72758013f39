using System.Runtime.CompilerServices;

namespace Muster.Tabular.Validating.Scanning;

/// <summary>Different numbers seen, up to a limit; beyond it only the fact remains.</summary>
sealed class NumberSet(int limit)
{
    const int Small = 1 << 14;

    readonly ulong[] small = new ulong[Small / 64];
    long[] slots = new long[256];
    int large;

    /// <summary>Numbers held.</summary>
    public int Count { get; private set; }

    /// <summary>True when there were more than the limit.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Counts a number; small whole ones cost a bit each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double number)
    {
        if (number is >= 0 and < Small && (int)number is var whole && whole == number)
        {
            var bit = 1UL << (whole & 63);
            ref var word = ref small[whole >> 6];
            if ((word & bit) != 0)
            {
                return;
            }

            word |= bit;
            Count++;
            return;
        }

        AddLarge(number);
    }

    /// <summary>Adds the numbers of another set.</summary>
    public void Add(NumberSet other)
    {
        for (var at = 0; at < small.Length; at++)
        {
            Count += System.Numerics.BitOperations.PopCount(other.small[at] & ~small[at]);
            small[at] |= other.small[at];
        }

        for (var at = 0; at < other.slots.Length && !IsOver; at++)
        {
            if (other.slots[at] != 0)
            {
                AddLarge(BitConverter.Int64BitsToDouble(other.slots[at] ^ long.MinValue));
            }
        }

        IsOver |= other.IsOver;
    }

    void AddLarge(double number)
    {
        // Zero marks a free slot, so that the bits of a number are kept with a flag that no finite number has.
        var bits = BitConverter.DoubleToInt64Bits(number) ^ long.MinValue;
        var mask = slots.Length - 1;
        var slot = (int)(((ulong)bits * 0x9E3779B97F4A7C15) >> 40) & mask;
        for (; slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if (slots[slot] == bits)
            {
                return;
            }
        }

        if (Count >= limit)
        {
            (IsOver, slots) = (true, []);
            return;
        }

        slots[slot] = bits;
        Count++;
        if (++large * 2 > slots.Length)
        {
            Grow();
        }
    }

    void Grow()
    {
        var old = slots;
        slots = new long[old.Length * 2];
        var mask = slots.Length - 1;
        foreach (var bits in old)
        {
            if (bits == 0)
            {
                continue;
            }

            var slot = (int)(((ulong)bits * 0x9E3779B97F4A7C15) >> 40) & mask;
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            slots[slot] = bits;
        }
    }
}
