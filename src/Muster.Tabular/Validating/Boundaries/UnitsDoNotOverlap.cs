using Muster.Tabular.Reading.Map.Projections;
using NetTopologySuite.Coverage;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace Muster.Tabular.Validating.Boundaries;

/// <summary>Units of a layer do not overlap. A strip that is narrower than a metre on average comes from rounding and is left.</summary>
sealed class UnitsDoNotOverlap : LayerRule
{
    static readonly RuleInfo About = new("AB-G07", Severity.Error, "Units of a layer do not overlap", "{a} and {b} overlap by {area} near {lon}, {lat}.", "cod.md 4.5; more than a square metre for each metre of border; needs shapes");

    public override RuleInfo Info => About;

    public override void Check(LayerPass pass, LayerInHand layer)
    {
        var sound = Enumerable.Range(0, layer.Units.Count).Where(layer.IsSound).ToArray();
        var suspects = Suspects(layer, sound);
        foreach (var first in sound)
        {
            pass.Cancel.ThrowIfCancellationRequested();
            foreach (var second in layer.Tree.Query(layer.Units[first].Shape!.EnvelopeInternal).Where(second => second > first && (suspects.Contains(first) || suspects.Contains(second))).Order())
            {
                Check(pass, layer, first, second);
            }
        }
    }

    /// <summary>Units with a piece of border that lies inside a neighbour or meets none of its points: the others cannot overlap. One pass over all borders instead of an overlay for each pair.</summary>
    static HashSet<int> Suspects(LayerInHand layer, int[] sound)
    {
        var faults = CoverageValidator.Validate([.. sound.Select(index => layer.Units[index].Shape!)]);
        return [.. sound.Where((_, at) => faults[at] is { IsEmpty: false })];
    }

    static void Check(LayerPass pass, LayerInHand layer, int first, int second)
    {
        var (a, b) = (layer.Units[first], layer.Units[second]);
        if (a.Shape!.EnvelopeInternal.Intersection(b.Shape!.EnvelopeInternal).Area == 0)
        {
            return;
        }

        var common = OverlayNGRobust.Overlay(a.Shape, b.Shape, NetTopologySuite.Operation.Overlay.SpatialFunction.Intersection);
        var (area, most, largest) = (0.0, 0.0, (Polygon?)null);
        for (var part = 0; part < common.NumGeometries; part++)
        {
            if (common.GetGeometryN(part) is Polygon { IsEmpty: false } polygon && EqualArea.SquareMetres(polygon) is var own && own > EqualArea.Metres(polygon.ExteriorRing) / 2)
            {
                area += own;
                largest = largest is null || own > most ? polygon : largest;
                most = Math.Max(most, own);
            }
        }

        if (largest is not null)
        {
            var at = largest.InteriorPoint.Coordinate;
            pass.Unit(About, Severity.Error, b, null, null, a.Title, b.Title, LayerPass.Area(area), LayerPass.Degrees(at.X), LayerPass.Degrees(at.Y));
        }
    }
}
