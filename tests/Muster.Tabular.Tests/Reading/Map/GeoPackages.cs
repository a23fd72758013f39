using Microsoft.Data.Sqlite;

namespace Muster.Tabular.Tests.Reading.Map;

/// <summary>Writes small GeoPackages, whole or lacking a part.</summary>
static class GeoPackages
{
    public const string Schema = """
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT, srs_id INTEGER);
        CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z TINYINT, m TINYINT);
        """;

    public static string Register(string table, int system = 4326) =>
        $"INSERT INTO gpkg_contents VALUES ('{table}', 'features', '{table}', {system}); INSERT INTO gpkg_geometry_columns VALUES ('{table}', 'geom', 'GEOMETRY', {system}, 0, 0);";

    public static TempFile Sample() => Write(
        Schema,
        "CREATE TABLE adm1 (fid INTEGER PRIMARY KEY, geom BLOB, ADM1_PCODE TEXT, pop INTEGER, ok BOOLEAN)",
        "INSERT INTO adm1 (geom, ADM1_PCODE, pop, ok) VALUES (x'47500001E6100000" + "0103000000" + "01000000" + "04000000" + Point(0, 0) + Point(0, 4) + Point(4, 4) + Point(0, 0) + "', 'HT01', 12, 1), (NULL, 'HT02', NULL, NULL)",
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, note TEXT)",
        "INSERT INTO notes VALUES (1, 'a')",
        Register("adm1"),
        "INSERT INTO gpkg_contents VALUES ('notes', 'attributes', 'notes', 0)");

    public static TempFile Write(params string[] sql)
    {
        var file = new TempFile([]);
        using var connection = new SqliteConnection($"Data Source={file.Path};Pooling=False");
        connection.Open();
        foreach (var each in sql)
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The sentences stand in the tests.
            command.CommandText = each;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        return file;
    }

    static string Point(double x, double y) => System.Convert.ToHexString(BitConverter.GetBytes(x)) + System.Convert.ToHexString(BitConverter.GetBytes(y));
}
