namespace Muster.Cli;

/// <summary>One line of CSV (RFC 4180 quoting, LF).</summary>
static class Csv
{
    /// <summary>Writes a row.</summary>
    public static void WriteRow(TextWriter output, params ReadOnlySpan<string?> cells)
    {
        for (var at = 0; at < cells.Length; at++)
        {
            if (at > 0)
            {
                output.Write(',');
            }

            WriteCell(output, cells[at]);
        }

        output.Write('\n');
    }

    /// <summary>Writes a cell, quoted where it must be.</summary>
    public static void WriteCell(TextWriter output, ReadOnlySpan<char> cell)
    {
        if (cell.IndexOfAny(",\"\r\n") < 0)
        {
            output.Write(cell);
            return;
        }

        output.Write('"');
        foreach (var letter in cell)
        {
            if (letter == '"')
            {
                output.Write('"');
            }

            output.Write(letter);
        }

        output.Write('"');
    }
}
