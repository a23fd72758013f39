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

    /// <summary>All rows of an answer that is small.</summary>
    public IReadOnlyList<T> Read<T>(string sql, TableSql from, Func<DbDataReader, T> row)
    {
        var rows = new List<T>();
        Run(sql, from, reader => rows.Add(row(reader)), streaming: false);
        return rows;
    }

    /// <summary>Each row as it comes; nothing is held.</summary>
    public long Stream(string sql, TableSql from, Action<DbDataReader> row) => Run(sql, from, row, streaming: true);

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
