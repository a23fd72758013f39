namespace Muster.Tabular.Validating.Scanning;

/// <summary>Different numbers seen, up to a limit; beyond it only the fact remains.</summary>
sealed class NumberSet(int limit)
{
    long[] slots = new long[256];

    /// <summary>Numbers held.</summary>
    public int Count { get; private set; }

    /// <summary>True when there were more than the limit.</summary>
    public bool IsOver { get; private set; }

    public void Add(double number)
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

        if (Count == limit)
        {
            (IsOver, slots) = (true, []);
            return;
        }

        slots[slot] = bits;
        if (++Count * 2 > slots.Length)
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
