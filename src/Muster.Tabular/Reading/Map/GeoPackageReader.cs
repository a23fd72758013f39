using System.Globalization;
using Microsoft.Data.Sqlite;
using Muster.Tabular.Reading.Json;
using NetTopologySuite.Geometries;

namespace Muster.Tabular.Reading.Map;

/// <summary>Streams the rows of a layer below a header row; a point is two columns more.</summary>
sealed class GeoPackageReader : RowReader
{
    readonly GeoPackageDatabase database;
    readonly SqliteCommand command;
    readonly SqliteDataReader reader;
    readonly GeoPackageFile.Layer layer;
    readonly ReadOptions options;
    readonly ShapeBuilder? builder;
    readonly (string Text, CellKind Kind)[] cells;
    readonly bool hasPoints;
    readonly long mostRows;
    int rowNumber;

    public GeoPackageReader(string path, GeoPackageFile.Layer layer, ReadOptions options, bool withShapes)
    {
        (this.layer, this.options) = (layer, options);

        // A table holds no more rows than its file has bytes; a damaged one may lead round and round.
        mostRows = new FileInfo(path).Length;
        (database, command, reader, hasPoints) = GeoPackageDatabase.Guard(() => Begin(path, layer, withShapes));
        builder = layer.ShapeColumn is not null && (withShapes || hasPoints) ? new ShapeBuilder(layer.Projection) : null;
        cells = new (string, CellKind)[layer.Columns.Count + (hasPoints ? 2 : 0)];
    }

    public override int RowNumber => rowNumber;

    public override int FieldCount => rowNumber == 0 ? 0 : cells.Length;

    public override ReadOnlySpan<char> Field(int index) => index < cells.Length ? cells[index].Text : default(ReadOnlySpan<char>);

    public override CellKind Kind(int index) => index < cells.Length ? cells[index].Kind : CellKind.Empty;

    public override Geometry? Shape => shape;

    internal override ShapeNotes ShapeNotes => builder?.Notes ?? default;

    Geometry? shape;

    public override bool Read()
    {
        shape = null;
        builder?.Begin();
        if (rowNumber++ == 0)
        {
            Header();
            return true;
        }

        if (rowNumber > mostRows || !GeoPackageDatabase.Guard(reader.Read))
        {
            return rowNumber > mostRows ? throw ReadProblems.Broken("The GeoPackage is damaged: its rows have no end.", $"layer “{layer.Table}”") : false;
        }

        GeoPackageDatabase.Guard(ReadRow);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        reader.Dispose();
        command.Dispose();
        database.Dispose();
        base.Dispose(disposing);
    }

    static (GeoPackageDatabase, SqliteCommand, SqliteDataReader, bool) Begin(string path, GeoPackageFile.Layer layer, bool withShapes)
    {
        var database = GeoPackageDatabase.Open(path);
        try
        {
            var table = GeoPackageDatabase.Quote(layer.Table);
            var hasPoints = layer.ShapeColumn is { } column && database.Read($"SELECT {GeoPackageDatabase.Quote(column)} FROM {table} WHERE {GeoPackageDatabase.Quote(column)} IS NOT NULL LIMIT 1", row => IsPoint(row.GetValue(0))).Contains(true);
            var columns = layer.Columns.Select(each => GeoPackageDatabase.Quote(each.Name));
            columns = layer.ShapeColumn is { } shapes && (withShapes || hasPoints) ? columns.Append(GeoPackageDatabase.Quote(shapes)) : columns;
            var command = database.Command($"SELECT {string.Join(", ", columns.DefaultIfEmpty("1"))} FROM {table}");
            return (database, command, command.ExecuteReader(), hasPoints);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    static bool IsPoint(object? blob) => blob is byte[] bytes && bytes.Length < 128 && TryPoint(bytes) is Point;

    static Geometry? TryPoint(byte[] bytes)
    {
        try
        {
            return WkbShape.Read(bytes, new ShapeBuilder(null), "");
        }
        catch (UnreadableException)
        {
            return null;
        }
    }

    void Header()
    {
        for (var index = 0; index < layer.Columns.Count; index++)
        {
            cells[index] = (layer.Columns[index].Name, CellKind.Text);
        }

        if (hasPoints)
        {
            (cells[^2], cells[^1]) = ((JsonRow.Longitude, CellKind.Text), (JsonRow.Latitude, CellKind.Text));
        }
    }

    bool ReadRow()
    {
        for (var index = 0; index < layer.Columns.Count; index++)
        {
            cells[index] = Cell(reader.GetValue(index), layer.Columns[index].Type);
            if (cells[index].Text.Length > options.MaxCellCharacters)
            {
                throw ReadProblems.CellTooLong(rowNumber, index + 1, options.MaxCellCharacters);
            }
        }

        if (builder is not null && reader.GetValue(layer.Columns.Count) is byte[] blob)
        {
            shape = WkbShape.Read(blob, builder, $"row {rowNumber}");
        }

        if (hasPoints)
        {
            (cells[^2], cells[^1]) = shape is Point { IsEmpty: false } point ? (Number(point.X), Number(point.Y)) : (("", CellKind.Empty), ("", CellKind.Empty));
        }

        return true;
    }

    static (string Text, CellKind Kind) Cell(object value, string type) => value switch
    {
        long whole when type == "BOOLEAN" => (whole != 0 ? "true" : "false", CellKind.Boolean),
        long whole => (whole.ToString(CultureInfo.InvariantCulture), CellKind.Number),
        double number => Number(number),
        string { Length: > 0 } text => (text, type is "DATE" or "DATETIME" ? CellKind.Date : CellKind.Text),
        byte[] { Length: > 0 } bytes => (System.Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, 64))), CellKind.Text),
        _ => ("", CellKind.Empty),
    };

    static (string Text, CellKind Kind) Number(double number) => (number.ToString(CultureInfo.InvariantCulture), CellKind.Number);
}
