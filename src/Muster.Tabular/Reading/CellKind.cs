namespace Muster.Tabular.Reading;

/// <summary>What the source itself says of a cell.</summary>
public enum CellKind : byte
{
    /// <summary>No cell, or a cell without content.</summary>
    Empty,

    /// <summary>Text as typed; the only kind that CSV has.</summary>
    Text,

    /// <summary>A number of a workbook or of JSON, written with a point and without separators.</summary>
    Number,

    /// <summary>A date of a workbook, written as yyyy-MM-dd or yyyy-MM-ddTHH:mm:ss.</summary>
    Date,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>An error value such as #N/A; never a number.</summary>
    Error,
}
