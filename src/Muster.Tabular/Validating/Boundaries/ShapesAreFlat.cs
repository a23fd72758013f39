namespace Muster.Tabular.Validating.Boundaries;

/// <summary>Shapes have no heights or measures.</summary>
sealed class ShapesAreFlat : LayerRule
{
    static readonly RuleInfo About = new("AB-G06", Severity.Warning, "Shapes have two dimensions", "{count} geometries of level {n} have a third coordinate.", "cod.md 4.5; needs shapes");

    public override RuleInfo Info => About;

    public override void Check(LayerPass pass, LayerInHand layer)
    {
        var count = layer.Units.Count(unit => unit.Notes.HasThirdCoordinate);
        if (count > 0)
        {
            pass.Layer(About, Severity.Warning, null, null, count, $"{count}", layer.Level);
        }
    }
}
