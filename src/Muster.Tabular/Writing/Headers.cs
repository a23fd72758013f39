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
}
