using System.Globalization;

namespace Muster.Tabular.Reading.Map.Projections;

/// <summary>One bracket of the well-known text of a coordinate system (OGC 01-009; the dialect of ESRI's .prj files too): a word, the texts and numbers in it, the brackets in it.</summary>
sealed class CrsNode
{
    const int MaxLength = 1 << 16;
    const int MaxDepth = 16;

    readonly List<CrsNode> nodes = [];
    readonly List<double> numbers = [];

    CrsNode(string word) => Word = word;

    /// <summary>Keyword in capitals.</summary>
    public string Word { get; }

    /// <summary>The first text in quotation marks; empty where there is none.</summary>
    public string Name { get; private set; } = "";

    public IReadOnlyList<CrsNode> Nodes => nodes;

    public IReadOnlyList<double> Numbers => numbers;

    /// <summary>The first bracket with a keyword, or null.</summary>
    public CrsNode? this[string word] => nodes.Find(node => node.Word == word);

    /// <summary>Reads a text; null where it breaks the rules.</summary>
    public static CrsNode? Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim().Trim('\0').TrimStart('\uFEFF');
        return text.Length is > 0 and <= MaxLength && TryRead(ref text, 0, out var node) ? node : null;
    }

    static bool TryRead(ref ReadOnlySpan<char> text, int depth, out CrsNode? node)
    {
        node = null;
        var open = text.IndexOfAny('[', '(');
        if (open <= 0 || depth > MaxDepth)
        {
            return false;
        }

        node = new CrsNode(text[..open].Trim().ToString().ToUpperInvariant());
        text = text[(open + 1)..].TrimStart();
        while (!text.IsEmpty)
        {
            if (text[0] is ']' or ')')
            {
                text = text[1..].TrimStart();
                return true;
            }

            if (text[0] == ',')
            {
                text = text[1..].TrimStart();
            }
            else if (!node.TryReadValue(ref text, depth))
            {
                return false;
            }
        }

        return false;
    }

    bool TryReadValue(ref ReadOnlySpan<char> text, int depth)
    {
        if (text[0] == '"')
        {
            var close = text[1..].IndexOf('"');
            if (close < 0)
            {
                return false;
            }

            Name = Name.Length == 0 ? text[1..(close + 1)].ToString() : Name;
            text = text[(close + 2)..].TrimStart();
            return true;
        }

        var end = text.IndexOfAny(",[]()");
        if (end > 0 && text[end] is '[' or '(')
        {
            if (!TryRead(ref text, depth + 1, out var inner))
            {
                return false;
            }

            nodes.Add(inner!);
            return true;
        }

        // A bare word such as NORTH says the direction of an axis and is not asked.
        if (end > 0 && double.TryParse(text[..end].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            numbers.Add(number);
        }

        text = end > 0 ? text[end..] : default;
        return end > 0;
    }
}
