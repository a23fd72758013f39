using System.Text.RegularExpressions;

namespace Muster.Tabular.Detecting;

/// <summary>Rows of a sheet by what they are, as numbers from 1.</summary>
sealed record TableLayout(IReadOnlyList<int> HeaderRows, IReadOnlyList<int> TagRows, int FirstDataRow);

/// <summary>Finds header, tags and data among titles, blank rows and merged headings.</summary>
static partial class TableFinder
{
    const int RowsJudged = 30;

    /// <summary>The layout, or null where no row looks like part of a table.</summary>
    public static TableLayout? Find(Preview preview)
    {
        var rows = preview.Filled;
        if (rows.FirstOrDefault(row => row.Number <= TagRow.SearchedRows && TagRow.Is(row)) is { } tags)
        {
            return AroundTags(preview, tags);
        }

        var width = TypicalWidth(rows);
        var first = rows.Select((row, index) => (row, index)).Where(item => item.row.Filled.Count * 2 >= width).Select(item => item.index).FirstOrDefault(-1);
        if (first < 0 || LooksLikeNotes(rows, width))
        {
            return null;
        }

        if (!IsHeader(rows, first))
        {
            return new TableLayout([], [], rows[first].Number);
        }

        var last = LastHeader(rows, first);
        return WithHeader(preview, rows[last].Number, rows[first].Number);
    }

    /// <summary>The layout below a header row that a person chose; 0 = the table has none.</summary>
    public static TableLayout FindBelow(Preview preview, int headerRow)
    {
        if (headerRow > 0)
        {
            return WithHeader(preview, headerRow, headerRow);
        }

        var first = preview.Filled[0].Number;
        return new TableLayout([], [], first);
    }

    static TableLayout AroundTags(Preview preview, PreviewRow tags)
    {
        var tagRows = new List<int> { tags.Number };
        var next = tags.Number + 1;
        while (preview[next] is { } row && TagRow.Is(row))
        {
            tagRows.Add(next++);
        }

        var header = preview[tags.Number - 1];
        List<int> headers = header is null ? [] : [.. HeadingsAbove(preview, header), header.Number];
        if (header is not null && preview[next] is { } below && Repeats(header, below))
        {
            headers.Add(next++);
        }

        return new TableLayout(headers, tagRows, next);
    }

    static TableLayout WithHeader(Preview preview, int lastHeader, int firstHeader)
    {
        var headers = new List<int>();
        if (preview[firstHeader] is { } top)
        {
            headers.AddRange(HeadingsAbove(preview, top));
        }

        headers.AddRange(Enumerable.Range(firstHeader, lastHeader - firstHeader + 1).Where(number => number == lastHeader || preview[number] is not null));
        var tags = new List<int>();
        var next = lastHeader + 1;
        while (preview[next] is { } row && TagRow.Is(row))
        {
            tags.Add(next++);
        }

        if (preview[lastHeader] is { } header && preview[next] is { } below && Repeats(header, below))
        {
            headers.Add(next++);
        }

        return new TableLayout(headers, tags, next);
    }

    /// <summary>Group headings right above a header row: at least two, with room to their right, none of them a figure.</summary>
    static List<int> HeadingsAbove(Preview preview, PreviewRow header)
    {
        var headings = new List<int>();
        for (var number = header.Number - 1; preview[number] is { } row; number--)
        {
            var spread = row.Filled.Any(column => !row.IsFilled(column + 1) && header.IsFilled(column + 1));
            if (row.Filled.Count < 2 || !spread || TagRow.Is(row) || row.Filled.Any(column => row.IsFigure(column) && !row.IsYear(column)) || row.Filled.Any(column => row[column].Length > 80))
            {
                break;
            }

            headings.Insert(0, number);
        }

        return headings;
    }

    // The width that rows of the table have; a few longer rows do not make it, nor do titles above.
    static int TypicalWidth(IReadOnlyList<PreviewRow> rows)
    {
        var widths = rows.Select(row => row.Filled.Count).Order().ToList();
        return Math.Max(1, widths[(widths.Count - 1) * 9 / 10]);
    }

