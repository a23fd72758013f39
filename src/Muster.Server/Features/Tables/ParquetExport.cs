using DuckDB.NET.Data;

namespace Muster.Server.Features.Tables;

/// <summary>Parquet for people: columns under their headers (made unique), the text as typed or the exact number; where text holds dates or numbers, the value stands beside it as <c>header (value)</c>.</summary>
static class ParquetExport
{
    /// <summary>Writes the rows that pass the filters to a file of this connection's own.</summary>
    public static bool Write(TableSession session, IReadOnlyList<TableColumn> headers, IReadOnlyList<int> columns, IReadOnlyList<TableFilter> filters, string target)
    {
        var sql = session.Sql();
        var where = sql.Where(filters);
        var select = string.Join(", ", Named(columns.Select(sql.Column), headers));
        using var connection = Open(session.File.Path, target);
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY (SELECT {select} FROM read_parquet('{Quoted(session.File.Path)}'){where}) TO '{Quoted(target)}' (FORMAT parquet, COMPRESSION zstd)";
        foreach (var parameter in sql.Parameters)
        {
            command.Parameters.Add(parameter);
        }

        using var interrupt = session.Stop.Register(command.Cancel);
        command.ExecuteNonQuery();
        return true;
    }

    static IEnumerable<string> Named(IEnumerable<StoredColumn> columns, IReadOnlyList<TableColumn> headers)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in columns)
        {
            var header = headers.ElementAtOrDefault(column.Index)?.Header is { Length: > 0 } text ? text : column.Cell;
            yield return $"{column.Cell} AS {Unique(header)}";
            if (column.HasTwin)
            {
                yield return $"{column.Comparable} AS {Unique(header + " (value)")}";
            }
        }

        string Unique(string name)
        {
            var unique = name;
            for (var number = 2; !taken.Add(unique); number++)
            {
                unique = $"{name} {number}";
            }

            // A header is text from a file: quoted as an identifier it can be nothing else.
            return $"\"{unique.Replace("\"", "\"\"", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal)}\"";
        }
    }

    static DuckDBConnection Open(string source, string target)
    {
        var connection = new DuckDBConnection("DataSource=:memory:;" + TableFile.Limits);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"SET allowed_paths = ['{Quoted(source)}', '{Quoted(target)}']; SET enable_external_access = false; SET lock_configuration = true";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    static string Quoted(string path) => path.Replace("'", "''", StringComparison.Ordinal);
}
