using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace Muster.Tabular.Mapping;

/// <summary>Finds the unit in which a point lies. A unit's own index is made when it is asked for the first time.</summary>
sealed class UnitIndex
{
    readonly STRtree<Entry> tree = new();

    public UnitIndex(IEnumerable<BoundaryUnit> units)
    {
        foreach (var unit in units)
        {
            if (unit.Shape is { IsEmpty: false } shape and (Polygon or MultiPolygon))
            {
                tree.Insert(shape.EnvelopeInternal, new Entry(unit, new Lazy<IndexedPointInAreaLocator>(() => new IndexedPointInAreaLocator(shape))));
            }
        }

        tree.Build();
    }

    sealed record Entry(BoundaryUnit Unit, Lazy<IndexedPointInAreaLocator> Locator);

    /// <summary>The first unit that holds the point, inside or on its border; null where none does.</summary>
    public BoundaryUnit? At(double longitude, double latitude)
    {
        if (!double.IsFinite(longitude) || !double.IsFinite(latitude))
        {
            return null;
        }

        var point = new Coordinate(longitude, latitude);
        BoundaryUnit? onBorder = null;
        foreach (var entry in tree.Query(new Envelope(point)))
        {
            switch (entry.Locator.Value.Locate(point))
            {
                case Location.Interior:
                    return entry.Unit;
                case Location.Boundary:
                    onBorder ??= entry.Unit;
                    break;
            }
        }

        return onBorder;
    }
}
