using Muster.Tabular.Reading;

namespace Muster.Tabular.Mapping;

/// <summary>The units of one administrative level with their shapes, whatever form of file they came from. Held in memory.</summary>
/// <param name="name">Name of the sheet or layer.</param>
/// <param name="level">Level of the units; -1 where no column says it.</param>
/// <param name="units">In the order of the file.</param>
public sealed class BoundaryLayer(string name, int level, IReadOnlyList<BoundaryUnit> units)
{
    readonly Lazy<Dictionary<string, BoundaryUnit>> byCode = new(() => units.Where(unit => unit.Code.Length > 0).GroupBy(unit => unit.Code, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase));
    readonly Lazy<UnitIndex> index = new(() => new UnitIndex(units));

    /// <summary>Name of the sheet or layer.</summary>
    public string Name { get; } = name;

    /// <summary>Level of the units; -1 where no column says it.</summary>
    public int Level { get; } = level;

    /// <summary>Units in the order of the file.</summary>
    public IReadOnlyList<BoundaryUnit> Units { get; } = units;

    /// <summary>The unit of a p-code, letter case and outer blanks aside; the first where a code stands twice; null where it is not in the layer.</summary>
    public BoundaryUnit? Find(string code) => byCode.Value.GetValueOrDefault(code.Trim());

    /// <summary>The unit in which a point lies, or null. Units whose shape is not valid are not asked.</summary>
    /// <param name="longitude">Degrees.</param>
    /// <param name="latitude">Degrees.</param>
    public BoundaryUnit? At(double longitude, double latitude) => index.Value.At(longitude, latitude);

    /// <summary>Every layer of a file whose rows are areas of units.</summary>
    /// <param name="path">A seekable file.</param>
    /// <param name="options">Choices and limits.</param>
    /// <exception cref="UnreadableException"><c>shapes-missing</c> where the file has none, <c>layer-too-large</c>.</exception>
    public static IReadOnlyList<BoundaryLayer> ReadFile(string path, ReadOptions? options = null)
    {
        using var source = TableSource.Open(path, options);
        var layers = BoundaryReader.ReadAll(source);
        return layers.Count > 0 ? layers : throw ReadProblems.NoShapes(source.Sheets[0].Name);
    }
}
