using Muster.Tabular.Reading.Map.Projections;
using NetTopologySuite.Coverage;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace Muster.Tabular.Validating.Boundaries;

/// <summary>No slivers are left between the units of a layer; larger holes, which may be lakes or enclaves, are told for information.</summary>
sealed class LayerHasNoGaps : LayerRule
{
    const double SmallestSquareMetres = 100;
    const double ThinnestRoundness = 0.001;

    static readonly RuleInfo About = new("AB-G08", Severity.Error, "A layer has no gaps between its units", "Gap of {area} near {lon}, {lat}.", "cod.md 4.5; smaller than 100 m2 or thinner than 4 pi A / P2 = 0.001, larger ones are I; needs shapes");

    public override RuleInfo Info => About;

    public override void Check(LayerPass pass, LayerInHand layer)
    {
        // A unit that is missing leaves a hole that is no gap.
        if (!layer.IsWhole || layer.Units.Count < 2)
        {
            return;
        }

        var whole = Union([.. layer.Units.Select(unit => unit.Shape!)]);
        for (var part = 0; part < whole.NumGeometries; part++)
        {
            pass.Cancel.ThrowIfCancellationRequested();
            if (whole.GetGeometryN(part) is not Polygon polygon)
            {
                continue;
            }

            foreach (var hole in polygon.InteriorRings.Where(hole => !IsOwnHole(layer, hole)))
            {
                Tell(pass, polygon.Factory.CreatePolygon(hole.Coordinates));
            }
        }
    }

    static void Tell(LayerPass pass, Polygon gap)
    {
        var (area, border) = (EqualArea.SquareMetres(gap), EqualArea.Metres(gap.ExteriorRing));
        var isSliver = area < SmallestSquareMetres || 4 * Math.PI * area / (border * border) < ThinnestRoundness;
        var at = gap.InteriorPoint.Coordinate ?? gap.Coordinate;
        pass.Layer(About, isSliver ? Severity.Error : Severity.Information, LayerPass.Point(at), null, 1, LayerPass.Area(area), LayerPass.Degrees(at.X), LayerPass.Degrees(at.Y));
    }

    /// <summary>True where the hole belongs to one unit alone: a lake that its makers cut out lies between no two units.</summary>
    static bool IsOwnHole(LayerInHand layer, LineString hole)
    {
        var around = layer.Tree.Query(hole.EnvelopeInternal).Where(index => layer.Units[index].Shape!.Intersects(hole)).Take(2).ToList();
        return around.Count == 1 && EqualArea.SquareMetres(hole.Factory.CreatePolygon(hole.Coordinates)) >= SmallestSquareMetres;
    }

    static Geometry Union(Geometry[] shapes)
    {
        // Borders that fit are simply left out; where some do not, everything is cut and joined anew.
        if (CoverageValidator.IsValid(shapes))
        {
            try
            {
                return NetTopologySuite.Coverage.CoverageUnion.Union(shapes);
            }
            catch (TopologyException)
            {
                // Falls to the slow way.
            }
        }

        return OverlayNGRobust.Union(shapes);
    }
}
