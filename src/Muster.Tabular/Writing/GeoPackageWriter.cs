using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Map;
using Muster.Tabular.Tagging;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Muster.Tabular.Writing;

/// <summary>Writes a GeoPackage of one layer, row by row, into a temporary file that is handed over when it is whole.</summary>
sealed class GeoPackageWriter : TableWriter
{
    readonly Stream output;
    readonly string layer;
    readonly RowShapes shapes;
    readonly DateTimeOffset writtenAt;
    readonly (int Column, ColumnType Type)[] columns;
    readonly string path = Path.Combine(Path.GetTempPath(), $"muster-{Guid.NewGuid():N}.gpkg");
    readonly SqliteConnection database;
    readonly SqliteTransaction transaction;
    readonly SqliteCommand insert;
    readonly WKBWriter binary = new(ByteOrder.LittleEndian);
    readonly Envelope box = new();

    public GeoPackageWriter(Stream output, string layer, IReadOnlyList<ColumnMeaning> columns, RowShapes shapes, DateTimeOffset writtenAt, IReadOnlyList<ColumnProfile>? profiles, HeaderStyle headers)
        : base(output)
    {
        (this.output, this.shapes, this.writtenAt, this.layer) = (output, shapes, writtenAt, LayerName(layer));
        var exact = (profiles ?? []).Where(profile => profile.IsExact && profile.Type is ColumnType.WholeNumber or ColumnType.Number && profile.IsExact).ToDictionary(profile => profile.Column, profile => profile.Type);
        this.columns = [.. columns.Select(column => (column.Column.Index, exact.GetValueOrDefault(column.Column.Index, ColumnType.Text)))];
        database = new SqliteConnection($"Data Source={path};Pooling=False");
        database.Open();
        Run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; " + GeoPackageSchema.Create);
        var names = Headers.SingleNames(columns, headers, StringComparer.OrdinalIgnoreCase, "fid", "geom");
        var declared = string.Concat(names.Select((name, index) => $", {GeoPackageDatabase.Quote(name)} {Declared(this.columns[index].Type)}"));
        Run($"CREATE TABLE {GeoPackageDatabase.Quote(this.layer)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {ShapeType}{declared})");
        transaction = database.BeginTransaction();
        insert = Insert(names);
    }

    string ShapeType => shapes.Kind switch { ShapeKind.Points => "POINT", ShapeKind.Areas => "MULTIPOLYGON", _ => "GEOMETRY" };

    public override void Write(RowBlock block)
    {
        for (var row = 0; row < block.Count; row++)
        {
            insert.Parameters[0].Value = Blob(shapes.Of(block, row)) ?? (object)DBNull.Value;
            for (var index = 0; index < columns.Length; index++)
            {
                insert.Parameters[index + 1].Value = Value(block.Field(row, columns[index].Column), columns[index].Type);
            }

            insert.ExecuteNonQuery();
        }
    }

    protected override void End()
    {
        using (var register = database.CreateCommand())
        {
            register.CommandText = GeoPackageSchema.Register;
            register.Transaction = transaction;
            register.Parameters.AddWithValue("$name", layer);
            register.Parameters.AddWithValue("$time", writtenAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            register.Parameters.AddWithValue("$minx", box.IsNull ? DBNull.Value : box.MinX);
            register.Parameters.AddWithValue("$miny", box.IsNull ? DBNull.Value : box.MinY);
            register.Parameters.AddWithValue("$maxx", box.IsNull ? DBNull.Value : box.MaxX);
            register.Parameters.AddWithValue("$maxy", box.IsNull ? DBNull.Value : box.MaxY);
            register.Parameters.AddWithValue("$type", ShapeType);
            register.ExecuteNonQuery();
        }

        transaction.Commit();
        Close();
        using var whole = TableSource.OpenBytes(path);
        whole.CopyTo(output);
        output.Flush();
    }

    protected override void Dispose(bool disposing)
    {
        Close();
        File.Delete(path);
        base.Dispose(disposing);
    }

    void Close()
    {
        insert.Dispose();
        transaction.Dispose();
        database.Dispose();
    }

    void Run(string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    SqliteCommand Insert(IReadOnlyList<string> names)
    {
        var command = database.CreateCommand();
        command.Transaction = transaction;
        var values = string.Concat(names.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $", $v{index}")));
        command.CommandText = $"INSERT INTO {GeoPackageDatabase.Quote(layer)} (geom{string.Concat(names.Select(name => ", " + GeoPackageDatabase.Quote(name)))}) VALUES ($geom{values})";
        command.Parameters.Add("$geom", SqliteType.Blob);
        for (var index = 0; index < names.Count; index++)
        {
            command.Parameters.Add(string.Create(CultureInfo.InvariantCulture, $"$v{index}"), columns[index].Type switch { ColumnType.WholeNumber => SqliteType.Integer, ColumnType.Number => SqliteType.Real, _ => SqliteType.Text });
        }

        command.Prepare();
        return command;
    }

    /// <summary>The head of a shape (2.1.3) with its box, then well-known binary.</summary>
    byte[]? Blob(Geometry? shape)
    {
        if (shape is null)
        {
            return null;
        }

        var written = shapes.Kind == ShapeKind.Areas && shape is Polygon polygon ? polygon.Factory.CreateMultiPolygon([polygon]) : shape;
        var (wkb, around) = (binary.Write(written), shape.EnvelopeInternal);
        box.ExpandToInclude(around);
        var boxLength = shape is Point ? 0 : 32;
        var blob = new byte[8 + boxLength + wkb.Length];
        (blob[0], blob[1], blob[3]) = ((byte)'G', (byte)'P', (byte)(boxLength > 0 ? 0b11 : 0b01));
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(4), 4326);
        if (boxLength > 0)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(8), around.MinX);
            BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(16), around.MaxX);
            BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(24), around.MinY);
            BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(32), around.MaxY);
        }

        wkb.CopyTo(blob, 8 + boxLength);
        return blob;
    }

    static object Value(ReadOnlySpan<char> text, ColumnType type)
    {
        if (text.IsWhiteSpace())
        {
            return DBNull.Value;
        }

        return type switch
        {
            ColumnType.WholeNumber when long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
            ColumnType.Number when double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
            _ => text.ToString(),
        };
    }

    static string Declared(ColumnType type) => type switch { ColumnType.WholeNumber => "INTEGER", ColumnType.Number => "DOUBLE", _ => "TEXT" };

    // These beginnings belong to the format and to SQLite.
    static string LayerName(string layer)
    {
        var name = layer.Trim();
        string[] reserved = ["gpkg_", "rtree_", "sqlite_"];
        return name.Length == 0 ? "layer" : reserved.Any(beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)) ? "layer_" + name : name;
    }
}
