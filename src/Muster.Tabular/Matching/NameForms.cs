using System.Buffers;
using System.Text;

namespace Muster.Tabular.Matching;

/// <summary>One name in the forms it is compared by.</summary>
/// <param name="Folded">As <see cref="NameKey.Of"/> gives it.</param>
/// <param name="Joined">Folded without blanks: bridges <c>Port au Prince</c> and <c>PortauPrince</c>.</param>
/// <param name="Core">Joined without type words, articles, ordinal and what stands in brackets; null where nothing would be left or nothing was taken off.</param>
/// <param name="Stem">Core of a Slavic adjective without its ending (<c>Kharkivska</c>); null for others.</param>
/// <param name="Ordinal">Number of a section: 1 in <c>1re Section Turgeau</c>; 0 where there is none.</param>
/// <param name="Figures">Figures in their order, the ordinal aside: <c>12</c> in <c>Ward 12</c>.</param>
/// <param name="Marks">Roman figures and a final single letter: <c>a</c> in <c>Zone A</c>.</param>
/// <param name="Directions">Words of direction, in English.</param>
/// <param name="English">Joined with its words of direction in English: bridges <c>Nord-Ouest</c> and <c>North West</c>; null where it has none.</param>
sealed record NameForms(string Folded, string Joined, string? Core, string? Stem, int Ordinal, string Figures, string Marks, string[] Directions, string? English)
{
    const int ShortestStem = 4;

    static readonly SearchValues<char> BracketsAndApostrophes = SearchValues.Create("([’'ʼ`");

    /// <summary>Works out the forms of a name.</summary>
    public static NameForms Of(ReadOnlySpan<char> name)
    {
        var folded = NameKey.Of(name);
        var joined = folded.Replace(" ", "", StringComparison.Ordinal);
        var words = CoreText(name, folded).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (ordinal, rest) = TakeOrdinal(words);
        var kept = rest.Where((word, at) => !NameWords.IsTypeWord(word) && !(NameWords.IsArticle(word) && at < rest.Length - 1)).ToArray();
        var core = string.Concat(kept);
        if (core.StartsWith("ال", StringComparison.Ordinal) && core.Length > 4)
        {
            core = core[2..];
        }

        var shown = core.Length == 0 || core == joined ? null : core;
        return new(folded, joined, shown, StemOf(shown ?? joined), ordinal, FiguresOf(string.Concat(rest)), MarksOf(rest), [.. words.Select(NameWords.DirectionOf).OfType<string>()], EnglishOf(kept));
    }

    /// <summary>The folded text without brackets and with the elided article (<c>L'Asile</c>) as a word of its own.</summary>
    static string CoreText(ReadOnlySpan<char> name, string folded)
    {
        if (name.IndexOfAny(BracketsAndApostrophes) < 0)
        {
            return folded;
        }

        var text = new StringBuilder(name.Length);
        var depth = 0;
        for (var at = 0; at < name.Length; at++)
        {
            depth += name[at] is '(' or '[' ? 1 : 0;
            if (depth == 0)
            {
                text.Append(IsElision(name, at) ? ' ' : name[at]);
            }

            depth -= name[at] is ')' or ']' && depth > 0 ? 1 : 0;
        }

        var bare = NameKey.Of(text.ToString());
        return bare.Length == 0 ? folded : bare;
    }

    static bool IsElision(ReadOnlySpan<char> name, int at) =>
        name[at] is '\'' or '’' or 'ʼ' or '`' && at > 0 && name[at - 1] is 'l' or 'L' or 'd' or 'D' && (at == 1 || !char.IsLetterOrDigit(name[at - 2]));

    /// <summary>Takes <c>1re Section</c>, <c>6eme</c>, <c>2 Section</c> off the front, where a word is left.</summary>
    static (int Ordinal, string[] Words) TakeOrdinal(string[] words)
    {
        if (words.Length < 2 || !char.IsAsciiDigit(words[0][0]))
        {
            return (0, words);
        }

        var digits = words[0].AsSpan().IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? words[0].Length : end;
        var suffix = words[0].AsSpan(digits);
        var isOrdinal = suffix is "re" or "er" or "ere" or "e" or "eme" or "st" or "nd" or "rd" or "th" or "o" or "a" || (suffix.IsEmpty && words[1] == "section");
        return isOrdinal && int.TryParse(words[0].AsSpan(0, digits), out var number) ? (number, words[1..]) : (0, words);
    }

    static string? EnglishOf(string[] words) => words.Any(word => NameWords.DirectionOf(word) is not null) ? string.Concat(words.Select(word => NameWords.DirectionOf(word) ?? word)) : null;

    static string? StemOf(string core)
    {
        foreach (var ending in (ReadOnlySpan<string>)["ivska", "ska", "skyi", "skaya", "skiy"])
        {
            var cut = ending == "ivska" ? 3 : ending.Length;
            if (core.Length - cut >= ShortestStem && core.EndsWith(ending, StringComparison.Ordinal))
            {
                return core[..^cut];
            }
        }

        return null;
    }

    /// <summary>The number of a section may be missing on one side.</summary>
    bool FiguresAgree(NameForms listed) =>
        FiguresOf(Folded) == FiguresOf(listed.Folded) || (Figures == listed.Figures && (Ordinal == 0 || listed.Ordinal == 0));

    static string FiguresOf(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    static string MarksOf(string[] words)
    {
        var marks = new StringBuilder();
        for (var at = 1; at < words.Length; at++)
        {
            var isFinalLetter = words[at].Length == 1 && at == words.Length - 1 && char.IsLetter(words[at][0]);
            if (isFinalLetter || words[at].AsSpan().IndexOfAnyExcept('i', 'v', 'x') < 0)
            {
                marks.Append(words[at]).Append(' ');
            }
        }

        return marks.ToString();
    }

    /// <summary>False where figures, or marks or directions that both have, differ: a near name that is another unit for certain.</summary>
    public bool MayBe(NameForms listed) =>
        FiguresAgree(listed) &&
        (Marks.Length == 0 || listed.Marks.Length == 0 || Marks == listed.Marks) &&
        (Directions.Length == 0 || Directions.All(listed.Directions.Contains) || listed.Directions.All(Directions.Contains));
}
