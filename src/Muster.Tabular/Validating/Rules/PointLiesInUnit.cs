using Muster.Tabular.Mapping;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>The coordinates of a row lie in the unit that its code declares.</summary>
sealed class PointLiesInUnit : Rule
{
    static readonly RuleInfo About = new("PT-02a", Severity.Warning, "Coordinates lie in the declared unit", "{lat}, {lon} lies in {found}, declared {code}.", "cod.md 4.7; needs a boundary layer");

    DeclaredUnits? units;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => (units = DeclaredUnits.Of(table, options.Boundaries)) is not null;

    public override void Check(Pass pass, Batch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            if (!batch.Skip[row] && units!.Declared(batch, row) is { } declared && declared.Layer.At(units.Longitude(batch, row), units.Latitude(batch, row)) is { } found && found != declared.Unit && found.Code != declared.Unit.Code)
            {
                pass.Cell(About, Severity.Warning, batch, row, declared.Column, found.Code, batch.Text(row, units.LatitudeColumn).ToString(), batch.Text(row, units.LongitudeColumn).ToString(), found.Title, declared.Unit.Code);
            }
        }
    }
}

/// <summary>What a row with coordinates says of its unit, and where that unit is.</summary>
sealed class DeclaredUnits
{
    readonly (BoundaryLayer Layer, int Column)[] levels;
    readonly Dictionary<(int Column, int Id), BoundaryUnit?> known = [];

    DeclaredUnits(int latitude, int longitude, (BoundaryLayer, int)[] levels) => (LatitudeColumn, LongitudeColumn, this.levels) = (latitude, longitude, levels);

    public int LatitudeColumn { get; }

    public int LongitudeColumn { get; }

    /// <summary>Null where the table has no coordinates, or no codes of a level of the boundaries.</summary>
    public static DeclaredUnits? Of(TableShape table, BoundarySet? boundaries)
    {
        if (boundaries is null || table.First(Concept.Latitude) is not { } latitude || table.First(Concept.Longitude) is not { } longitude)
        {
            return null;
        }

        // The deepest level first: what lies in the right commune lies in the right department.
        var levels = boundaries.Layers.Reverse().Select(layer => (layer, Column: table.CodeOf(layer.Level)?.Column ?? table.AnyCode ?? -1)).Where(level => level.Column >= 0).ToArray();
        return levels.Length > 0 ? new DeclaredUnits(latitude, longitude, levels) : null;
    }

    public double Latitude(Batch batch, int row) => batch[LatitudeColumn].Numbers[row];

    public double Longitude(Batch batch, int row) => batch[LongitudeColumn].Numbers[row];

    /// <summary>The deepest unit that the row declares and the boundaries know; null where there is none, or no coordinates.</summary>
    public (BoundaryLayer Layer, BoundaryUnit Unit, int Column)? Declared(Batch batch, int row)
    {
        if (double.IsNaN(Latitude(batch, row)) || double.IsNaN(Longitude(batch, row)))
        {
            return null;
        }

        for (var at = 0; at < levels.Length; at++)
        {
            var (layer, column) = levels[at];
            if (batch[column].Forms[row] is not (CellForm.Blank or CellForm.Placeholder) && Find(batch, row, at, layer, column) is { } unit)
            {
                return (layer, unit, column);
            }
        }

        return null;
    }

    BoundaryUnit? Find(Batch batch, int row, int at, BoundaryLayer layer, int column)
    {
        var id = batch[column].Ids[row];
        if (id < 0)
        {
            return layer.Find(batch.Text(row, column).ToString());
        }

        if (!known.TryGetValue((at, id), out var unit))
        {
            known[(at, id)] = unit = layer.Find(batch[column].Texts[id]);
        }

        return unit;
    }
}
