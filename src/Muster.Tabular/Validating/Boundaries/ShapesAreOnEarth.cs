using Muster.Tabular.Validating.Rules;

namespace Muster.Tabular.Validating.Boundaries;

/// <summary>The rule of coordinates of a table, asked of shapes.</summary>
sealed class ShapesAreOnEarth : LayerRule
{
    public override RuleInfo Info => CoordinatesAreOnEarth.About;

    public override void Check(LayerPass pass, LayerInHand layer)
    {
        for (var index = 0; index < layer.Units.Count; index++)
        {
            if (!layer.IsSound(index))
            {
                continue;
            }

            var (unit, box) = (layer.Units[index], layer.Units[index].Shape!.EnvelopeInternal);
            if (!(box.MinX >= -180 && box.MaxX <= 180 && box.MinY >= -90 && box.MaxY <= 90))
            {
                layer.SetAside(index);
                var first = LayerPass.Point(unit.Shape!.Coordinate);
                pass.Unit(Info, Severity.Error, unit, first, null, first, unit.Title);
            }
        }
    }
}
