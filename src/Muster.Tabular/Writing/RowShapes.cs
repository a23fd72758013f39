using Muster.Tabular.Detecting;
using Muster.Tabular.Mapping;
using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Map;
using Muster.Tabular.Tagging;
using NetTopologySuite.Geometries;

namespace Muster.Tabular.Writing;

/// <summary>What the shapes of a table are.</summary>
public enum ShapeKind
{
    /// <summary>Points.</summary>
    Points,

    /// <summary>Polygons and multipolygons.</summary>
    Areas,

    /// <summary>Lines, or of several kinds.</summary>
    Mixed,
}

/// <summary>Where the shape of each row that is written comes from: its pair of coordinates, the unit of its code, or the file itself. Asked once for each row, in order.</summary>
public abstract class RowShapes : IDisposable
{
    private protected RowShapes()
    {
    }

    /// <summary>What the shapes are.</summary>
    public abstract ShapeKind Kind { get; }

    /// <summary>Rows without a shape so far: no coordinates, a code that the boundaries have not.</summary>
    public long Missing { get; private set; }

    /// <summary>Number of the first such row; null where every row has a shape.</summary>
    public int? FirstMissing { get; private set; }

    /// <summary>Points of the columns of latitude and longitude.</summary>
    /// <param name="columns">What the columns mean.</param>
    /// <param name="profiles">Of the whole columns: which sign stands before decimals.</param>
    /// <returns>Null where the table has no such pair.</returns>
    public static RowShapes? Points(IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<ColumnProfile>? profiles = null) =>
        Find(columns, Concept.Latitude) is { } latitude && Find(columns, Concept.Longitude) is { } longitude
            ? new PointShapes(latitude, longitude, Mark(profiles, latitude), Mark(profiles, longitude))
            : null;

    /// <summary>Areas of the units whose codes stand in the rows: of the deepest level that both have.</summary>
    /// <param name="columns">What the columns mean.</param>
    /// <param name="boundaries">The layers.</param>
    /// <returns>Null where no column holds codes of a level of the boundaries.</returns>
    public static RowShapes? Units(IReadOnlyList<ColumnMeaning> columns, BoundarySet boundaries)
    {
        foreach (var layer in boundaries.Layers.Reverse())
        {
            var code = columns.FirstOrDefault(column => column.Meaning is { Concept: Concept.PlaceCode, Qualifier: null } meaning && (meaning.Level == layer.Level || layer.Level < 0 || meaning.Level is null));
            if (code is not null)
            {
                return new UnitShapes(code.Column.Index, layer);
            }
        }

        return null;
    }

    /// <summary>The shapes of the file that is read.</summary>
    /// <param name="source">The file.</param>
    /// <param name="sheetIndex">The sheet whose rows are written, all and in order.</param>
    /// <returns>Null where it has none.</returns>
    /// <exception cref="UnreadableException">The file cannot be read to its end.</exception>
    public static RowShapes? Own(TableSource source, int sheetIndex) => source.HasShapes(sheetIndex) ? new OwnShapes(source, sheetIndex) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The shape of a row; null where it has none.</summary>
    internal Geometry? Of(RowBlock block, int row)
    {
        var shape = Find(block, row);
        if (shape is null or { IsEmpty: true })
        {
            Missing++;
            FirstMissing ??= block.RowNumber(row);
            return null;
        }

        return shape;
    }

    private protected abstract Geometry? Find(RowBlock block, int row);

    /// <summary>Closes what was opened.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    static int? Find(IReadOnlyList<ColumnMeaning> columns, Concept concept) =>
        columns.FirstOrDefault(column => column.Meaning.Concept == concept && column.Meaning.Qualifier is null)?.Column.Index;

    // Degrees are written with a point unless the whole column says otherwise.
    static char Mark(IReadOnlyList<ColumnProfile>? profiles, int column) => profiles?.FirstOrDefault(profile => profile.Column == column)?.DecimalMark ?? '.';

    sealed class PointShapes(int latitude, int longitude, char latitudeMark, char longitudeMark) : RowShapes
    {
        public override ShapeKind Kind => ShapeKind.Points;

        private protected override Geometry? Find(RowBlock block, int row) =>
            TypedValue.TryNumber(block.Field(row, latitude), latitudeMark, out var y) && TypedValue.TryNumber(block.Field(row, longitude), longitudeMark, out var x) && Math.Abs(y) <= 90 && Math.Abs(x) <= 180
                ? ShapeBuilder.Factory.CreatePoint(new Coordinate(x, y))
                : null;
    }

    sealed class UnitShapes(int codeColumn, BoundaryLayer layer) : RowShapes
    {
        public override ShapeKind Kind => ShapeKind.Areas;

        private protected override Geometry? Find(RowBlock block, int row) => layer.Find(block.Field(row, codeColumn).ToString())?.Shape;
    }

    /// <summary>A second pass in step with the one that is written.</summary>
    sealed class OwnShapes : RowShapes
    {
        readonly RowReader rows;

        public OwnShapes(TableSource source, int sheetIndex)
        {
            Kind = KindOf(source, sheetIndex);
            rows = source.OpenShapes(sheetIndex);
        }

        public override ShapeKind Kind { get; }

        private protected override Geometry? Find(RowBlock block, int row)
        {
            while (rows.RowNumber < block.RowNumber(row) && rows.Read())
            {
            }

            return rows.RowNumber == block.RowNumber(row) ? rows.Shape : null;
        }

        protected override void Dispose(bool disposing)
        {
            rows.Dispose();
            base.Dispose(disposing);
        }

        static ShapeKind KindOf(TableSource source, int sheetIndex)
        {
            var (points, areas, others) = (0, 0, 0);
            using var rows = source.OpenShapes(sheetIndex);
            while (rows.Read())
            {
                _ = rows.Shape switch { null => 0, Point => points++, Polygon or MultiPolygon => areas++, _ => others++ };
            }

            return others > 0 || (points > 0 && areas > 0) ? ShapeKind.Mixed : points > 0 ? ShapeKind.Points : ShapeKind.Areas;
        }
    }
}
