using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Muster.Server.Storage;
using Muster.Tabular.Detecting;
using Muster.Tabular.Writing;

namespace Muster.Server.Features.Tables;

/// <summary>Asks questions of the immutable tables of dataset versions. Each answer is bounded: rows by the query, memory by the table's limits, time by <see cref="LongestQuery"/>.</summary>
/// <remarks>Every method throws <see cref="TableQueryException"/> for a question the table cannot answer, and <see cref="TableLimitException"/> past a limit.</remarks>
sealed class TableStore(IFileStore files, TablePool pool)
{
    /// <summary>A question that takes longer is stopped.</summary>
    public static readonly TimeSpan LongestQuery = TimeSpan.FromSeconds(20);

    /// <summary>Questions answered at the same time; others wait.</summary>
    static readonly SemaphoreSlim Turns = new(Math.Max(2, Environment.ProcessorCount));

    /// <summary>Downloads at the same time; they last as long as their reader takes and so have turns of their own.</summary>
    static readonly SemaphoreSlim Exports = new(16);

    /// <summary>A page of rows, with the exact count of all that pass the filters.</summary>
    public Task<TablePage> PageAsync(DatasetVersion version, TableQuery query, CancellationToken cancel) => AskAsync(version, session =>
    {
        var columns = query.Columns ?? [.. session.File.Columns.Select(column => column.Index)];
        var total = Count(session, query.Filters);
        var limit = (int)Math.Min(Math.Clamp(query.Limit, 1, TableQuery.MostRows), total - query.Offset);
        var rows = limit <= 0 || query.Offset < 0 ? [] : query is { Filters.Count: 0, Sorts.Count: 0 }
            ? RowsFrom(session, columns, query.Offset, limit)
            : RowsAt(session, columns, Positions(session, query, total, limit));
        return new TablePage(columns, rows, total);
    }, cancel);

    /// <summary>The row with this number in the source; null where it is not in the table.</summary>
    public Task<TableRow?> RowAsync(DatasetVersion version, int number, CancellationToken cancel) =>
        AskAsync(version, session => RowNumbered(session, [.. session.File.Columns.Select(column => column.Index)], number), cancel);

    /// <summary>Rows that pass the filters.</summary>
    public Task<long> CountAsync(DatasetVersion version, IReadOnlyList<TableFilter> filters, CancellationToken cancel) => AskAsync(version, session => Count(session, filters), cancel);

    /// <summary>The distinct values of a column among the rows that pass the filters.</summary>
    public Task<TableValues> ValuesAsync(DatasetVersion version, int column, IReadOnlyList<TableFilter> filters, int limit, CancellationToken cancel) => AskAsync(version, session =>
    {
        var sql = session.Sql();
        var cell = sql.Column(column).Cell;
        var values = session.Read($"SELECT {cell}, count(*) AS n, count({cell}) OVER () FROM t{sql.Where(filters)} GROUP BY {cell} ORDER BY n DESC, {cell} LIMIT {Math.Clamp(limit, 1, TableQuery.MostRows)}", sql,
            reader => (new TableValue(Key(reader, 0), reader.GetInt64(1)), reader.GetInt64(2)));
        return new TableValues([.. values.Select(value => value.Item1)], values.Count == 0 ? 0 : values[0].Item2);
    }, cancel);

    /// <summary>The filled values of a column, in no order, and whether some place has rows of several of them.</summary>
    public Task<RoundValues> RoundsAsync(DatasetVersion version, int column, int? placeColumn, CancellationToken cancel) => AskAsync(version, session =>
    {
        var sql = session.Sql();
        var cell = sql.Column(column).Cell;
        var values = session.Read($"SELECT DISTINCT {cell} FROM t WHERE {cell} IS NOT NULL LIMIT {TableSums.MostGroups}", sql, reader => Key(reader, 0)!).Where(value => value.Length > 0).ToList();
        // Smallest and largest are enough to know of two, and cheaper by far than every pair of place and value.
        var repeats = placeColumn is not { } place || session.Read($"SELECT 1 FROM t WHERE {cell} IS NOT NULL GROUP BY {sql.Column(place).Cell} HAVING min({cell}) <> max({cell}) LIMIT 1", sql, _ => true).Count > 0;
        return new RoundValues(values, repeats);
    }, cancel);

