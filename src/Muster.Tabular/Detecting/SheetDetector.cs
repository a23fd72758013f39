using Muster.Tabular.Reading;

namespace Muster.Tabular.Detecting;

/// <summary>Finds the table in a sheet from its first rows.</summary>
public static class SheetDetector
{
    /// <summary>The sheet proposed: visible, with the most cells that look like a table of places and figures.</summary>
    public static int ProposeSheet(TableSource source)
    {
        if (source.Sheets.Count == 1)
        {
            return 0;
        }

        var visible = source.Sheets.Where(sheet => !sheet.IsHidden).ToList();
        return (visible.Count > 0 ? visible : source.Sheets).MaxBy(sheet => SheetScore.Of(Preview.Read(source, sheet.Index)))!.Index;
    }

    /// <summary>Finds header rows, tag rows and columns.</summary>
    /// <param name="source">The opened file.</param>
    /// <param name="sheetIndex">Which sheet; null takes <see cref="ProposeSheet"/>.</param>
    /// <param name="headerRow">Number of the last header row where a person chose it; 0 says there is none.</param>
    /// <param name="firstHeaderRow">Number of the first header row where a person chose it: the rows from it to the last are joined.</param>
    /// <param name="tagRow">Number of the row with HXL tags where a person chose it; 0 says there is none.</param>
    /// <exception cref="UnreadableException"><c>sheet-empty</c>, <c>not-a-table</c>.</exception>
    public static Sheet Detect(TableSource source, int? sheetIndex = null, int? headerRow = null, int? firstHeaderRow = null, int? tagRow = null)
    {
        var index = sheetIndex ?? ProposeSheet(source);
        var preview = Preview.Read(source, index);
        var name = source.Sheets[index].Name;
        if (preview.Filled.Count == 0)
        {
            throw ReadProblems.SheetEmpty(name);
        }

        var layout = headerRow is { } chosen ? TableFinder.FindBelow(preview, chosen) : TableFinder.Find(preview);
        return layout is null ? throw ReadProblems.NoTable(name) : ToSheet(index, name, preview, Choose(layout, preview, firstHeaderRow, tagRow));
    }

    /// <summary>The layout with what a person chose of it.</summary>
    static TableLayout Choose(TableLayout layout, Preview preview, int? firstHeaderRow, int? tagRow)
    {
        if (firstHeaderRow is null && tagRow is null)
        {
            return layout;
        }

        IReadOnlyList<int> headers = firstHeaderRow is { } first && layout.HeaderRows is [.., var last] && first <= last
            ? [.. Enumerable.Range(first, last - first + 1).Where(number => preview[number] is not null)]
            : layout.HeaderRows;
        IReadOnlyList<int> tags = tagRow switch { null => layout.TagRows, 0 => [], { } row => [row] };
        return headers.Count + tags.Count == 0 ? layout with { TagRows = [] } : new TableLayout(headers, tags, headers.Concat(tags).Max() + 1);
    }

    static Sheet ToSheet(int index, string name, Preview preview, TableLayout layout)
    {
        var headers = HeaderText.Join(preview, layout.HeaderRows);
        var tags = layout.TagRows.Count > 0 ? preview[layout.TagRows[0]] : null;
        var width = Math.Max(headers.Count, preview.Filled.Where(row => row.Number >= layout.FirstDataRow || layout.TagRows.Contains(row.Number)).Select(row => row.LastFilled + 1).DefaultIfEmpty(0).Max());
        var columns = Enumerable.Range(0, width)
            .Select(column => new SheetColumn(column, column < headers.Count ? headers[column] : "", tags is null ? null : NullIfBlank(tags[column])))
            .ToList();
        return new Sheet(index, name, layout.HeaderRows, layout.TagRows, layout.FirstDataRow, columns);
    }

    static string? NullIfBlank(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
