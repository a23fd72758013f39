namespace Muster.Tabular.Validating.Boundaries;

/// <summary>No unit is so small that nobody sees it, or has lost its form by simplification.</summary>
sealed class UnitIsNotTiny : LayerRule
{
    const double SmallestSquareKilometres = 0.01;

    static readonly RuleInfo About = new("AB-G14", Severity.Information, "No unit is very small", "{code} is very small: {area}, {points} points.", "cod.md 4.5; below 0.01 km2 or fewer than four different points; needs shapes");

    public override RuleInfo Info => About;

    public override void Check(LayerPass pass, LayerInHand layer)
    {
        for (var index = 0; index < layer.Units.Count; index++)
        {
            if (!layer.IsSound(index))
            {
                continue;
            }

            var unit = layer.Units[index];
            var points = unit.Shape!.NumPoints > 32 ? unit.Shape.NumPoints : unit.Shape.Coordinates.Distinct().Count();
            if (layer.Areas[index] < SmallestSquareKilometres || points < 4)
            {
                var area = LayerPass.Area(layer.Areas[index] * 1e6);
                pass.Unit(About, Severity.Information, unit, area, null, unit.Title, area, $"{points}");
            }
        }
    }
}
