using System.Globalization;
using DuckDB.NET.Data;

namespace Muster.Server.Features.Tables;

/// <summary>Writes the SQL of a query: identifiers only <c>c{i}</c>, <c>v{i}</c>, <c>s{i}</c>, <c>row</c> and <c>file_row_number</c>, values only as parameters.</summary>
/// <param name="columns">Columns of the table.</param>
/// <param name="valuesLike">Gives the different values of a column that match a pattern, or null where there are too many to look at them one by one.</param>
sealed class TableSql(IReadOnlyList<StoredColumn> columns, Func<StoredColumn, string, IReadOnlyList<string>?>? valuesLike = null)
{
    const int MostFilters = 30;
    const int MostSorts = 8;
    const int MostValues = 500;
    const int LongestValue = 1000;

    readonly List<DuckDBParameter> parameters = [];

    public IReadOnlyList<DuckDBParameter> Parameters => parameters;

    /// <summary>The column, or a refusal.</summary>
    public StoredColumn Column(int index) => index >= 0 && index < columns.Count ? columns[index] : throw new TableQueryException("column-unknown", value: index.ToString(CultureInfo.InvariantCulture));

    /// <summary><c>WHERE …</c>, or empty.</summary>
    public string Where(IReadOnlyList<TableFilter> filters) => filters.Count switch
    {
        0 => "",
        > MostFilters => throw new TableQueryException("filter-too-long"),
        _ => " WHERE " + string.Join(" AND ", filters.Select(Condition)),
    };

    /// <summary><c>ORDER BY …</c>; reversed, the last page comes first and its rows from behind.</summary>
    public string OrderBy(IReadOnlyList<TableSort> sorts, bool reversed)
    {
        if (sorts.Count > MostSorts)
        {
            throw new TableQueryException("filter-too-long");
        }

        var keys = sorts.Select(sort => $"{Column(sort.Column).SortKey} {(sort.Descending ^ reversed ? "DESC" : "ASC")} NULLS {(reversed ? "FIRST" : "LAST")}");
        return " ORDER BY " + string.Join(", ", keys.Append(reversed ? "row DESC" : "row ASC"));
    }

    string Condition(TableFilter filter)
    {
        var column = Column(filter.Column);
        if (filter.Values.Count > MostValues || filter.Values.Any(value => value.Length > LongestValue))
        {
            throw new TableQueryException("filter-too-long", filter.Column);
        }

        return filter.Operator switch
        {
            TableOperator.Blank => $"{column.Cell} IS NULL",
            TableOperator.Filled => $"{column.Cell} IS NOT NULL",
            TableOperator.Contains => Matches(column, FoldPattern.Of(One(filter), fromStart: false)),
            TableOperator.Begins => Matches(column, FoldPattern.Of(One(filter), fromStart: true)),
            TableOperator.Equals => Same(column, One(filter)),
            TableOperator.Not => $"NOT ({Same(column, One(filter))})",
            TableOperator.Any => Any(column, filter.Values),
            TableOperator.Below or TableOperator.AtMost or TableOperator.Above or TableOperator.AtLeast => Compare(column, filter.Operator, One(filter)),
            _ => throw new TableQueryException("filter-unknown", filter.Column, filter.Operator.ToString()),
        };
    }

    /// <summary>Words are held against the different values where these are few, and rows are then found by value.</summary>
    string Matches(StoredColumn column, string pattern) => valuesLike?.Invoke(column, pattern) switch
    {
        null => $"regexp_matches({column.Text}, {Parameter(pattern)})",
        [] => "FALSE",
        { Count: > MostValues } => $"regexp_matches({column.Text}, {Parameter(pattern)})",
        { } values => $"{column.Cell} IN ({string.Join(", ", values.Select(Parameter))})",
    };

    string Any(StoredColumn column, IReadOnlyList<string> values) => values.Count == 0
        ? throw new TableQueryException("filter-value", column.Index, "")
        : column.IsTyped
            ? $"{column.Cell} IN ({string.Join(", ", values.Select(value => Parameter(Number(column, value))))})"
            : $"{column.Cell} IN ({string.Join(", ", values.Select(Parameter))})";

    /// <summary>A number equals however it is written (1,234 and 1234); a day equals each time on it; else the text as typed.</summary>
    string Same(StoredColumn column, string value) => column.Value switch
    {
        StoredValue.Number when TryNumber(value, out var number) => $"{column.Comparable} = {Parameter(number)}",
        StoredValue.Number when column.IsTyped => throw new TableQueryException("filter-value", column.Index, value),
        StoredValue.Date when TryDay(value, out var day) => $"({column.Comparable} >= {Parameter(day)} AND {column.Comparable} < {Parameter(day.AddDays(1))})",
        _ => $"{column.Cell} = {Parameter(value)}",
    };

    string Compare(StoredColumn column, TableOperator comparison, string value)
    {
        var sign = comparison switch { TableOperator.Below => "<", TableOperator.AtMost => "<=", TableOperator.Above => ">", _ => ">=" };
        return column.Value switch
        {
            StoredValue.Number => $"{column.Comparable} {sign} {Parameter(Number(column, value))}",
            StoredValue.Date when TryDay(value, out var day) => comparison switch
            {
                // A day stands for all its hours.
                TableOperator.AtMost => $"{column.Comparable} < {Parameter(day.AddDays(1))}",
                TableOperator.Above => $"{column.Comparable} >= {Parameter(day.AddDays(1))}",
                _ => $"{column.Comparable} {sign} {Parameter(day)}",
            },
            StoredValue.Date => throw new TableQueryException("filter-value", column.Index, value),
            _ => throw new TableQueryException("filter-no-order", column.Index, value),
        };
    }

    static string One(TableFilter filter) => filter.Values is [var value] && value.Length > 0 ? value : throw new TableQueryException("filter-value", filter.Column, "");

    static double Number(StoredColumn column, string value) => TryNumber(value, out var number) ? number : throw new TableQueryException("filter-value", column.Index, value);

    static bool TryNumber(string value, out double number) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    static bool TryDay(string value, out DateTime day) => DateTime.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>Takes a value and returns what stands for it.</summary>
    public string Parameter(object value)
    {
        var name = $"p{parameters.Count}";
        parameters.Add(new DuckDBParameter(name, value));
        return "$" + name;
    }
}
