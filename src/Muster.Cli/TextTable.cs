namespace Muster.Cli;

/// <summary>Rows for a person's eye: columns under each other, long cells cut.</summary>
static class TextTable
{
    const int WidestCell = 60;

    /// <summary>Writes a heading and rows.</summary>
    public static void Write(TextWriter words, IReadOnlyList<string> heading, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = new int[heading.Count];
        for (var column = 0; column < heading.Count; column++)
        {
            widths[column] = Math.Min(WidestCell, rows.Select(row => row[column].Length).Append(heading[column].Length).Max());
        }

        WriteRow(words, heading, widths);
        foreach (var row in rows)
        {
            WriteRow(words, row, widths);
        }
    }

    static void WriteRow(TextWriter words, IReadOnlyList<string> cells, int[] widths)
    {
        var line = string.Join("  ", cells.Select((cell, column) => Fit(cell, widths[column])));
        words.WriteLine(line.TrimEnd());
    }

    /// <summary>On one line, and without signs that would steer a terminal.</summary>
    static string Fit(string cell, int width)
    {
        var clean = string.Concat(cell.Select(letter => char.IsControl(letter) ? ' ' : letter));
        return clean.Length > width ? clean[..(width - 1)] + "…" : clean.PadRight(width);
    }
}
