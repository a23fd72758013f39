using Muster.Tabular.Mapping;

namespace Muster.Tabular.Validating.Boundaries;

/// <summary>Checks the layers of a file, each by itself and against the next level above, which may come from elsewhere.</summary>
static class LayerCheck
{
    /// <summary>Runs the rules.</summary>
    /// <param name="layers">Layers of the file.</param>
    /// <param name="others">Layers it is held against; of a level that the file has itself, its own counts.</param>
    /// <param name="chosen">Rule ids; null for all.</param>
    /// <param name="sink">Receives findings.</param>
    /// <param name="cancel">Stops the pass.</param>
    public static void Run(IReadOnlyList<BoundaryLayer> layers, BoundarySet? others, IReadOnlySet<string>? chosen, FindingSink sink, CancellationToken cancel)
    {
        // The four rules of sound shapes always run, as the others lean on them; what was not asked for is not told.
        var all = LayerRuleList.Create();
        var pass = new LayerPass(sink, cancel);
        var silent = new LayerPass(new FindingSink(0, null), cancel);
        LayerPass PassFor(LayerRule rule) => chosen?.Contains(rule.Info.Id) != false ? pass : silent;
        bool IsAsked(LayerRule rule) => chosen?.Contains(rule.Info.Id) != false;

        var own = layers.DistinctBy(layer => (layer.Level, layer.Name)).OrderBy(layer => layer.Level).Select(layer => new LayerInHand(layer)).ToList();
        foreach (var layer in own)
        {
            foreach (var rule in all.Where(rule => IsAsked(rule) || IsOfSoundShapes(rule)))
            {
                rule.Check(PassFor(rule), layer);
            }
        }

        var levels = new Dictionary<int, LayerInHand>();
        foreach (var other in others?.Layers ?? [])
        {
            levels[other.Level] = new LayerInHand(other);
        }

        foreach (var other in levels.Values)
        {
            foreach (var rule in all.Where(IsOfSoundShapes))
            {
                rule.Check(silent, other);
            }
        }

        foreach (var layer in own)
        {
            levels[layer.Layer.Level] = layer;
        }

        foreach (var lower in own.Where(layer => layer.Layer.Level >= 0))
        {
            if (levels.Where(level => level.Key >= 0 && level.Key < lower.Layer.Level).OrderByDescending(level => level.Key).Select(level => level.Value).FirstOrDefault() is not { } upper)
            {
                continue;
            }

            foreach (var rule in all.Where(IsAsked))
            {
                rule.Compare(pass, upper, lower);
            }
        }
    }

    static bool IsOfSoundShapes(LayerRule rule) => rule is ShapeIsPresent or ShapeIsAnArea or ShapeIsValid or ShapesAreOnEarth;
}
