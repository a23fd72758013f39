using System.Globalization;
using System.Text;
using Muster.Tabular.Matching;

namespace Muster.Tabular.Tagging;

/// <summary>A header taken apart for comparing: accents, case and punctuation aside.</summary>
/// <param name="Raw">As written, without outer blanks.</param>
/// <param name="Words">Folded words; <c>admin1Name_en</c> gives admin, 1, name, en.</param>
/// <param name="Compact">Folded letters and figures run together: <c>admin1nameen</c>.</param>
sealed record HeaderText(string Raw, IReadOnlyList<string> Words, string Compact)
{
    /// <summary>Takes a header apart.</summary>
    public static HeaderText Of(string header)
    {
        var raw = header.Trim().Trim('\uFEFF').Trim();
        var words = Split(raw);
        return new HeaderText(raw, words, string.Concat(words));
    }

    /// <summary>True when the header holds this folded word.</summary>
    public bool Has(string word) => Words.Contains(word);

    /// <summary>True when the header holds one of these folded words.</summary>
    public bool HasAny(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Words.Contains(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The words in a row with single blanks, for looking up a phrase.</summary>
    public string Phrase => string.Join(' ', Words);

    /// <summary>Accents off, lower case; letters of other scripts stay.</summary>
    public static string Fold(string text)
    {
        return Accents.Off(text).ToLowerInvariant().Replace("œ", "oe", StringComparison.Ordinal).Replace("æ", "ae", StringComparison.Ordinal);
    }

    static List<string> Split(string raw)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var previous = '\0';
        foreach (var letter in raw)
        {
            if (word.Length > 0 && StartsWord(previous, letter))
            {
                words.Add(Fold(word.ToString()));
                word.Clear();
            }

            if (char.IsLetterOrDigit(letter) || CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
            {
                word.Append(letter);
            }

            previous = letter;
        }

        if (word.Length > 0)
        {
            words.Add(Fold(word.ToString()));
        }

        return words;
    }

    static bool StartsWord(char previous, char letter) =>
        !char.IsLetterOrDigit(letter) && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark
        || char.IsLower(previous) && char.IsUpper(letter)
        || char.IsDigit(letter) != char.IsDigit(previous) && char.IsLetterOrDigit(previous);
}
