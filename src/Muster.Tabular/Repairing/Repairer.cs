using Muster.Tabular.Detecting;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Repairing;

/// <summary>What became of a row.</summary>
public enum RowFate : byte
{
    /// <summary>Goes into the table.</summary>
    Accepted,

    /// <summary>Set aside for a person: its place has no certain answer.</summary>
    Queued,

    /// <summary>Left out by a recorded decision.</summary>
    Dropped,
}

/// <summary>One cell changed, for the difference a person sees before accepting.</summary>
/// <param name="RowNumber">Row from 1.</param>
/// <param name="Column">Header.</param>
/// <param name="Before">As typed.</param>
/// <param name="After">As stored.</param>
/// <param name="Step">Index from 0 of the step that did it.</param>
public sealed record CellChange(int RowNumber, string Column, string Before, string After, int Step);

/// <summary>Every row read has one fate: <c>Read == Accepted + Queued + Dropped</c>, always.</summary>
/// <param name="Read">Rows below the header that hold at least one value.</param>
/// <param name="Accepted">Stored.</param>
/// <param name="Queued">Set aside for a person.</param>
/// <param name="Dropped">Left out by decision.</param>
/// <param name="Blank">Rows without any value, not counted in <paramref name="Read"/>.</param>
/// <param name="CellsChanged">Cells that differ from the file.</param>
public sealed record RowLedger(long Read, long Accepted, long Queued, long Dropped, long Blank, long CellsChanged);

/// <summary>Applies steps to the data rows of a sheet in one pass.</summary>
public sealed class Repairer : IDisposable
{
    /// <summary>Starts a pass over the data rows.</summary>
    /// <param name="source">The file.</param>
    /// <param name="sheet">The sheet in it.</param>
    /// <param name="columns">Meanings.</param>
    /// <param name="steps">Steps in order.</param>
    /// <param name="matcher">Places; null where the table names none.</param>
    public Repairer(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<RepairStep> steps, PlaceMatcher? matcher) => throw new NotImplementedException();

    /// <summary>Columns that come out: those of the sheet, then those that steps add.</summary>
    public IReadOnlyList<ColumnMeaning> Columns => throw new NotImplementedException();

    /// <summary>Fills a block with the next rows that are <see cref="RowFate.Accepted"/>. 0 at the end.</summary>
    public int ReadBlock(RowBlock block) => throw new NotImplementedException();

    /// <summary>Called for each queued or dropped row (number, fate, index of the step or -1).</summary>
    public Action<int, RowFate, int>? OnSetAside { get; set; }

    /// <summary>Called for each changed cell.</summary>
    public Action<CellChange>? OnChange { get; set; }

    /// <summary>Counts so far; complete at the end of the pass.</summary>
    public RowLedger Ledger => throw new NotImplementedException();

    /// <summary>Bytes of the source consumed so far.</summary>
    public long BytesRead => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
