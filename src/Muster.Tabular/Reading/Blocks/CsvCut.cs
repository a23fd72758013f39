using System.Buffers;

namespace Muster.Tabular.Reading.Blocks;

/// <summary>Finds where rows end in the bytes of a separated text, line breaks inside quotes passed over, so that pieces of it can be parsed apart. Follows <see cref="PlainCsvReader"/>.</summary>
/// <remarks>The encoding is one in which the bytes of the separator, quotes and line breaks stand for nothing else: UTF-8 and the code pages of one byte.</remarks>
struct CsvCut
{
    static readonly SearchValues<byte> QuoteOrReturn = SearchValues.Create("\"\r"u8);

    /// <summary>Rows found.</summary>
    public int Rows { get; private set; }

    /// <summary>Position behind the last of them.</summary>
    public int End { get; private set; }

    /// <summary>Looks at a text that begins with a row.</summary>
    /// <param name="text">The bytes there are.</param>
    /// <param name="separator">The separator.</param>
    /// <param name="most">Most rows to take.</param>
    /// <param name="final">True where no more bytes follow: the last row may end without a line break, even inside quotes.</param>
    public static CsvCut Of(ReadOnlySpan<byte> text, byte separator, int most, bool final)
    {
        var cut = new CsvCut();
        if (text.IndexOfAny(QuoteOrReturn) < 0)
        {
            cut.TakeFeeds(text, 0, most);
        }
        else
        {
            cut.TakeQuoted(text, separator, most, final);
        }

        if (final && cut.Rows < most && cut.End < text.Length)
        {
            cut.Take(text.Length);
        }

        return cut;
    }

    void Take(int end)
    {
        Rows++;
        End = end;
    }

    /// <summary>Takes the rows of a stretch in which only line feeds matter.</summary>
    void TakeFeeds(ReadOnlySpan<byte> text, int from, int most)
    {
        const int Step = 1 << 12;
        while (Rows < most && from < text.Length)
        {
            var part = text[from..Math.Min(from + Step, text.Length)];
            var count = part.Count((byte)'\n');
            if (Rows + count <= most)
            {
                Rows += count;
                End = count > 0 ? from + part.LastIndexOf((byte)'\n') + 1 : End;
                from += part.Length;
                continue;
            }

            while (Rows < most)
            {
                Take(from + text[from..].IndexOf((byte)'\n') + 1);
                from = End;
            }
        }
    }

    void TakeQuoted(ReadOnlySpan<byte> text, byte separator, int most, bool final)
    {
        var position = 0;
        while (Rows < most)
        {
            var length = text[position..].IndexOfAny(QuoteOrReturn);
            var stop = length < 0 ? text.Length : position + length;
            TakeFeeds(text[..stop], position, most);
            if (length < 0 || Rows >= most)
            {
                return;
            }

            if (text[stop] == '\r')
            {
                if (stop + 1 == text.Length && !final)
                {
                    return;
                }

                position = stop + 1 < text.Length && text[stop + 1] == '\n' ? stop + 2 : stop + 1;
                Take(position);
                continue;
            }

            position = stop + 1;
            if (stop == 0 || stop == End || text[stop - 1] == separator)
            {
                position = BehindQuotes(text, position, final);
                if (position < 0)
                {
                    return;
                }
            }
        }
    }

    /// <summary>Position behind the quote that closes a field; -1 where it is not there yet.</summary>
    static int BehindQuotes(ReadOnlySpan<byte> text, int position, bool final)
    {
        while (true)
        {
            var length = text[position..].IndexOf((byte)'"');
            if (length < 0)
            {
                return -1;
            }

            position += length + 1;
            if (position == text.Length)
            {
                return final ? position : -1;
            }

            if (text[position] != '"')
            {
                return position;
            }

            position++;
        }
    }
}
