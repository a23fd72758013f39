namespace Muster.Tabular.Reading.Xlsx;

/// <summary>Texts that the cells of a workbook share, kept in pages of characters rather than as strings.</summary>
sealed class SharedStrings
{
    /// <summary>Most characters kept; a workbook with more texts than this is no table that a person made.</summary>
    public const long MaxCharacters = 128L << 20;

    /// <summary>Most texts kept.</summary>
    const int MaxTexts = 1 << 23;

    const int PageSize = 1 << 19;

    readonly record struct Entry(int Page, int Start, int Length);

    readonly List<char[]> pages = [];
    readonly List<Entry> entries = [];
    int used = PageSize;
    long total;

    public static SharedStrings None { get; } = new();

    public int Count => entries.Count;

    public ReadOnlySpan<char> this[int index]
    {
        get
        {
            var entry = entries[index];
            return entry.Length == 0 ? default : pages[entry.Page].AsSpan(entry.Start, entry.Length);
        }
    }

    /// <summary>Reads xl/sharedStrings.xml: runs of rich text joined, phonetic guides left out.</summary>
    public static SharedStrings Read(XmlBytes xml)
    {
        var strings = new SharedStrings();
        var text = new XmlText();
        while (xml.Read())
        {
            if (xml.IsStart("si"u8))
            {
                text.Clear();
                if (!xml.IsEmptyElement)
                {
                    ReadText(xml, "si"u8, text);
                }

                strings.Add(text.Value);
            }
        }

        return strings;
    }

    /// <summary>Joins the texts of an element up to its end.</summary>
    public static void ReadText(XmlBytes xml, ReadOnlySpan<byte> element, XmlText text)
    {
        var isText = false;
        while (xml.Read() && !xml.IsEnd(element))
        {
            switch (xml.Token)
            {
                case XmlToken.Start when xml.Name.SequenceEqual("rPh"u8):
                    xml.Skip();
                    break;
                case XmlToken.Start or XmlToken.End:
                    isText = xml.Token == XmlToken.Start && !xml.IsEmptyElement && xml.Name.SequenceEqual("t"u8);
                    break;
                case XmlToken.Text or XmlToken.Literal when isText:
                    text.Append(xml.Text, xml.Token == XmlToken.Literal, escapes: true);
                    break;
            }
        }
    }

    void Add(ReadOnlySpan<char> text)
    {
        total += text.Length;
        if (total > MaxCharacters || entries.Count == MaxTexts)
        {
            throw ReadProblems.Bomb("shared texts of the workbook");
        }

        if (used + text.Length > PageSize || pages.Count == 0)
        {
            pages.Add(new char[Math.Max(PageSize, text.Length)]);
            used = 0;
        }

        text.CopyTo(pages[^1].AsSpan(used));
        entries.Add(new Entry(pages.Count - 1, used, text.Length));
        used += text.Length;
    }
}
