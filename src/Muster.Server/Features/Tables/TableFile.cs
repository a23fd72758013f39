using System.Collections.Concurrent;
using System.Globalization;
using DuckDB.NET.Data;

namespace Muster.Server.Features.Tables;

/// <summary>One Parquet table opened with DuckDB in process: it can read this file and nothing else, within limits of memory and threads.</summary>
sealed class TableFile : IDisposable
{
    /// <summary>Settings of every connection to stored tables.</summary>
    public const string Limits = "threads=2;memory_limit=256MB;autoinstall_known_extensions=false;autoload_known_extensions=false;temp_directory=";
    const int MostCounts = 500;

    /// <summary>Different values of a column held beside the table.</summary>
    const int MostFew = 2000;

    readonly DuckDBConnection owner;
    readonly ConcurrentBag<DuckDBConnection> idle = [];
    readonly ConcurrentDictionary<string, long> counts = new();
    readonly Dictionary<int, bool> few = [];

    public TableFile(string path)
    {
        Path = path;
        owner = new DuckDBConnection("DataSource=:memory:;" + Limits);
        try
        {
            owner.Open();
            var quoted = path.Replace("'", "''", StringComparison.Ordinal);
            Run($"SET allowed_paths = ['{quoted}']");
            Run("SET enable_external_access = false");
            // For every connection: without GLOBAL only the owner's would keep what it has read of the file, and each question read it anew.
            Run("SET GLOBAL parquet_metadata_cache = true");
            Run("SET lock_configuration = true");
            Run($"CREATE VIEW t AS SELECT * FROM read_parquet('{quoted}', file_row_number = true)");
            Columns = Describe();
            Rows = Count();
        }
        catch
        {
            owner.Dispose();
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Columns by index.</summary>
    public IReadOnlyList<StoredColumn> Columns { get; }

    /// <summary>Rows in all.</summary>
    public long Rows { get; }

    /// <summary>A connection of this table; give it back.</summary>
    public DuckDBConnection Rent()
    {
        if (idle.TryTake(out var connection))
        {
            return connection;
        }

        connection = owner.Duplicate();
        connection.Open();
        return connection;
    }

    public void Return(DuckDBConnection connection) => idle.Add(connection);

    /// <summary>Name of the table with the different values of a column and their rows <c>n</c>, blank ones too; its columns are named as those of the table. There once <see cref="HasFewValues"/> said so.</summary>
    public static string FewValues(StoredColumn column) => $"few{column.Index}";

    /// <summary>True where a column of text or days has so few different values that questions about it alone are better asked of them; found out once.</summary>
    public bool HasFewValues(StoredColumn column, DuckDBConnection connection)
    {
        if (column.IsTyped || column.HasSortText || column.Value == StoredValue.Number)
        {
            return false;
        }

        lock (few)
        {
            if (!few.TryGetValue(column.Index, out var has))
            {
                var values = column.HasTwin ? $"{column.Cell}, {column.Comparable}" : column.Cell;
                using var command = connection.CreateCommand();
                command.CommandText = $"CREATE OR REPLACE TABLE {FewValues(column)} AS SELECT {values}, count(*) AS n FROM t GROUP BY {values} LIMIT {MostFew + 1}";
                command.ExecuteNonQuery();
                command.CommandText = $"SELECT count(*) FROM {FewValues(column)}";
                few[column.Index] = has = Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) <= MostFew;
            }

            return has;
        }
    }

    /// <summary>A count already made: a table never changes.</summary>
    public bool TryCount(string key, out long count) => counts.TryGetValue(key, out count);

    public void KeepCount(string key, long count)
    {
        if (counts.Count >= MostCounts)
        {
            counts.Clear();
        }

        counts[key] = count;
    }

    public void Dispose()
    {
        while (idle.TryTake(out var connection))
        {
            connection.Dispose();
        }

        owner.Dispose();
    }

    IReadOnlyList<StoredColumn> Describe()
    {
        var types = new Dictionary<string, string>();
        using var command = owner.CreateCommand();
        command.CommandText = "DESCRIBE t";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            types.Add(reader.GetString(0), reader.GetString(1));
        }

        return [.. types.Keys.Where(name => IsColumn(name, 'c')).Select(name => int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture)).Order().Select(index => Column(index, types))];
    }

    static StoredColumn Column(int index, Dictionary<string, string> types)
    {
        var twin = types.GetValueOrDefault($"v{index}");
        var isTyped = types[$"c{index}"] != "VARCHAR";
        var value = (twin ?? types[$"c{index}"]) switch
        {
            "VARCHAR" => StoredValue.Text,
            var type when type.StartsWith("TIMESTAMP", StringComparison.Ordinal) || type == "DATE" => StoredValue.Date,
            _ => StoredValue.Number,
        };
        return new StoredColumn(index, isTyped, twin is not null, value, types.ContainsKey($"s{index}"));
    }

    static bool IsColumn(string name, char kind) => name.Length > 1 && name[0] == kind && name.AsSpan(1).ContainsAnyExceptInRange('0', '9') is false;

    long Count()
    {
        using var command = owner.CreateCommand();
        command.CommandText = "SELECT count(*) FROM t";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    void Run(string sql)
    {
        using var command = owner.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
