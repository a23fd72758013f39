using System.Buffers;
using System.Text;

namespace Muster.Tabular.Matching;

/// <summary>What is left of a code when everything a spreadsheet loses is taken away: the letters in front, zeros, blanks and dashes (pcodes.md 2, lost zero or letters).</summary>
static class CodeKey
{
    /// <summary>Longest text looked at as a code.</summary>
    public const int Longest = 40;

    static readonly SearchValues<char> CodeBody = SearchValues.Create("0123456789-_. ");

    static readonly SearchValues<char> AsciiLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>True where a text is shaped like a code: figures, at most one group of letters in front, dashes or blanks between groups of figures.</summary>
    public static bool LooksLikeCode(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > Longest || text.IndexOfAnyInRange('0', '9') < 0)
        {
            return false;
        }

        var letters = LetterCount(text);
        if (letters > 3)
        {
            return false;
        }

        var rest = text[letters..].TrimStart(" -_.");
        return !rest.IsEmpty && char.IsAsciiDigit(rest[0]) && rest.IndexOfAnyExcept(CodeBody) < 0;
    }

    /// <summary>Letters in front.</summary>
    public static ReadOnlySpan<char> Prefix(ReadOnlySpan<char> text) => text[..LetterCount(text)];

    /// <summary>The key of a text: each group of figures without its leading zeros, without the country's letters.</summary>
    /// <returns>Null where no figure is left.</returns>
    public static string? Of(ReadOnlySpan<char> text, string country)
    {
        var body = WithoutCountry(text, country);
        if (body.EndsWith(".0"))
        {
            body = body[..^2];
        }

        var key = new StringBuilder(body.Length);
        var startsGroup = true;
        foreach (var letter in body)
        {
            if (!char.IsAsciiLetterOrDigit(letter))
            {
                startsGroup = true;
            }
            else if (letter != '0' || !startsGroup)
            {
                key.Append(char.ToUpperInvariant(letter));
                startsGroup = false;
            }
        }

        return key.Length == 0 || body.IndexOfAnyInRange('0', '9') < 0 ? null : key.ToString();
    }

    /// <summary>Figures only, leading zeros off: <c>HT0811-07</c> gives <c>81107</c>.</summary>
    public static string? Joined(ReadOnlySpan<char> text, string country)
    {
        var body = WithoutCountry(text, country);
        if (body.EndsWith(".0"))
        {
            body = body[..^2];
        }

        var key = new StringBuilder(body.Length);
        foreach (var letter in body)
        {
            if (char.IsAsciiLetterOrDigit(letter) && (letter != '0' || key.Length > 0))
            {
                key.Append(char.ToUpperInvariant(letter));
            }
        }

        return key.Length == 0 || body.IndexOfAnyInRange('0', '9') < 0 ? null : key.ToString();
    }

    /// <summary>The code without alpha-3 or alpha-2 of its country in front.</summary>
    public static ReadOnlySpan<char> WithoutCountry(ReadOnlySpan<char> text, string country)
    {
        text = text.Trim();
        foreach (var letters in (ReadOnlySpan<string?>)[CountryCodes.Alpha3(country), CountryCodes.Alpha2(country)])
        {
            if (letters is not null && text.Length > letters.Length && text.StartsWith(letters, StringComparison.OrdinalIgnoreCase) && (char.IsAsciiDigit(text[letters.Length]) || text[letters.Length] is ' ' or '-' || char.IsAsciiLetter(text[letters.Length])))
            {
                return text[letters.Length..];
            }
        }

        return text;
    }

    static int LetterCount(ReadOnlySpan<char> text)
    {
        var letters = text.IndexOfAnyExcept(AsciiLetters);
        return letters < 0 ? text.Length : letters;
    }
}
