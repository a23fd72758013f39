using System.Data.Common;
using DuckDB.NET.Data;

namespace Muster.Server.Features.Tables;

/// <summary>One question's hold on an open table.</summary>
sealed class TableSession(TableFile file, CancellationToken stop) : IDisposable
{
    readonly DuckDBConnection connection = file.Rent();

    public TableFile File => file;

    /// <summary>Set when the question is to end.</summary>
    public CancellationToken Stop => stop;

    /// <summary>A question to this table, to be written.</summary>
    public TableSql Sql() => new(file.Columns, ValuesLike);

    /// <summary>Where the rows that pass the filters are counted: a condition on one column of few values needs only these.</summary>
    public string CountFrom(IReadOnlyList<TableFilter> filters) =>
        filters is [var only] && file.Columns.FirstOrDefault(column => column.Index == only.Column) is { } column && file.HasFewValues(column, connection)
            ? $"SELECT coalesce(sum(n), 0)::BIGINT FROM {TableFile.FewValues(column)}"
            : "SELECT count(*) FROM t";

    /// <summary>Finds out which text columns have few different values, ahead of who asks.</summary>
    public void FindFewValues()
    {
        foreach (var column in file.Columns)
        {
            stop.ThrowIfCancellationRequested();
            file.HasFewValues(column, connection);
        }
    }

    /// <summary>All rows of an answer that is small.</summary>
    public IReadOnlyList<T> Read<T>(string sql, TableSql from, Func<DbDataReader, T> row)
    {
        var rows = new List<T>();
        Run(sql, from, reader => rows.Add(row(reader)), streaming: false);
        return rows;
    }

    /// <summary>Each row as it comes; nothing is held.</summary>
    public long Stream(string sql, TableSql from, Action<DbDataReader> row) => Run(sql, from, row, streaming: true);

    /// <summary>The different values of a text column that match a pattern, so that it need not be held against every row; null where the column has too many.</summary>
    IReadOnlyList<string>? ValuesLike(StoredColumn column, string pattern)
    {
        if (!file.HasFewValues(column, connection))
        {
            return null;
        }

        var sql = new TableSql(file.Columns);
        return Read($"SELECT DISTINCT {column.Cell} FROM {TableFile.FewValues(column)} WHERE regexp_matches({column.Cell}, {sql.Parameter(pattern)})", sql, reader => reader.GetString(0));
    }

    public void Dispose() => file.Return(connection);

    long Run(string sql, TableSql from, Action<DbDataReader> row, bool streaming)
    {
        stop.ThrowIfCancellationRequested();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.UseStreamingMode = streaming;
        foreach (var parameter in from.Parameters)
        {
            command.Parameters.Add(parameter);
        }

        using var interrupt = stop.Register(command.Cancel);
        using var reader = command.ExecuteReader();
        long count = 0;
        while (reader.Read())
        {
            row(reader);
            // A streamed answer is also stopped between its rows.
            if ((++count & 0xFFF) == 0)
            {
                stop.ThrowIfCancellationRequested();
            }
        }

        return count;
    }
}
