using Muster.Tabular.Validating.Rules;

namespace Muster.Tabular.Validating.Boundaries;

/// <summary>The rule of parents, asked of two layers.</summary>
sealed class ParentIsInLayer : LayerRule
{
    public override RuleInfo Info => ParentExists.About;

    public override void Compare(LayerPass pass, LayerInHand upper, LayerInHand lower)
    {
        foreach (var unit in lower.Units)
        {
            if (unit.CodeAt(upper.Layer.Level) is { } parent && upper.Layer.Find(parent) is null)
            {
                pass.Unit(Info, Severity.Error, unit, parent, null, parent, unit.Title, upper.Level);
            }
        }
    }
}
