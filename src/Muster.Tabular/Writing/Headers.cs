using System.Globalization;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Writing;

/// <summary>The rows above the data in a chosen style.</summary>
static class Headers
{
    /// <summary>One header row where any column has a header, and a tag row for <see cref="HeaderStyle.Hxl"/>: a tag that the file brought stays as it was.</summary>
    public static IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<ColumnMeaning> columns, HeaderStyle style)
    {
        var isTagged = style == HeaderStyle.Hxl;
        var names = Written(columns, isTagged ? HeaderStyle.AsRead : style);
        if (names.Any(name => name.Length > 0))
        {
            yield return names;
        }

        if (isTagged)
        {
            yield return [.. columns.Select(column => column.Column.Tag ?? HeaderNames.Write(column.Meaning, style) ?? "")];
        }
    }

    // Two columns of one meaning would get one name: the second keeps its own, so that nobody takes one for the other.
    static List<string> Written(IReadOnlyList<ColumnMeaning> columns, HeaderStyle style)
    {
        var names = new List<string>();
        foreach (var column in columns)
        {
            var name = HeaderNames.Write(column.Meaning, style);
            names.Add(name is null || names.Contains(name) ? column.Column.Header : name);
        }

        return names;
    }

    /// <summary>One name for each column, none empty and none twice: what a JSON object needs.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<ColumnMeaning> columns, HeaderStyle style) =>
        Distinct(columns, Rows(columns, style).FirstOrDefault() ?? [], StringComparer.Ordinal);

    /// <summary>One name for each column of a form that has room for one row of names only: for <see cref="HeaderStyle.Hxl"/> the tag, where there is one.</summary>
    /// <param name="columns">What the columns mean.</param>
    /// <param name="style">Style of the names.</param>
    /// <param name="comparer">Says which names are the same in that form.</param>
    /// <param name="taken">Names that the form needs itself.</param>
    public static IReadOnlyList<string> SingleNames(IReadOnlyList<ColumnMeaning> columns, HeaderStyle style, StringComparer comparer, params IReadOnlyList<string> taken)
    {
        var rows = Rows(columns, style).ToList();
        var names = style == HeaderStyle.Hxl ? columns.Select((_, index) => rows[^1][index].Length > 0 ? rows[^1][index] : rows[0][index]).ToList() : rows.FirstOrDefault() ?? [];
        return Distinct(columns, names, comparer, taken);
    }

    static List<string> Distinct(IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<string> headers, StringComparer comparer, params IReadOnlyList<string> taken)
    {
        var names = new List<string>();
        for (var index = 0; index < columns.Count; index++)
        {
            var header = index < headers.Count ? headers[index] : "";
            header = header.Length > 0 ? header : columns[index].Column.Tag ?? string.Create(CultureInfo.InvariantCulture, $"column_{index + 1}");
            var name = header;
            for (var copy = 2; names.Contains(name, comparer) || taken.Contains(name, comparer); copy++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{header}_{copy}");
            }

            names.Add(name);
        }

        return names;
    }
}
