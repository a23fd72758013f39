using System.Globalization;
using Muster.Server.Features.Figures.Drawing;
using NetTopologySuite.Geometries;

namespace Muster.Server.Tests.Figures;

/// <summary>Made-up areas that a person can check: squares of a tenth of a degree in a row from west to east, at the equator.</summary>
static class Squares
{
    public static FigureText Text { get; } = new("Displaced people", "By commune", "A map of squares.", ["Source: a test."], new NumberText(CultureInfo.GetCultureInfo("en")));

    public static MapWords Words { get; } = new("People", "Areas", "No data", "Natural breaks", "{0} ({1}): {2}", "km", "m", "N");

    public static Geometry At(double west, double south = 0, double size = 0.1) =>
        new Polygon(new LinearRing([new(west, south), new(west + size, south), new(west + size, south + size), new(west, south + size), new(west, south)]));

    /// <summary>A square for each figure, codes X1, X2 …</summary>
    public static IReadOnlyList<MapArea> With(params decimal?[] values) =>
        [.. values.Select((value, index) => new MapArea($"X{index + 1}", $"Area {index + 1}", null, At(index * 0.1), value))];

    public static ThematicMap Map(IReadOnlyList<MapArea> areas, int classes = 3, ClassMethod method = ClassMethod.Natural) =>
        new(areas, ClassBreaks.Cut(method, ThematicMap.Classed(areas.Select(area => area.Value)), classes), Palette.All[0], Text, Words);
}
