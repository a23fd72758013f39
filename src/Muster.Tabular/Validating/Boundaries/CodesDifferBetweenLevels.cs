using Muster.Tabular.Validating.Rules;

namespace Muster.Tabular.Validating.Boundaries;

/// <summary>The rule of codes on one level, asked of two layers.</summary>
sealed class CodesDifferBetweenLevels : LayerRule
{
    public override RuleInfo Info => CodeIsOnOneLevel.About;

    public override void Compare(LayerPass pass, LayerInHand upper, LayerInHand lower)
    {
        foreach (var unit in lower.Units.Where(unit => unit.Code.Length > 0 && upper.Layer.Find(unit.Code) is not null))
        {
            pass.Unit(Info, Severity.Warning, unit, unit.Code, null, unit.Code, upper.Level, lower.Level);
        }
    }
}
