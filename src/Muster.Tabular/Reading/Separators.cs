using System.Text;

namespace Muster.Tabular.Reading;

/// <summary>Tells the separator of a text from its first rows, and whether they are a table at all.</summary>
static class Separators
{
    const int SampleCharacters = 1 << 17;
    const int SampleRows = 200;

    // In the order in which they win where two fit equally well; the second line only where none of the first makes columns.
    static readonly char[] Usual = ['\t', ';', '|', ','];
    static readonly char[] Rare = ['\u001f', '\u0001', '^', '~', '¦', '§', ':', '#'];

    /// <summary>What one separator makes of the sample.</summary>
    /// <param name="Separator">The separator.</param>
    /// <param name="Columns">The number of fields that most rows have.</param>
    /// <param name="Share">Share of the filled rows with that number.</param>
    /// <param name="Words">Words in a filled field, in the middle.</param>
    /// <param name="Rows">Filled rows.</param>
    sealed record Fit(char Separator, int Columns, double Share, double Words, int Rows)
    {
        public double Score => Columns < 2 ? 0 : Share * (1 - 1.0 / Columns);
    }

    /// <summary>The separator that gives the most rows with one number of fields.</summary>
    /// <exception cref="UnreadableException"><c>file-not-table</c> where the text is prose.</exception>
    public static char Detect(Stream stream, Encoding encoding, ReadOptions options)
    {
        var sample = Sample(stream, encoding);
        if (sample.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && sample.Length > 5 && sample[5] is '\r' or '\n')
        {
            return sample[4];
        }

        var best = Best(Usual, sample, options);
        if (best.Columns < 2 && Best(Rare, sample, options) is { Columns: >= 2, Share: > 0.8, Rows: > 1 } rare)
        {
            best = rare;
        }

        return LooksLikeProse(best) || HoldsProse(sample, best) ? throw ReadProblems.NotATable("running text") : best.Columns < 2 ? ',' : best.Separator;
    }

    /// <exception cref="UnreadableException"><c>file-not-table</c> where the text is prose.</exception>
    public static void Check(Stream stream, Encoding encoding, char separator, ReadOptions options)
    {
        var sample = Sample(stream, encoding);
        var fit = Measure(separator, sample, options);
        if (LooksLikeProse(fit) || HoldsProse(sample, fit))
        {
            throw ReadProblems.NotATable("running text");
        }
    }

    // Fields of a table are short or come in equal numbers; sentences are neither.
    static bool LooksLikeProse(Fit fit) => fit.Words > 5 && (fit.Share < 0.7 || fit.Columns < 2);

    /// <summary>A text with sentences on many of its lines, or with a table drawn in Markdown.</summary>
    static bool HoldsProse(string sample, Fit fit)
    {
        var lines = sample.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Any(line => line.StartsWith('|') && line.Contains("--") && line.Trim('|', '-', ':', ' ').Length == 0))
        {
            return true;
        }

        return fit.Share < 0.7 && lines.Count(line => Words(line) >= 8 && line[^1] is '.' or '!' or '?') * 5 >= lines.Length;
    }

    static Fit Best(char[] candidates, string sample, ReadOptions options) =>
        candidates.Select(separator => Measure(separator, sample, options)).MaxBy(fit => fit.Score)!;

    static Fit Measure(char separator, string sample, ReadOptions options)
    {
        var counts = new Dictionary<int, int>();
        var words = new List<int>();
        var rows = 0;
        foreach (var row in Rows(separator, sample, options))
        {
            rows++;
            counts[row.Count] = counts.GetValueOrDefault(row.Count) + 1;
            words.AddRange(row.Where(field => !string.IsNullOrWhiteSpace(field)).Select(Words));
        }

        if (rows == 0)
        {
            return new Fit(separator, 0, 0, 0, 0);
        }

        var (columns, most) = counts.MaxBy(pair => pair.Value * (pair.Key > 1 ? 1.01 : 1));
        return new Fit(separator, columns, (double)most / rows, words.Count == 0 ? 0 : words.Average(), rows);
    }

    /// <summary>Filled rows of the sample; the last is left out, as it may be cut.</summary>
    static IEnumerable<List<string>> Rows(char separator, string sample, ReadOptions options)
    {
        using var reader = new PlainCsvReader(new MemoryStream(Encoding.Unicode.GetBytes(sample)), Encoding.Unicode, separator, options);
        for (var rows = 0; rows < SampleRows && TryRead(reader);)
        {
            var row = new List<string>(reader.FieldCount);
            for (var field = 0; field < reader.FieldCount; field++)
            {
                row.Add(reader.Field(field).ToString());
            }

            if (row.Any(field => !string.IsNullOrWhiteSpace(field)))
            {
                rows++;
                yield return row;
            }
        }
    }

    // A wrong separator may leave a quote open that the right one closes.
    static bool TryRead(RowReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (UnreadableException)
        {
            return false;
        }
    }

    static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    static string Sample(Stream stream, Encoding encoding)
    {
        stream.Position = 0;
        using var decoder = new TextDecoder(stream, encoding);
        var chars = new char[SampleCharacters];
        var length = 0;
        for (var read = 1; read > 0 && length < chars.Length - 8; length += read)
        {
            read = decoder.Read(chars.AsSpan(length), 0);
        }

        // A surrogate pair may be cut in two; so may the last row, which is dropped.
        var text = chars.AsSpan(0, length);
        var lastBreak = text.LastIndexOfAny('\n', '\r');
        return (length < chars.Length - 8 || lastBreak < 0 ? text : text[..(lastBreak + 1)]).ToString();
    }
}
