using Muster.Tabular.Reading;

namespace Muster.Tabular.Mapping;

/// <summary>The layers of a country, a level each: what tables and other layers are held against.</summary>
/// <param name="layers">In any order.</param>
public sealed class BoundarySet(IEnumerable<BoundaryLayer> layers)
{
    /// <summary>From the highest level down; of two layers of one level the first counts.</summary>
    public IReadOnlyList<BoundaryLayer> Layers { get; } = [.. layers.DistinctBy(layer => layer.Level).OrderBy(layer => layer.Level)];

    /// <summary>The layer of a level, or null.</summary>
    public BoundaryLayer? Layer(int level) => Layers.FirstOrDefault(layer => layer.Level == level);

    /// <summary>The unit of a p-code on any level, the deepest first; null where none has it.</summary>
    public BoundaryUnit? Find(string code) => Layers.Reverse().Select(layer => layer.Find(code)).FirstOrDefault(unit => unit is not null);

    /// <summary>Reads the layers of several files: some countries publish a file a level.</summary>
    /// <exception cref="UnreadableException"><c>shapes-missing</c> where a file has no areas, <c>layer-too-large</c>.</exception>
    public static BoundarySet ReadFiles(IEnumerable<string> paths, ReadOptions? options = null) => new(paths.SelectMany(path => BoundaryLayer.ReadFile(path, options)));
}