    /// <summary>Sums of columns over the rows that pass the filters.</summary>
    public async Task<IReadOnlyList<ColumnSum>> SumsAsync(DatasetVersion version, IReadOnlyList<int> valueColumns, IReadOnlyList<TableFilter> filters, CancellationToken cancel) =>
        (await SumByAsync(version, [], valueColumns, filters, cancel)).SingleOrDefault()?.Sums ?? [.. valueColumns.Select(column => new ColumnSum(column, null, 0, 0, true))];

    /// <summary>Sums of columns by place.</summary>
    public Task<IReadOnlyList<GroupSums>> SumByAsync(DatasetVersion version, int placeColumn, IReadOnlyList<int> valueColumns, IReadOnlyList<TableFilter> filters, CancellationToken cancel) =>
        SumByAsync(version, [placeColumn], valueColumns, filters, cancel);

    /// <summary>Sums of columns by the values of others; groups in the order of their keys, at most <see cref="TableSums.MostGroups"/>.</summary>
    public Task<IReadOnlyList<GroupSums>> SumByAsync(DatasetVersion version, IReadOnlyList<int> keyColumns, IReadOnlyList<int> valueColumns, IReadOnlyList<TableFilter> filters, CancellationToken cancel) =>
        AskAsync(version, session => TableSums.Read(session, keyColumns, valueColumns, filters), cancel);

    /// <summary>Writes every row that passes the filters, in the order of the source, without holding them. The writer's column i is the i-th of <paramref name="columns"/>.</summary>
    /// <returns>Rows written.</returns>
    public Task<long> WriteAsync(DatasetVersion version, IReadOnlyList<int> columns, IReadOnlyList<TableFilter> filters, Func<TableWriter> open, CancellationToken cancel) => AskAsync(version, session =>
    {
        var sql = session.Sql();
        var select = $"SELECT row{Cells(sql, columns)} FROM t{sql.Where(filters)}";
        using var writer = open();
        var rows = new RowStream(writer, [.. columns.Select(sql.Column)]);
        var count = session.Stream(select, sql, rows.Add);
        rows.Complete();
        return count;
    }, cancel, Exports, Timeout.InfiniteTimeSpan);

    /// <summary>Writes the rows as Parquet under their headers, see <see cref="ParquetExport"/>.</summary>
    public Task<bool> WriteParquetAsync(DatasetVersion version, IReadOnlyList<int> columns, IReadOnlyList<TableFilter> filters, string target, CancellationToken cancel) =>
        AskAsync(version, session => ParquetExport.Write(session, version.Columns, columns, filters, target), cancel, Exports, Timeout.InfiniteTimeSpan);

    /// <summary>Opens a table that people will ask for next, and looks at what their first questions need: its values where they are few, its numbers in order.</summary>
    public async Task WarmAsync(DatasetVersion version, CancellationToken cancel)
    {
        try
        {
            await AskAsync(version, session =>
            {
                session.FindFewValues();
                return true;
            }, cancel);
            var number = version.Columns.FirstOrDefault(column => column.Profile.Type is ColumnType.WholeNumber or ColumnType.Number);
            await PageAsync(version, new TableQuery { Sorts = number is null ? [] : [new TableSort(number.Index, true)] }, cancel);
        }
        catch (Exception failure) when (failure is TableLimitException or TableQueryException or DuckDBException)
        {
            // Whoever asks first waits a little longer, or is told why there is no answer.
        }
    }

    /// <summary>Lets go of a table before its bytes are removed.</summary>
    public async Task ForgetAsync(string hash, CancellationToken cancel)
    {
        if (await files.PathAsync(hash, cancel) is { } path)
        {
            pool.Forget(path);
        }
    }

    static long Count(TableSession session, IReadOnlyList<TableFilter> filters)
    {
        if (filters.Count == 0)
        {
            return session.File.Rows;
        }

        var sql = session.Sql();
        var where = sql.Where(filters);
        var key = string.Join('\u001f', [where, .. sql.Parameters.Select(parameter => Convert.ToString(parameter.Value, CultureInfo.InvariantCulture))]);
        if (!session.File.TryCount(key, out var count))
        {
            count = session.Read($"{session.CountFrom(filters)}{where}", sql, reader => reader.GetInt64(0)).Single();
            session.File.KeepCount(key, count);
        }

        return count;
    }

