namespace Muster.Tabular.Validating.Boundaries;

/// <summary>The unit of the level above that holds a unit is the parent that its row declares.</summary>
sealed class ParentHoldsChild : LayerRule
{
    static readonly RuleInfo About = new("AB-G10", Severity.Error, "The parent that holds a unit is the declared one", "{code} lies in {found}, declared {parent}.", "cod.md 4.5; needs the layers of two levels");

    public override RuleInfo Info => About;

    public override void Compare(LayerPass pass, LayerInHand upper, LayerInHand lower)
    {
        var parents = Parents.Of(upper, lower);
        for (var index = 0; index < lower.Units.Count; index++)
        {
            if (!lower.IsSound(index) || parents[index] < 0)
            {
                continue;
            }

            // A point well inside the unit decides: borders that do not fit are another rule's.
            var (unit, inner) = (lower.Units[index], lower.Units[index].Shape!.InteriorPoint);
            var found = upper.Layer.At(inner.X, inner.Y);
            var declared = upper.Units[parents[index]];
            if (found is not null && found != declared && !found.Code.Equals(declared.Code, StringComparison.OrdinalIgnoreCase))
            {
                pass.Unit(About, Severity.Error, unit, declared.Title, found.Title, unit.Title, found.Title, declared.Title);
            }
        }
    }
}
