using Muster.Tabular.Validating.Rules;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Boundaries;

/// <summary>The rule of one name for a p-code, asked of two layers: what a unit's row calls its parent is what the parent's own row says.</summary>
sealed class NamesAgreeBetweenLevels : LayerRule
{
    public override RuleInfo Info => CodeHasOneName.About;

    public override void Compare(LayerPass pass, LayerInHand upper, LayerInHand lower)
    {
        var level = upper.Layer.Level;
        var told = new HashSet<(string, string)>();
        foreach (var unit in lower.Units)
        {
            if (unit.CodeAt(level) is { } code && unit.Names[level] is { Length: > 0 } name && upper.Layer.Find(code) is { Name.Length: > 0 } parent
                && !PlaceNames.AreEqual(name, parent.Name) && told.Add((code, name)))
            {
                pass.Unit(Info, Severity.Error, unit, name, parent.Name, code, $"{parent.Name} (level {upper.Level})", $"{name} (level {lower.Level})");
            }
        }
    }
}
