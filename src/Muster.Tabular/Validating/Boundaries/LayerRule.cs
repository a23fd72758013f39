namespace Muster.Tabular.Validating.Boundaries;

/// <summary>One check of boundary layers, used for one pass.</summary>
abstract class LayerRule
{
    /// <summary>What the guide says of it.</summary>
    public abstract RuleInfo Info { get; }

    /// <summary>Looks at one layer by itself.</summary>
    public virtual void Check(LayerPass pass, LayerInHand layer)
    {
    }

    /// <summary>Looks at a layer against the next one above it.</summary>
    public virtual void Compare(LayerPass pass, LayerInHand upper, LayerInHand lower)
    {
    }
}
