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
            yield return style is HeaderStyle.CodClassic or HeaderStyle.CodNewest ? Schema(columns, style) : [.. columns.Select(column => column.Column.Header)];
        }

        if (style == HeaderStyle.Hxl)
        {
            yield return [.. columns.Select(column => column.Column.Tag ?? HeaderNames.Write(column.Meaning, HeaderStyle.Hxl) ?? "")];
        }
    }

    /// <summary>Headers of a schema. A column that it has no word for keeps its own; further languages of one name are numbered as the newest schema does.</summary>
    static List<string> Schema(IReadOnlyList<ColumnMeaning> columns, HeaderStyle style)
    {
        var headers = new List<string>();
        foreach (var column in columns)
        {
            var header = HeaderNames.Write(column.Meaning, style);
            var number = 0;
            while (header is not null && headers.Contains(number == 0 ? header : $"{header}{number}"))
            {
                number++;
            }

            var isNumbered = number > 0 && style == HeaderStyle.CodNewest && column.Meaning.Concept == Concept.PlaceName;
            headers.Add(header is null || (number > 0 && !isNumbered) ? column.Column.Header : isNumbered ? $"{header}{number}" : header);
        }

        return headers;
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