    /// <summary>Without filter and sort a page is found by its place in the file, however deep.</summary>
    static IReadOnlyList<TableRow> RowsFrom(TableSession session, IReadOnlyList<int> columns, long offset, int limit)
    {
        var sql = session.Sql();
        return session.Read($"SELECT row{Cells(sql, columns)} FROM t WHERE file_row_number BETWEEN {offset} AND {offset + limit - 1} ORDER BY file_row_number", sql, reader => Row(reader, columns.Count));
    }

    /// <summary>Where the page's rows lie in the file, from the key columns alone; the far half is read from behind.</summary>
    static IReadOnlyList<long> Positions(TableSession session, TableQuery query, long total, int limit)
    {
        var isReversed = query.Offset > total / 2;
        var offset = isReversed ? total - query.Offset - limit : query.Offset;
        var sql = session.Sql();
        var where = sql.Where(query.Filters);
        // Rows come in the order of the file by themselves, and then the first pages need not read to its end.
        var order = query.Sorts.Count == 0 && !isReversed ? "" : sql.OrderBy(query.Sorts, isReversed);
        var positions = session.Read($"SELECT file_row_number FROM t{where}{order} LIMIT {limit} OFFSET {offset}", sql, reader => reader.GetInt64(0));
        return isReversed ? [.. positions.Reverse()] : positions;
    }

    /// <summary>The rows at these places, in their order.</summary>
    static IReadOnlyList<TableRow> RowsAt(TableSession session, IReadOnlyList<int> columns, IReadOnlyList<long> positions)
    {
        if (positions.Count == 0)
        {
            return [];
        }

        var sql = session.Sql();
        var rows = session.Read($"SELECT row{Cells(sql, columns)}, file_row_number FROM t WHERE file_row_number IN ({string.Join(',', positions)})", sql,
            reader => (Position: reader.GetInt64(columns.Count + 1), Row: Row(reader, columns.Count))).ToDictionary(row => row.Position, row => row.Row);
        return [.. positions.Where(rows.ContainsKey).Select(position => rows[position])];
    }

    static TableRow? RowNumbered(TableSession session, IReadOnlyList<int> columns, int number)
    {
        var sql = session.Sql();
        return session.Read($"SELECT row{Cells(sql, columns)} FROM t WHERE row = {number}", sql, reader => Row(reader, columns.Count)).SingleOrDefault();
    }

    static string Cells(TableSql sql, IReadOnlyList<int> columns) => string.Concat(columns.Select(column => ", " + sql.Column(column).Cell));

    static TableRow Row(DbDataReader reader, int columns)
    {
        var cells = new object?[columns];
        for (var column = 0; column < columns; column++)
        {
            cells[column] = reader.IsDBNull(column + 1) ? null : reader.GetValue(column + 1);
        }

        return new TableRow(reader.GetInt32(0), cells);
    }

    internal static string? Key(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : CellText.Of(reader.GetValue(column));

    async Task<T> AskAsync<T>(DatasetVersion version, Func<TableSession, T> ask, CancellationToken cancel, SemaphoreSlim? turns = null, TimeSpan? longest = null)
    {
        turns ??= Turns;
        var path = await files.PathAsync(version.TableHash, cancel) ?? throw new FileNotFoundException($"The table {version.TableHash} of version {version.Id} is not stored.");
        await turns.WaitAsync(cancel);
        try
        {
            // The library waits inside native code: off the request's thread, stopped by an interrupt.
            return await Task.Run(() => Ask(path, ask, longest ?? LongestQuery, cancel), cancel);
        }
        finally
        {
            turns.Release();
        }
    }

    T Ask<T>(string path, Func<TableSession, T> ask, TimeSpan longest, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        stop.CancelAfter(longest);
        using var lease = pool.Take(path);
        using var session = new TableSession(lease.File, stop.Token);
        try
        {
            return ask(session);
        }
        catch (DuckDBException failure) when (stop.IsCancellationRequested)
        {
            cancel.ThrowIfCancellationRequested();
            throw new TableLimitException("table-query-too-slow", failure);
        }
        catch (DuckDBException failure) when (failure.Message.Contains("Out of Memory", StringComparison.OrdinalIgnoreCase))
        {
            throw new TableLimitException("table-query-too-large", failure);
        }
    }
}

/// <summary>The question was stopped at a limit of time or memory; the code is that of the refusal.</summary>
sealed class TableLimitException(string code, Exception cause) : Exception(code, cause)
{
    public string Code { get; } = code;
}
