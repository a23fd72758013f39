using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Catalogue;

/// <summary>What an address asks of a table: <c>?filter=ADM1_EN:contains:sud&amp;sort=-T_TL&amp;columns=c0&amp;columns=c3&amp;page=2</c>. A column is named <c>c{i}</c> or by its header.</summary>
public sealed record TableView
{
    /// <summary>Sizes of a page that people choose from.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [50, 100, 250, 500];

    /// <summary>Conditions, all of which must hold.</summary>
    public IReadOnlyList<TableFilter> Filters { get; init; } = [];

    public IReadOnlyList<TableSort> Sorts { get; init; } = [];

    /// <summary>Columns chosen; null = all.</summary>
    public IReadOnlyList<int>? Columns { get; init; }

    /// <summary>From 1.</summary>
    public long Page { get; init; } = 1;

    /// <summary>Rows a page.</summary>
    public int Size { get; init; } = Sizes[0];

    /// <summary>Column whose distinct values are shown, or null.</summary>
    public int? Facet { get; init; }

    internal TableQuery Query => new() { Columns = Columns, Filters = Filters, Sorts = Sorts, Offset = (Page - 1) * Size, Limit = Size };

    /// <summary>Reads an address; a form's fields <c>column</c>, <c>op</c>, <c>value</c> add one more filter.</summary>
    /// <exception cref="TableQueryException">A part that means nothing.</exception>
    internal static TableView Parse(IQueryCollection query, IReadOnlyList<TableColumn> columns)
    {
        var filters = query["filter"].Where(text => !string.IsNullOrEmpty(text)).Select(text => ParseFilter(text!, columns)).ToList();
        if (query["op"].ToString() is { Length: > 0 } comparison && query["column"].ToString() is { Length: > 0 } column)
        {
            var value = query["value"].ToString().Trim();
            if (value.Length > 0 || comparison is "blank" or "filled")
            {
                filters.Add(Filter(column, comparison, value, columns));
            }
        }

        return new TableView
        {
            Filters = filters,
            Sorts = [.. query["sort"].Where(text => !string.IsNullOrEmpty(text)).Select(text => text!.StartsWith('-') ? new TableSort(IndexOf(text[1..], columns), true) : new TableSort(IndexOf(text, columns), false))],
            Columns = Chosen(query, columns),
            Page = Number(query, "page") is { } page and > 0 ? page : 1,
            Size = Number(query, "size") is { } size && Sizes.Contains((int)Math.Min(size, int.MaxValue)) ? (int)size : Sizes[0],
            Facet = query["values"].ToString() is { Length: > 0 } facet ? IndexOf(facet, columns) : null,
        };
    }

    /// <summary>The address of this view below a path; the first page and the plain size are left out.</summary>
    public string Address(string path) => QueryHelpers.AddQueryString(path, Parts(withPaging: true));

    /// <summary>The same rows elsewhere: filters and, where asked for, columns.</summary>
    public string FilterAddress(string path) => QueryHelpers.AddQueryString(path, Parts(withPaging: false).Where(part => part.Key is "filter" or "columns"));

    /// <summary>The view as fields of a form.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Parts(bool withPaging)
    {
        foreach (var filter in Filters)
        {
            yield return new("filter", Text(filter));
        }

        foreach (var sort in Sorts)
        {
            yield return new("sort", $"{(sort.Descending ? "-" : "")}c{sort.Column}");
        }

        foreach (var column in Columns ?? [])
        {
            yield return new("columns", $"c{column}");
        }

        if (Size != Sizes[0])
        {
            yield return new("size", Size.ToString(CultureInfo.InvariantCulture));
        }

        if (withPaging && Facet is { } facet)
        {
            yield return new("values", $"c{facet}");
        }

        if (withPaging && Page > 1)
        {
            yield return new("page", Page.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The view after one more condition, from its first page.</summary>
    public TableView Where(TableFilter filter) => this with { Filters = [.. Filters, filter], Page = 1, Facet = null };

    /// <summary>The view without a condition.</summary>
    public TableView Without(TableFilter filter) => this with { Filters = [.. Filters.Where(other => other != filter)], Page = 1 };

    /// <summary>A click on a header: up, then down, then as in the source.</summary>
    public TableView SortedBy(int column) => this with
    {
        Page = 1,
        Sorts = Sorts is [var only] && only.Column == column ? only.Descending ? [] : [new TableSort(column, true)] : [new TableSort(column, false)],
    };

    /// <summary>Word of a comparison in addresses.</summary>
    public static string Word(TableOperator comparison) => comparison.ToString().ToLowerInvariant();

    static string Text(TableFilter filter) => $"c{filter.Column}:{Word(filter.Operator)}:{string.Join('|', filter.Values.Select(value => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)))}".TrimEnd(':');

    /// <summary>The column's name ends at the last colon before a comparison, as a header may hold colons itself.</summary>
    static TableFilter ParseFilter(string text, IReadOnlyList<TableColumn> columns)
    {
        for (var colon = text.IndexOf(':', StringComparison.Ordinal); colon >= 0; colon = text.IndexOf(':', colon + 1))
        {
            var rest = text[(colon + 1)..];
            var end = rest.IndexOf(':', StringComparison.Ordinal);
            var word = end < 0 ? rest : rest[..end];
            if (Enum.GetValues<TableOperator>().Any(known => Word(known) == word))
            {
                return Filter(text[..colon], word, end < 0 ? "" : rest[(end + 1)..], columns);
            }
        }

        throw new TableQueryException("filter-unknown", value: text);
    }

    static TableFilter Filter(string column, string word, string value, IReadOnlyList<TableColumn> columns)
    {
        var comparison = Enum.GetValues<TableOperator>().Where(known => Word(known) == word).Cast<TableOperator?>().SingleOrDefault() ?? throw new TableQueryException("filter-unknown", value: word);
        IReadOnlyList<string> values = comparison switch
        {
            TableOperator.Blank or TableOperator.Filled => [],
            _ when Split(value) is var parts && (comparison == TableOperator.Any || parts.Count == 1) => parts,
            // A bar is a letter like any other where one value is asked for.
            _ => [value],
        };
        return new TableFilter(IndexOf(column, columns), comparison, values);
    }

    static List<string> Split(string value)
    {
        var parts = new List<string>();
        var part = new System.Text.StringBuilder();
        for (var index = 0; index < value.Length; index++)
        {
            if (value[index] == '|')
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else if (value[index] == '\\' && index + 1 < value.Length && value[index + 1] is '|' or '\\')
            {
                part.Append(value[++index]);
            }
            else
            {
                part.Append(value[index]);
            }
        }

        parts.Add(part.ToString());
        return parts;
    }

    /// <summary>Index of the column with this name (<c>c{i}</c> or header).</summary>
    internal static int IndexOf(string name, IReadOnlyList<TableColumn> columns)
    {
        if (name.Length > 1 && name[0] == 'c' && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < columns.Count)
        {
            return index;
        }

        return columns.FirstOrDefault(column => string.Equals(column.Header, name, StringComparison.OrdinalIgnoreCase))?.Index ?? throw new TableQueryException("column-unknown", value: name);
    }

    static List<int>? Chosen(IQueryCollection query, IReadOnlyList<TableColumn> columns)
    {
        var chosen = query["columns"].SelectMany(text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(name => IndexOf(name, columns)).Distinct().ToList();
        return chosen.Count == 0 || chosen.Count == columns.Count ? null : chosen;
    }

    static long? Number(IQueryCollection query, string name) => long.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1L << 40 ? number : null;
}
