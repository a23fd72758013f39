using Muster.Tabular.Reading.Map;
using NetTopologySuite.Geometries;

namespace Muster.Tabular.Reading;

/// <summary>One forward pass over the rows of one sheet. Streams: holds one row, whatever the length of the file.</summary>
/// <remarks>Every physical row comes out, blank ones too, so that <see cref="RowNumber"/> is the number people see in their spreadsheet.</remarks>
public abstract class RowReader : IDisposable
{
    /// <summary>Moves to the next row. False at the end.</summary>
    /// <exception cref="UnreadableException">The file is cut off, or a limit is passed; the message says at which row.</exception>
    public abstract bool Read();

    /// <summary>Number of the present row from 1, header rows counted; a CSV record with quoted line breaks counts once.</summary>
    public abstract int RowNumber { get; }

    /// <summary>Fields of the present row; rows of one file may differ.</summary>
    public abstract int FieldCount { get; }

    /// <summary>The text of a field as it was typed (quotes of CSV removed). Empty past the end of the row. Valid until the next <see cref="Read"/>.</summary>
    public abstract ReadOnlySpan<char> Field(int index);

    /// <summary>What the source says the cell is; CSV knows only text and empty.</summary>
    public virtual CellKind Kind(int index) => Field(index).IsEmpty ? CellKind.Empty : CellKind.Text;

    /// <summary>Fills a block with the next rows.</summary>
    /// <returns>Rows read; 0 at the end.</returns>
    public virtual int ReadBlock(RowBlock block)
    {
        block.Clear();
        while (block.Count < RowBlock.Capacity && Read())
        {
            block.Add(this);
        }

        return block.Count;
    }

    /// <summary>The shape of the present row in degrees on WGS 84, longitude first, two dimensions. Null where the row has none, or where the pass was not opened with <see cref="TableSource.OpenShapes"/>.</summary>
    public virtual Geometry? Shape => null;

    /// <summary>What was mended in the shape.</summary>
    internal virtual ShapeNotes ShapeNotes => default;

    /// <summary>Bytes of the source consumed so far, for progress.</summary>
    public virtual long BytesRead => 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the file.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
