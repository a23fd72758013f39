using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace Muster.Tabular.Validating.Boundaries;

/// <summary>The point of a unit's label, where its row states one, lies in the unit.</summary>
sealed class LabelPointLiesInUnit : LayerRule
{
    static readonly RuleInfo About = new("AB-G13", Severity.Warning, "The label point lies in its unit", "Label point {lon}, {lat} of {code} is outside{hint}.", "cod.md 4.5; needs shapes");

    public override RuleInfo Info => About;

    public override void Check(LayerPass pass, LayerInHand layer)
    {
        for (var index = 0; index < layer.Units.Count; index++)
        {
            var unit = layer.Units[index];
            if (!layer.IsSound(index) || unit.LabelPoint is not { } label || SimplePointInAreaLocator.IsContained(label, unit.Shape!))
            {
                continue;
            }

            var isTurned = SimplePointInAreaLocator.IsContained(new Coordinate(label.Y, label.X), unit.Shape!);
            pass.Unit(About, Severity.Warning, unit, LayerPass.Point(label), null, LayerPass.Degrees(label.X), LayerPass.Degrees(label.Y), unit.Title, isTurned ? "; latitude and longitude are exchanged" : "");
        }
    }
}
