using Muster.Tabular.Mapping;
using Muster.Tabular.Reading.Map.Projections;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Operation.OverlayNG;

namespace Muster.Tabular.Validating.Boundaries;

/// <summary>A unit lies inside the parent that its row declares.</summary>
sealed class ChildLiesInParent : LayerRule
{
    const double MostOutside = 0.0001;

    static readonly RuleInfo About = new("AB-G09", Severity.Error, "A unit lies inside its parent", "{share} of {code} lies outside {parent}.", "cod.md 4.5; a share outside above 0.01 %; needs the layers of two levels");

    public override RuleInfo Info => About;

    public override void Compare(LayerPass pass, LayerInHand upper, LayerInHand lower)
    {
        var parents = Parents.Of(upper, lower);
        foreach (var group in Enumerable.Range(0, lower.Units.Count).Where(index => lower.IsSound(index) && parents[index] >= 0 && upper.IsSound(parents[index])).GroupBy(index => parents[index]))
        {
            var parent = upper.Units[group.Key];
            var prepared = PreparedGeometryFactory.Prepare(parent.Shape!);
            foreach (var index in group)
            {
                pass.Cancel.ThrowIfCancellationRequested();
                if (!prepared.Covers(lower.Units[index].Shape!))
                {
                    Check(pass, lower.Units[index], lower.Areas[index], parent);
                }
            }
        }
    }

    static void Check(LayerPass pass, BoundaryUnit unit, double area, BoundaryUnit parent)
    {
        var inside = OverlayNGRobust.Overlay(unit.Shape!, parent.Shape!, NetTopologySuite.Operation.Overlay.SpatialFunction.Intersection);
        var share = area <= 0 ? 0 : 1 - EqualArea.SquareKilometres(inside) / area;
        if (share > MostOutside)
        {
            pass.Unit(About, Severity.Error, unit, LayerPass.Share(share), null, LayerPass.Share(share), unit.Title, parent.Title);
        }
    }
}
