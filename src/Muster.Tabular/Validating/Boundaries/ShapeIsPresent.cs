namespace Muster.Tabular.Validating.Boundaries;

/// <summary>Every unit has a shape.</summary>
sealed class ShapeIsPresent : LayerRule
{
    static readonly RuleInfo About = new("AB-G01", Severity.Error, "Every unit has a shape", "{code} has no geometry.", "cod.md 4.5; needs shapes");

    public override RuleInfo Info => About;

    public override void Check(LayerPass pass, LayerInHand layer)
    {
        for (var index = 0; index < layer.Units.Count; index++)
        {
            var unit = layer.Units[index];
            if (unit.Shape is null or { IsEmpty: true })
            {
                layer.SetAside(index);
                if (unit.Notes.Fault is null)
                {
                    pass.Unit(About, Severity.Error, unit, null, null, unit.Title);
                }
            }
        }
    }
}
