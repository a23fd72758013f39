using Muster.Tabular.Reading.Map;
using NetTopologySuite.Geometries;

namespace Muster.Tabular.Mapping;

/// <summary>One unit of a boundary layer: its row of attributes and its shape.</summary>
/// <param name="RowNumber">Row of the layer's table from 1, the header counted.</param>
/// <param name="Code">P-code as written, without outer blanks; empty where the row has none.</param>
/// <param name="Name">Name in the first language of the layer; empty where it has none.</param>
/// <param name="Codes">P-codes of the levels 0 to the unit's own as the row states them; null where it does not.</param>
/// <param name="Names">Names of the same levels.</param>
/// <param name="Shape">In degrees on WGS 84; null where the row has none.</param>
public sealed record BoundaryUnit(int RowNumber, string Code, string Name, IReadOnlyList<string?> Codes, IReadOnlyList<string?> Names, Geometry? Shape)
{
    /// <summary>The p-code, or the row where it has none: for messages.</summary>
    public string Title => Code.Length > 0 ? Code : $"row {RowNumber}";

    /// <summary>Area that the row states, in square kilometres; null where it states none.</summary>
    public double? StatedSquareKilometres { get; init; }

    /// <summary>Point at which the row puts the unit's label; null where it states none.</summary>
    public Coordinate? LabelPoint { get; init; }

    /// <summary>What was mended in reading the shape.</summary>
    internal ShapeNotes Notes { get; init; }

    /// <summary>The code of a level above as the row states it, or null.</summary>
    public string? CodeAt(int level) => level >= 0 && level < Codes.Count && Codes[level] is { Length: > 0 } code ? code : null;
}
