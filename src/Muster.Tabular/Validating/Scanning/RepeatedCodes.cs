namespace Muster.Tabular.Validating.Scanning;

/// <summary>Finds codes that occur in more than one row, together with further key columns such as the year.</summary>
sealed class RepeatedCodes
{
    readonly Dictionary<Key, (int First, int Count)> seen = [];
    readonly List<(Key Key, int Row)> repeats = [];

    readonly record struct Key(int Code, UInt128 Others);

    public void Check(Batch batch, int code, IReadOnlyList<int> others)
    {
        var column = batch[code];
        for (var row = 0; row < batch.Count; row++)
        {
            if (column.Ids[row] < 0 || column.Forms[row] is CellForm.Blank or CellForm.Placeholder)
            {
                continue;
            }

            var key = new Key(column.Ids[row], OthersOf(batch, row, others));
            if (seen.TryGetValue(key, out var known))
            {
                repeats.Add((key, batch.RowNumber(row)));
            }

            seen[key] = known.Count == 0 ? (batch.RowNumber(row), 1) : (known.First, known.Count + 1);
        }
    }

    /// <summary>Each row beyond the first with its code and the number of rows that share the key.</summary>
    public IEnumerable<(string Code, int Row, int Count)> Found(ColumnScan column) =>
        repeats.Select(repeat => (column.Texts[repeat.Key.Code].Trim(), repeat.Row, seen[repeat.Key].Count));

    static UInt128 OthersOf(Batch batch, int row, IReadOnlyList<int> others)
    {
        var hash = default(UInt128);
        foreach (var column in others)
        {
            hash = TextHash.Mix(hash, batch.Text(row, column).Trim());
        }

        return hash;
    }
}
