using Muster.Server.Features.Figures.Drawing;
using Muster.Server.Features.Places;

namespace Muster.Server.Features.Figures;

/// <summary>A level that the map can be drawn at.</summary>
/// <param name="Level">0 to 5.</param>
/// <param name="Areas">Areas with boundaries.</param>
public sealed record MapLevel(int Level, int Areas);

/// <summary>One row of the table beside the map.</summary>
/// <param name="Code">P-code.</param>
/// <param name="Name">Name.</param>
/// <param name="Value">The figure; null = no data.</param>
/// <param name="Shown">The figure as people read it.</param>
/// <param name="Fill">Colour on the map; null = the pattern of no data.</param>
/// <param name="Class">Label of its class.</param>
public sealed record MapRow(string Code, string Name, decimal? Value, string Shown, string? Fill, string Class);

/// <summary>A map with all that was chosen for it.</summary>
sealed record MapModel(
    MapQuery Query,
    ThematicMap Map,
    FigureText Text,
    GazetteerEdition Edition,
    IReadOnlyList<MapLevel> Levels,
    int Level,
    IReadOnlyList<Measure> Measures,
    Measure Measure,
    RoundChoice? Round,
    IReadOnlyList<MapArea> Areas,
    IReadOnlyList<MapRow> Rows,
    IReadOnlyList<string> Notes)
{
    /// <summary>Sum of what is on the map.</summary>
    public decimal Total => Areas.Sum(area => area.Value ?? 0);
}
