namespace Muster.Tabular.Validating.Scanning;

/// <summary>Finds rows that repeat an earlier one, in memory that does not grow with the table: so many different rows are held, the hashes of the rest go to a temporary file and are compared at the end.</summary>
/// <param name="held">Different rows held in memory.</param>
sealed class RepeatedRows(int held = RepeatedRows.Held) : IDisposable
{
    /// <summary>Three quarters of two million slots of twenty bytes.</summary>
    public const int Held = 3 << 19;

    readonly RowSet seen = new(held);
    RowSpill? rest;

    /// <summary>Looks for an earlier row with this hash among those held.</summary>
    /// <returns>Its number; 0 where there is none and the row is held now; <see cref="RowSet.Beyond"/> where none is held and there is no room: then <see cref="Keep"/> takes it.</returns>
    public int Find(UInt128 hash, int row) => seen.Add(hash, row);

    /// <summary>Keeps a row for the end.</summary>
    public void Keep(UInt128 hash, int row) => (rest ??= new RowSpill()).Add(hash, row);

    /// <summary>Repeats among the rows kept, in the order of rows, each with the first that it repeats.</summary>
    public IEnumerable<(int Row, int Earlier)> AmongKept() => rest is null ? [] : rest.Repeats().OrderBy(repeat => repeat.Row);

    public void Dispose() => rest?.Dispose();
}
