namespace Muster.Tabular.Validating.Boundaries;

/// <summary>The area in a unit's row is that of its shape.</summary>
sealed class AreaIsAsStated : LayerRule
{
    const double MostDifference = 0.01;

    static readonly RuleInfo About = new("AB-G12", Severity.Warning, "The stated area is the computed one", "{code}: {x} km2 stored, {y} km2 computed{hint}.", "cod.md 4.5; within 1 %, on the ellipsoid; needs shapes");

    public override RuleInfo Info => About;

    public override void Check(LayerPass pass, LayerInHand layer)
    {
        for (var index = 0; index < layer.Units.Count; index++)
        {
            var unit = layer.Units[index];
            if (layer.IsSound(index) && unit.StatedSquareKilometres is { } stated && Math.Abs(stated - layer.Areas[index]) > MostDifference * layer.Areas[index])
            {
                var (x, y) = (LayerPass.SquareKilometres(stated), LayerPass.SquareKilometres(layer.Areas[index]));
                pass.Unit(About, Severity.Warning, unit, x, y, unit.Title, x, y, Math.Abs(stated / layer.Areas[index] - 1e6) < 1e5 ? "; the stored figure is in square metres" : "");
            }
        }
    }
}
