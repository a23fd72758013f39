using System.Globalization;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using NetTopologySuite.Geometries;

namespace Muster.Tabular.Mapping;

/// <summary>Reads the boundary layers of a file: attributes by the meanings of their columns, shapes from the same rows.</summary>
static class BoundaryReader
{
    /// <summary>Points of one layer: a whole country in full detail has a tenth.</summary>
    const int MostPoints = 12_000_000;

    /// <summary>Units of one layer.</summary>
    const int MostUnits = 500_000;

    /// <summary>Every layer of a file whose rows are areas; layers of points or lines and tables beside them are left out.</summary>
    /// <param name="source">The file.</param>
    /// <param name="chosen">A sheet found already, and what its columns mean; other sheets are found and read by themselves.</param>
    /// <param name="meanings">Of the chosen sheet.</param>
    public static IReadOnlyList<BoundaryLayer> ReadAll(TableSource source, Sheet? chosen = null, IReadOnlyList<ColumnMeaning>? meanings = null)
    {
        var layers = new List<BoundaryLayer>();
        foreach (var name in source.Sheets.Where(sheet => source.HasShapes(sheet.Index)))
        {
            var isChosen = name.Index == chosen?.Index;
            if ((isChosen ? chosen : TryDetect(source, name.Index)) is { } sheet && Read(source, sheet, isChosen ? meanings! : Tagger.Tag(source, sheet)) is { } layer)
            {
                layers.Add(layer);
            }
        }

        return layers;
    }

    /// <summary>One layer; null where its rows are no areas of units.</summary>
    public static BoundaryLayer? Read(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns)
    {
        if (!source.HasShapes(sheet.Index))
        {
            return null;
        }

        var roles = new Roles(columns);
        var units = new List<BoundaryUnit>();
        var (points, areas, shapes) = (0L, 0, 0);
        using var rows = source.OpenShapes(sheet.Index);
        while (rows.Read())
        {
            if (rows.RowNumber < sheet.FirstDataRow)
            {
                continue;
            }

            units.Add(roles.Unit(rows));
            points += rows.Shape?.NumPoints ?? 0;
            areas += rows.Shape is Polygon or MultiPolygon ? 1 : 0;
            shapes += rows.Shape is null ? 0 : 1;
            if (points > MostPoints || units.Count > MostUnits)
            {
                throw ReadProblems.LayerTooLarge(sheet.Name, MostPoints, MostUnits);
            }
        }

        return areas > 0 || (shapes == 0 && units.Count > 0 && roles.HasCodes) ? new BoundaryLayer(sheet.Name, roles.Level, units) : null;
    }

    static Sheet? TryDetect(TableSource source, int index)
    {
        try
        {
            return SheetDetector.Detect(source, index);
        }
        catch (UnreadableException problem) when (problem.Problem.Code is "sheet-empty" or "not-a-table")
        {
            return null;
        }
    }

    /// <summary>Which columns hold what a unit needs.</summary>
    sealed class Roles
    {
        readonly (int Level, int Column)[] codes;
        readonly (int Level, int Column)[] names;
        readonly int? anyCode;
        readonly int? anyName;
        readonly int? parent;
        readonly int? area;
        readonly int? latitude;
        readonly int? longitude;

        public Roles(IReadOnlyList<ColumnMeaning> columns)
        {
            codes = Levels(columns, Concept.PlaceCode);
            names = Levels(columns, Concept.PlaceName);
            Level = codes.Concat(names).Select(column => column.Level).DefaultIfEmpty(-1).Max();
            anyCode = Column(columns, Concept.PlaceCode, null);
            anyName = Column(columns, Concept.PlaceName, null);
            parent = Column(columns, Concept.PlaceCode, "parent");
            area = Column(columns, Concept.Area, null);
            (latitude, longitude) = (Column(columns, Concept.Latitude, null), Column(columns, Concept.Longitude, null));
        }

        public int Level { get; }

        public bool HasCodes => codes.Length > 0 || anyCode is not null;

        public BoundaryUnit Unit(RowReader row)
        {
            var ownCodes = Texts(row, codes);
            var ownNames = Texts(row, names);
            if (parent is { } above && Level > 0)
            {
                ownCodes[Level - 1] ??= Text(row, above);
            }

            var code = Level >= 0 && ownCodes[Level] is { } own ? own : Text(row, anyCode);
            var name = Level >= 0 && ownNames[Level] is { } title ? title : Text(row, anyName);
            return new BoundaryUnit(row.RowNumber, code ?? "", name ?? "", ownCodes, ownNames, row.Shape)
            {
                Notes = row.ShapeNotes,
                StatedSquareKilometres = Number(row, area),
                LabelPoint = Number(row, latitude) is { } y && Number(row, longitude) is { } x ? new Coordinate(x, y) : null,
            };
        }

        static (int Level, int Column)[] Levels(IReadOnlyList<ColumnMeaning> columns, Concept concept) =>
            [.. columns.Where(column => column.Meaning.Concept == concept && column.Meaning is { Level: not null, Qualifier: null }).Select(column => (column.Meaning.Level!.Value, column.Column.Index)).DistinctBy(column => column.Item1)];

        // A column that the reader itself made of a point is no label.
        static int? Column(IReadOnlyList<ColumnMeaning> columns, Concept concept, string? qualifier) =>
            columns.FirstOrDefault(column => column.Meaning.Concept == concept && column.Meaning.Qualifier == qualifier && (concept is not (Concept.PlaceCode or Concept.PlaceName) || column.Meaning.Level is null))?.Column.Index;

        string?[] Texts(RowReader row, (int Level, int Column)[] places)
        {
            var texts = new string?[Level + 1];
            foreach (var (level, column) in places)
            {
                texts[level] = Text(row, column);
            }

            return texts;
        }

        static string? Text(RowReader row, int? column) => column is { } index && !row.Field(index).IsWhiteSpace() ? row.Field(index).Trim().ToString() : null;

        static double? Number(RowReader row, int? column) =>
            column is { } index && double.TryParse(row.Field(index), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }
}
