using Muster.Tabular.Mapping;
using Muster.Tabular.Reading.Map.Projections;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace Muster.Tabular.Validating.Boundaries;

/// <summary>A layer while it is checked, with what several rules need of it, each made once.</summary>
sealed class LayerInHand
{
    readonly bool[] isFaulty;
    readonly Lazy<double[]> areas;
    readonly Lazy<STRtree<int>> tree;

    public LayerInHand(BoundaryLayer layer)
    {
        Layer = layer;
        isFaulty = new bool[layer.Units.Count];
        areas = new(() => [.. layer.Units.Select((unit, index) => IsSound(index) ? EqualArea.SquareKilometres(unit.Shape!) : 0)]);
        tree = new(MakeTree);
    }

    public BoundaryLayer Layer { get; }

    public IReadOnlyList<BoundaryUnit> Units => Layer.Units;

    /// <summary>True where no unit failed AB-G01 to G04: only then the layer as a whole can be judged.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Square kilometres of each unit; 0 for those at fault.</summary>
    public double[] Areas => areas.Value;

    /// <summary>Sound units by their boxes.</summary>
    public STRtree<int> Tree => tree.Value;

    /// <summary>Level for messages.</summary>
    public string Level => Layer.Level < 0 ? Layer.Name : Layer.Level.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>True where a unit's shape can be compared with others.</summary>
    public bool IsSound(int index) => !isFaulty[index];

    /// <summary>Leaves a unit out of the comparisons (cod.md 4.7: geometry rules stop on what fails AB-G01 to G04).</summary>
    public void SetAside(int index) => (isFaulty[index], IsWhole) = (true, false);

    /// <summary>Box around all sound units.</summary>
    public Envelope Box()
    {
        var box = new Envelope();
        for (var index = 0; index < Units.Count; index++)
        {
            if (IsSound(index))
            {
                box.ExpandToInclude(Units[index].Shape!.EnvelopeInternal);
            }
        }

        return box;
    }

    STRtree<int> MakeTree()
    {
        var made = new STRtree<int>();
        for (var index = 0; index < Units.Count; index++)
        {
            if (IsSound(index))
            {
                made.Insert(Units[index].Shape!.EnvelopeInternal, index);
            }
        }

        made.Build();
        return made;
    }
}
