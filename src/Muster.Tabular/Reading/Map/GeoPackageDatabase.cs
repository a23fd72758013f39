using Microsoft.Data.Sqlite;

namespace Muster.Tabular.Reading.Map;

/// <summary>A database of unknown origin, opened so that it can neither be changed nor run anything of its own.</summary>
sealed class GeoPackageDatabase : IDisposable
{
    /// <summary>Longest text or shape, in bytes.</summary>
    const int MaxValue = 200 << 20;

    /// <summary>The SQLITE_LIMIT_LENGTH category of sqlite3_limit.</summary>
    const int LengthLimit = 0;

    readonly SqliteConnection connection;

    GeoPackageDatabase(SqliteConnection connection)
    {
        this.connection = connection;
        Tables = Read("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'", row => row.GetValue(0) as string ?? "").ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Names of real tables; views and virtual tables, which are programs, are left out.</summary>
    public IReadOnlySet<string> Tables { get; }

    /// <summary>Opens a file; what is beside it (a journal) is not asked.</summary>
    public static GeoPackageDatabase Open(string path)
    {
        var connection = new SqliteConnection($"Data Source=\"{new Uri(Path.GetFullPath(path)).AbsoluteUri}?immutable=1\";Mode=ReadOnly;Pooling=False");
        try
        {
            connection.Open();
            SQLitePCL.raw.sqlite3_limit(connection.Handle, LengthLimit, MaxValue);
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON;";
            command.ExecuteNonQuery();
            return new GeoPackageDatabase(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Makes what SQLite says of a damaged database a sentence.</summary>
    public static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception broken) when (broken is SqliteException or InvalidCastException or OverflowException or FormatException)
        {
            throw ReadProblems.Broken("The GeoPackage is damaged.", null, broken);
        }
    }

    /// <summary>A name in the quotation marks of SQL.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The first rows of a question, at most ten thousand.</summary>
    public List<T> Read<T>(string sql, Func<SqliteDataReader, T> row)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (rows.Count < 10_000 && reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    /// <summary>Asks for rows; the reader lives as long as the command.</summary>
    public SqliteCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    public void Dispose() => connection.Dispose();
}
