namespace Muster.Tabular.Detecting;

/// <summary>Makes one header of several rows.</summary>
static class HeaderText
{
    /// <summary>Headers by column, up to the last that is not empty: parts from top to bottom joined by " / ".</summary>
    public static IReadOnlyList<string> Join(Preview preview, IReadOnlyList<int> headerRows)
    {
        var rows = headerRows.Select(number => preview[number]).OfType<PreviewRow>().ToList();
        if (rows.Count == 0)
        {
            return [];
        }

        var width = rows.Max(row => row.LastFilled) + 1;
        var parts = rows.Select((row, index) => index + 1 < rows.Count ? Spread(row, rows[index + 1], width) : Plain(row, width)).ToList();
        return [.. Enumerable.Range(0, width).Select(column => JoinParts(parts.Select(part => part[column])))];
    }

    static string[] Plain(PreviewRow row, int width) => [.. Enumerable.Range(0, width).Select(column => Clean(row[column]))];

    /// <summary>A heading merged over several columns stands in the first of them: it holds for those to its right that have a label below.</summary>
    static string[] Spread(PreviewRow row, PreviewRow below, int width)
    {
        var parts = Plain(row, width);
        for (var column = 1; column < width; column++)
        {
            if (parts[column].Length == 0 && below.IsFilled(column) && below.IsFilled(column - 1))
            {
                parts[column] = parts[column - 1];
            }
        }

        return parts;
    }

    static string JoinParts(IEnumerable<string> parts)
    {
        var distinct = new List<string>();
        foreach (var part in parts)
        {
            if (part.Length > 0 && !distinct.Contains(part, StringComparer.OrdinalIgnoreCase))
            {
                distinct.Add(part);
            }
        }

        return string.Join(" / ", distinct);
    }

    static string Clean(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
