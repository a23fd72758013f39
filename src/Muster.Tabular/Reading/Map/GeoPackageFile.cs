using System.Globalization;
using Microsoft.Data.Sqlite;
using Muster.Tabular.Reading.Map.Projections;

namespace Muster.Tabular.Reading.Map;

/// <summary>A GeoPackage (OGC 12-128r19): each layer and each table of attributes is a sheet. The database is opened unchangeable; views and virtual tables, which are programs, are not run.</summary>
sealed class GeoPackageFile : TableFile
{
    /// <summary>A layer as the file describes it.</summary>
    /// <param name="Table">Name of the table.</param>
    /// <param name="ShapeColumn">Its column of shapes; null for attributes alone.</param>
    /// <param name="Projection">Null for degrees on WGS 84.</param>
    /// <param name="Columns">Columns of values with the type they declare.</param>
    public sealed record Layer(string Table, string? ShapeColumn, Projection? Projection, IReadOnlyList<(string Name, string Type)> Columns);

    /// <summary>Names under which programs keep their own row number; it says nothing to people.</summary>
    static readonly string[] RowNumbers = ["fid", "ogc_fid"];

    readonly string path;
    readonly ReadOptions options;
    readonly List<Layer> layers = [];

    GeoPackageFile(string path, ReadOptions options)
    {
        (this.path, this.options) = (path, options);
        using var database = GeoPackageDatabase.Open(path);
        foreach (var (table, shapes, system) in Contents(database))
        {
            layers.Add(Describe(database, table, shapes, system));
        }

        if (layers.Count == 0)
        {
            throw ReadProblems.NotATable("a GeoPackage without layers");
        }

        Sheets = [.. layers.Select((layer, index) => new SheetName(index, layer.Table, IsHidden: false))];
    }

    public override SourceFormat Format => SourceFormat.GeoPackage;

    public override IReadOnlyList<SheetName> Sheets { get; }

    /// <summary>True for the head of any SQLite database.</summary>
    public static bool Is(ReadOnlySpan<byte> head) => head.StartsWith("SQLite format 3\0"u8);

    /// <summary>Opens the file from which the bytes come: SQLite reads files only.</summary>
    public static GeoPackageFile Open(Func<Stream> open, ReadOptions options)
    {
        using var bytes = (FileStream)open();
        return GeoPackageDatabase.Guard(() => new GeoPackageFile(bytes.Name, options));
    }

    public override RowReader OpenRows(int sheetIndex) => new GeoPackageReader(path, layers[sheetIndex], options, withShapes: false);

    public override bool HasShapes(int sheetIndex) => layers[sheetIndex].ShapeColumn is not null;

    public override RowReader OpenShapes(int sheetIndex) => HasShapes(sheetIndex) ? new GeoPackageReader(path, layers[sheetIndex], options, withShapes: true) : base.OpenShapes(sheetIndex);

    static List<(string Table, string? Shapes, long System)> Contents(GeoPackageDatabase database)
    {
        if (!database.Tables.Contains("gpkg_contents"))
        {
            throw ReadProblems.NotATable("an SQLite database that is no GeoPackage");
        }

        var shapes = database.Tables.Contains("gpkg_geometry_columns")
            ? database.Read("SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns", row => (Table: Text(row, 0), Column: Text(row, 1), System: Whole(row, 2))).DistinctBy(row => row.Table).ToDictionary(row => row.Table)
            : [];
        return [.. database.Read("SELECT table_name, data_type FROM gpkg_contents", row => (Table: Text(row, 0), Type: Text(row, 1)))
            .Where(row => row.Type is "features" or "attributes")
            .Select(row => row.Type == "features" && shapes.TryGetValue(row.Table, out var shape) ? (row.Table, shape.Column, shape.System) : (row.Table, (string?)null, 0L))];
    }

    Layer Describe(GeoPackageDatabase database, string table, string? shapes, long system)
    {
        if (!database.Tables.Contains(table))
        {
            throw ReadProblems.Broken("The GeoPackage lists a layer that is no table of it.", $"layer “{table}”");
        }

        var all = database.Read($"PRAGMA table_info({GeoPackageDatabase.Quote(table)})", row => (Name: Text(row, 1), Type: Text(row, 2).ToUpperInvariant(), IsKey: Whole(row, 5) == 1));
        var columns = all.Where(column => column.Name != shapes && !(column.IsKey && RowNumbers.Contains(column.Name, StringComparer.OrdinalIgnoreCase))).Select(column => (column.Name, column.Type)).ToList();
        if (columns.Count > options.MaxColumns)
        {
            throw ReadProblems.TooManyColumns(1, options.MaxColumns);
        }

        if (shapes is not null && all.TrueForAll(column => column.Name != shapes))
        {
            throw ReadProblems.Broken("The GeoPackage names a column of shapes that the layer has not.", $"layer “{table}”");
        }

        return new Layer(table, shapes, shapes is null ? null : ProjectionOf(database, system, table), columns);
    }

    /// <summary>0 is an unstated system of degrees, -1 an unstated one of metres (requirement 11).</summary>
    static Projection? ProjectionOf(GeoPackageDatabase database, long system, string table)
    {
        var where = $"layer “{table}”";
        if (system is 0 or 4326)
        {
            return null;
        }

        var stated = database.Tables.Contains("gpkg_spatial_ref_sys")
            ? database.Read(string.Create(CultureInfo.InvariantCulture, $"SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = {system}"), row => (Organization: Text(row, 0), Number: Whole(row, 1), Definition: Text(row, 2))).FirstOrDefault()
            : default;
        return stated.Definition is { Length: > 0 } definition && definition != "undefined"
            ? ProjectionReader.OfText(definition, where)
            : ProjectionReader.OfName($"{stated.Organization ?? "srs_id"}:{(stated.Organization is null ? system : stated.Number)}", where);
    }

    static string Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? "" : System.Convert.ToString(row.GetValue(column), CultureInfo.InvariantCulture)!;

    static long Whole(SqliteDataReader row, int column) => row.GetValue(column) is long number ? number : 0;
}
