using Muster.Tabular.Reading.Xlsx;
using NetTopologySuite.Geometries;

namespace Muster.Tabular.Reading.Map;

/// <summary>A KML file: each placemark is a row of its name, description and extended data; a point is two columns (OGC KML 2.3).</summary>
sealed class KmlFile : TableFile
{
    readonly Func<Stream> open;
    readonly ReadOptions options;
    readonly Dictionary<string, int> columns = [];

    public KmlFile(Func<Stream> open, string name, ReadOptions options)
    {
        (this.open, this.options) = (open, options);
        Sheets = [new SheetName(0, name, IsHidden: false)];
        using var placemarks = new KmlPlacemarks(new XmlBytes(open(), name));
        while (placemarks.Read())
        {
            foreach (var (column, _) in placemarks.Cells)
            {
                columns.TryAdd(column, columns.Count);
                if (columns.Count > options.MaxColumns)
                {
                    throw ReadProblems.TooManyColumns(1, options.MaxColumns);
                }
            }
        }

        if (columns.Count == 0)
        {
            throw ReadProblems.NotATable("a KML file without placemarks");
        }
    }

    public override SourceFormat Format => SourceFormat.Kml;

    public override IReadOnlyList<SheetName> Sheets { get; }

    public override RowReader OpenRows(int sheetIndex) => new KmlReader(new KmlPlacemarks(new XmlBytes(open(), Sheets[0].Name)), columns, options);

    public override bool HasShapes(int sheetIndex) => true;

    public override RowReader OpenShapes(int sheetIndex) => new KmlReader(new KmlPlacemarks(new XmlBytes(open(), Sheets[0].Name), withShapes: true), columns, options);

    public static bool Is(string head) => head.Contains("<kml", StringComparison.Ordinal) || head.Contains(":kml", StringComparison.Ordinal);
}

/// <summary>Streams placemarks below a header row.</summary>
sealed class KmlReader(KmlPlacemarks placemarks, IReadOnlyDictionary<string, int> columns, ReadOptions options) : RowReader
{
    string[] cells = [];
    int rowNumber;

    public override int RowNumber => rowNumber;

    public override int FieldCount => cells.Length;

    public override ReadOnlySpan<char> Field(int index) => index < cells.Length ? cells[index] : default(ReadOnlySpan<char>);

    public override Geometry? Shape => placemarks.Shapes?.Shape;

    internal override ShapeNotes ShapeNotes => placemarks.Shapes?.Notes ?? default;

    public override bool Read()
    {
        if (rowNumber == 0)
        {
            cells = [.. columns.Keys];
            rowNumber++;
            return true;
        }

        if (!placemarks.Read())
        {
            return false;
        }

        rowNumber++;
        cells = new string[columns.Count];
        Array.Fill(cells, "");
        foreach (var (column, text) in placemarks.Cells)
        {
            // A single point within a group of shapes is a column only where the shapes are read.
            if (!columns.ContainsKey(column))
            {
                continue;
            }

            cells[columns[column]] = text.Length <= options.MaxCellCharacters ? text : throw ReadProblems.CellTooLong(rowNumber, columns[column] + 1, options.MaxCellCharacters);
        }

        return true;
    }

    protected override void Dispose(bool disposing)
    {
        placemarks.Dispose();
        base.Dispose(disposing);
    }
}
