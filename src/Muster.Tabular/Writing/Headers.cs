using System.Globalization;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Writing;

/// <summary>The rows above the data in a chosen style.</summary>
static class Headers
{
    /// <summary>One header row where any column has a header, and a tag row for <see cref="HeaderStyle.Hxl"/>.</summary>
    public static IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<ColumnMeaning> columns, HeaderStyle style)
    {
        if (columns.Any(column => column.Column.Header.Length > 0))
        {
            yield return [.. columns.Select(column => column.Column.Header)];
        }

        if (style == HeaderStyle.Hxl)
        {
            yield return [.. columns.Select(column => column.Column.Tag ?? "")];
        }
    }

    /// <summary>One name for each column, none empty and none twice: what a JSON object needs.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<ColumnMeaning> columns, HeaderStyle style)
    {
        var headers = Rows(columns, style).FirstOrDefault() ?? [];
        var names = new List<string>();
        for (var index = 0; index < columns.Count; index++)
        {
            var header = index < headers.Count ? headers[index] : "";
            header = header.Length > 0 ? header : columns[index].Column.Tag ?? string.Create(CultureInfo.InvariantCulture, $"column_{index + 1}");
            var name = header;
            for (var copy = 2; names.Contains(name); copy++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{header}_{copy}");
            }

            names.Add(name);
        }

        return names;
    }
}
