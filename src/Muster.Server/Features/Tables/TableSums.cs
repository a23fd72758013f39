using System.Data.Common;
using System.Globalization;
using System.Numerics;

namespace Muster.Server.Features.Tables;

/// <summary>Sums that are honest about decimals: columns of up to six decimals are added digit for digit, others as floating point with a corrected sum, and the answer says which.</summary>
static class TableSums
{
    /// <summary>Most groups of one answer: more than any country has units.</summary>
    public const int MostGroups = 200_000;

    const int MostDecimals = 6;
    const int MostColumns = 200;

    // Up to here a double still holds six decimals exactly enough to be rounded back to them.
    const double LargestExact = 1e9;

    public static IReadOnlyList<GroupSums> Read(TableSession session, IReadOnlyList<int> keyColumns, IReadOnlyList<int> valueColumns, IReadOnlyList<TableFilter> filters)
    {
        if (valueColumns.Count > MostColumns || keyColumns.Count > 4)
        {
            throw new TableQueryException("filter-too-long");
        }

        var sql = session.Sql();
        var keys = keyColumns.Select(column => sql.Column(column).Cell).ToList();
        var decimals = Decimals(session, valueColumns);
        var sums = valueColumns.Select((column, index) => $"{SumOf(sql.Column(column), decimals[index])}, {CountOf(sql.Column(column))}");
        var group = keys.Count == 0 ? "" : $" GROUP BY {string.Join(", ", keys)} ORDER BY {string.Join(", ", keys.Select(key => key + " NULLS LAST"))}";
        var select = string.Join(", ", [.. keys, "count(*)", .. sums]);
        return session.Read($"SELECT {select} FROM t{sql.Where(filters)}{group} LIMIT {MostGroups}", sql, reader => Group(reader, keys.Count, valueColumns, decimals));
    }

    static string SumOf(StoredColumn column, int? decimals) => (column.Value, decimals) switch
    {
        (not StoredValue.Number, _) => "NULL",
        (_, null) => $"fsum({column.Comparable})",
        (_, 0) => $"sum(CAST({column.Comparable} AS HUGEINT))",
        (_, var places) => $"sum(CAST({column.Comparable} AS DECIMAL(38, {places})))",
    };

    static string CountOf(StoredColumn column) => column.Value == StoredValue.Number ? $"count({column.Comparable})" : "0";

    static GroupSums Group(DbDataReader reader, int keys, IReadOnlyList<int> columns, IReadOnlyList<int?> decimals)
    {
        var rows = reader.GetInt64(keys);
        var sums = new ColumnSum[columns.Count];
        for (var index = 0; index < sums.Length; index++)
        {
            var at = keys + 1 + 2 * index;
            var filled = Convert.ToInt64(reader.GetValue(at + 1), CultureInfo.InvariantCulture);
            sums[index] = new ColumnSum(columns[index], filled == 0 ? null : Total(reader.GetValue(at)), filled, rows - filled, decimals[index] is not null);
        }

        return new GroupSums([.. Enumerable.Range(0, keys).Select(key => TableStore.Key(reader, key))], rows, sums);
    }

    static decimal Total(object sum) => sum switch
    {
        BigInteger whole => (decimal)whole,
        double real => Math.Abs(real) < 7e27 ? (decimal)real : throw new OverflowException("The sum is larger than a decimal holds."),
        _ => Convert.ToDecimal(sum, CultureInfo.InvariantCulture),
    };

    /// <summary>Decimals in use in each column, over the whole table; null where they are too many or the numbers too large to be exact.</summary>
    static IReadOnlyList<int?> Decimals(TableSession session, IReadOnlyList<int> columns)
    {
        var answer = columns.Select(column => session.File.TryCount("decimals " + column, out var known) ? (long?)known : null).ToArray();
        var asked = Enumerable.Range(0, answer.Length).Where(index => answer[index] is null).ToList();
        if (asked.Count > 0)
        {
            var sql = session.Sql();
            var select = string.Join(", ", asked.Select(index => DecimalsOf(sql.Column(columns[index]))));
            var found = session.Read($"SELECT {select} FROM t", sql, reader => asked.Select((_, at) => Convert.ToInt64(reader.GetValue(at), CultureInfo.InvariantCulture)).ToList()).Single();
            foreach (var (index, value) in asked.Zip(found))
            {
                answer[index] = value;
                session.File.KeepCount("decimals " + columns[index], value);
            }
        }

        return [.. answer.Select(value => value > MostDecimals ? null : (int?)value)];
    }

    static string DecimalsOf(StoredColumn column)
    {
        if (column.Value != StoredValue.Number)
        {
            return "0";
        }

        var value = column.Comparable;
        var cases = string.Concat(Enumerable.Range(1, MostDecimals).Select(places => $" WHEN {value} = round({value}, {places}) THEN {places}"));
        return $"coalesce(max(CASE WHEN {value} IS NULL THEN 0 WHEN {value} = round({value}, 0) AND abs({value}) < 1e15 THEN 0 WHEN abs({value}) > {LargestExact.ToString("F0", CultureInfo.InvariantCulture)} THEN 99{cases} ELSE 99 END), 0)";
    }
}
