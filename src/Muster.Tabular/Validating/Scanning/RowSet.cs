namespace Muster.Tabular.Validating.Scanning;

/// <summary>Hashes of rows seen, with the number of the first row of each.</summary>
/// <param name="most">Different rows held.</param>
sealed class RowSet(int most)
{
    /// <summary>Says that a row is not among those held, and that there is no room for it.</summary>
    public const int Beyond = -1;

    const int None = 0;

    UInt128[] hashes = new UInt128[1 << 12];
    int[] rows = new int[1 << 12];
    int count;

    /// <summary>Adds a row.</summary>
    /// <returns>The number of an earlier row with this hash; 0 where there is none; <see cref="Beyond"/> where none is held and there is no room.</returns>
    public int Add(UInt128 hash, int rowNumber)
    {
        var mask = (uint)hashes.Length - 1;
        var slot = (uint)hash & mask;
        for (; rows[slot] != None; slot = (slot + 1) & mask)
        {
            if (hashes[slot] == hash)
            {
                return rows[slot];
            }
        }

        if (count == most)
        {
            return Beyond;
        }

        (hashes[slot], rows[slot]) = (hash, rowNumber);
        if (++count * 4 > hashes.Length * 3)
        {
            Grow();
        }

        return None;
    }

    void Grow()
    {
        var (oldHashes, oldRows) = (hashes, rows);
        (hashes, rows) = (new UInt128[oldHashes.Length * 2], new int[oldRows.Length * 2]);
        var mask = (uint)hashes.Length - 1;
        for (var from = 0; from < oldRows.Length; from++)
        {
            if (oldRows[from] == None)
            {
                continue;
            }

            var slot = (uint)oldHashes[from] & mask;
            while (rows[slot] != None)
            {
                slot = (slot + 1) & mask;
            }

            (hashes[slot], rows[slot]) = (oldHashes[from], oldRows[from]);
        }
    }
}
