namespace Muster.Tabular.Reading;

/// <summary>Names the first thing wrong with a row of separated text, in the order in which <see cref="PlainCsvReader"/> meets it: a row can break several limits at once.</summary>
/// <remarks>Asked only where a limit may be passed; no row of a sound file comes here.</remarks>
static class CsvLimits
{
    /// <summary>Looks at a row that does not end in the text there is.</summary>
    /// <param name="text">From the start of the row, quotes as in the file.</param>
    /// <param name="separator">The separator.</param>
    /// <param name="row">Number of the row.</param>
    /// <param name="options">Limits.</param>
    /// <param name="final">True where no more text follows: an open quote then stays open, and a row outside quotes has ended.</param>
    public static void CheckOpen(ReadOnlySpan<char> text, char separator, int row, ReadOptions options, bool final)
    {
        var limits = new Count(row, options);
        var isQuoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (character == '"' && !isQuoted && limits.IsAtStart)
            {
                isQuoted = limits.BeginQuoted();
            }
            else if (isQuoted && character == '"' && (at + 1 == text.Length || text[at + 1] != '"'))
            {
                isQuoted = false;
            }
            else if (!isQuoted && character == separator)
            {
                limits.EndCell();
            }
            else
            {
                at += isQuoted && character == '"' ? 1 : 0;
                limits.Add();
            }
        }

        if (final && isQuoted)
        {
            throw ReadProblems.OpenQuote(row);
        }

        if (final)
        {
            limits.EndCell();
        }
    }

    /// <summary>Looks at a row whose cells are known.</summary>
    /// <param name="starts">Start of each cell and one more, each one character behind the end of the cell before.</param>
    /// <param name="row">Number of the row.</param>
    /// <param name="options">Limits.</param>
    public static void CheckCells(ReadOnlySpan<int> starts, int row, ReadOptions options)
    {
        var limits = new Count(row, options);
        for (var cell = 0; cell + 1 < starts.Length; cell++)
        {
            limits.Add(starts[cell + 1] - 1 - starts[cell]);
            limits.EndCell();
        }
    }

    /// <summary>Counts as the plain reader does, and throws as it does.</summary>
    ref struct Count(int row, ReadOptions options)
    {
        int cells;
        int before;

        int cell;
        bool wasQuoted;

        /// <summary>True where nothing of the cell was read, no quotation mark either.</summary>
        public readonly bool IsAtStart => cell == 0 && !wasQuoted;

        public bool BeginQuoted() => wasQuoted = true;

        public void Add(int characters = 1)
        {
            cell += characters;
            var cellEndsFirst = before <= CsvParser.MaxRowCharacters - options.MaxCellCharacters;
            if (cell > options.MaxCellCharacters && cellEndsFirst)
            {
                throw ReadProblems.CellTooLong(row, cells + 1, options.MaxCellCharacters);
            }

            if (before + cell > CsvParser.MaxRowCharacters)
            {
                throw ReadProblems.RowTooLong(row, CsvParser.MaxRowCharacters);
            }
        }

        public void EndCell()
        {
            (before, cell, wasQuoted) = (before + cell, 0, false);
            if (++cells > options.MaxColumns)
            {
                throw ReadProblems.TooManyColumns(row, options.MaxColumns);
            }
        }
    }
}
