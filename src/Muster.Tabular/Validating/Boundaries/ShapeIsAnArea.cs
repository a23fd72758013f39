using NetTopologySuite.Geometries;

namespace Muster.Tabular.Validating.Boundaries;

/// <summary>Shapes are polygons or multipolygons, and a unit is one row.</summary>
sealed class ShapeIsAnArea : LayerRule
{
    static readonly RuleInfo About = new("AB-G02", Severity.Error, "A unit is one row with a polygon or multipolygon", "{code} is {type}.", "cod.md 4.5; needs shapes");

    public override RuleInfo Info => About;

    public override void Check(LayerPass pass, LayerInHand layer)
    {
        var rows = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < layer.Units.Count; index++)
        {
            var unit = layer.Units[index];
            if (!layer.IsSound(index))
            {
                continue;
            }

            if (unit.Shape is not (Polygon or MultiPolygon))
            {
                layer.SetAside(index);
                pass.Unit(About, Severity.Error, unit, unit.Shape!.GeometryType, "Polygon", unit.Title, $"a {unit.Shape.GeometryType}");
            }

            if (unit.Code.Length > 0 && !rows.TryAdd(unit.Code, unit.RowNumber))
            {
                pass.Unit(About, Severity.Error, unit, null, $"row {rows[unit.Code]}", unit.Title, $"in more than one row, the first is row {rows[unit.Code]}: make them one multipolygon");
            }
        }
    }
}