    static bool LooksLikeNotes(IReadOnlyList<PreviewRow> rows, int width) =>
        width == 1 && rows.Average(row => row.Filled.Average(column => row[column].Split(' ').Length)) > 5;

    /// <summary>Labels: words rather than figures (years may head columns), each short, and not in the shape of the codes below.</summary>
    static bool IsHeader(IReadOnlyList<PreviewRow> rows, int index)
    {
        var row = rows[index];
        var figures = row.Filled.Count(column => row.IsFigure(column) && !row.IsYear(column));
        return figures * 10 <= row.Filled.Count * 3 && !row.Filled.All(row.IsYear) && !SharesCodeShape(rows, index);
    }

    static bool SharesCodeShape(IReadOnlyList<PreviewRow> rows, int index)
    {
        var below = rows.Skip(index + 1).Take(RowsJudged).ToList();
        var (coded, same) = (0, 0);
        foreach (var column in rows[index].Filled)
        {
            var shapes = below.Where(row => row.IsWorded(column) && row[column].Any(char.IsDigit)).GroupBy(row => Shape(row[column])).ToList();
            if (below.Count < 2 || shapes.Sum(group => group.Count()) * 5 < below.Count * 4)
            {
                continue;
            }

            coded++;
            same += shapes.Any(group => group.Key == Shape(rows[index][column])) ? 1 : 0;
        }

        return coded > 0 && same * 2 > coded;
    }

    static string Shape(string text) => Letters().Replace(Digits().Replace(text.Trim(), "9"), "A");

    /// <summary>Goes down while a row still labels columns that hold figures further down.</summary>
    static int LastHeader(IReadOnlyList<PreviewRow> rows, int first)
    {
        var last = first;
        while (last + 2 < rows.Count && last - first < 4 && rows[last + 1].Number == rows[last].Number + 1 && StillLabels(rows, last + 1))
        {
            last++;
        }

        return last;
    }

    static bool StillLabels(IReadOnlyList<PreviewRow> rows, int index)
    {
        var row = rows[index];
        if (TagRow.Is(row) || row.Filled.Any(column => row.IsFigure(column) && !row.IsYear(column)))
        {
            return false;
        }

        var below = rows.Skip(index + 1).Take(RowsJudged).ToList();
        if (row.Filled.Any(column => IsCodeLikeThoseBelow(row, below, column)))
        {
            return false;
        }

        var figureColumns = Enumerable.Range(0, rows[index - 1].LastFilled + 1).Where(column => IsFigureColumn(below, column)).ToList();
        var labelled = figureColumns.Count(row.IsWorded);
        return figureColumns.Count > 0 && labelled * 2 > figureColumns.Count;
    }

    /// <summary>Letters and figures in the very shape of every cell below: a code among codes, and no label of them.</summary>
    static bool IsCodeLikeThoseBelow(PreviewRow row, List<PreviewRow> below, int column) =>
        row.IsWorded(column) && row[column].Any(char.IsDigit) && below.Any(other => other.IsFilled(column)) && below.Where(other => other.IsFilled(column)).All(other => Shape(other[column]) == Shape(row[column]));

    static bool IsFigureColumn(List<PreviewRow> rows, int column)
    {
        var filled = rows.Count(row => row.IsFilled(column));
        return filled > 0 && rows.Count(row => row.IsFigure(column)) * 10 >= filled * 7;
    }

    static bool Repeats(PreviewRow header, PreviewRow row) =>
        row.Filled.Count > 1 && row.Filled.Count(column => string.Equals(header[column].Trim(), row[column].Trim(), StringComparison.OrdinalIgnoreCase)) * 5 >= header.Filled.Count * 4;

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"\p{L}+", RegexOptions.CultureInvariant)]
    private static partial Regex Letters();
}
