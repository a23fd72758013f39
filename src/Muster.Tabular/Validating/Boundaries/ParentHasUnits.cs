using Muster.Tabular.Validating.Rules;

namespace Muster.Tabular.Validating.Boundaries;

/// <summary>The rule of children, asked of two layers.</summary>
sealed class ParentHasUnits : LayerRule
{
    public override RuleInfo Info => ParentHasChildren.About;

    public override void Compare(LayerPass pass, LayerInHand upper, LayerInHand lower)
    {
        var parents = Parents.Of(upper, lower).ToHashSet();
        for (var index = 0; index < upper.Units.Count; index++)
        {
            if (upper.Units[index].Code.Length > 0 && !parents.Contains(index))
            {
                pass.Layer(Info, Severity.Warning, upper.Units[index].Code, null, 1, upper.Units[index].Code, lower.Level);
            }
        }
    }
}
