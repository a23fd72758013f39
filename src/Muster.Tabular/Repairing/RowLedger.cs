namespace Muster.Tabular.Repairing;

/// <summary>Every row read has one fate: <c>Read == Accepted + Queued + Dropped</c>, always.</summary>
/// <param name="Read">Rows below the header that hold at least one value.</param>
/// <param name="Accepted">Stored.</param>
/// <param name="Queued">Set aside for a person.</param>
/// <param name="Dropped">Left out by decision.</param>
/// <param name="Blank">Rows without any value, not counted in <paramref name="Read"/>.</param>
/// <param name="CellsChanged">Cells of accepted rows that differ from the file.</param>
public sealed record RowLedger(long Read, long Accepted, long Queued, long Dropped, long Blank, long CellsChanged);
