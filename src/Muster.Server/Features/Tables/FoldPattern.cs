using System.Collections.Frozen;
using System.Text;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.Tables;

/// <summary>A regular expression that finds text whatever its accents and letter case. Many times faster than folding every cell of a large column.</summary>
static class FoldPattern
{
    static readonly FrozenDictionary<string, string> Letters = Collect();

    /// <summary>RE2 pattern for a text.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="fromStart">Only at the beginning of the cell.</param>
    public static string Of(string text, bool fromStart)
    {
        var folded = Fold.Text(text);
        var pattern = new StringBuilder(fromStart ? "(?i)^" : "(?i)");
        for (var index = 0; index < folded.Length; index++)
        {
            if (index + 1 < folded.Length && Letters.TryGetValue(folded.Substring(index, 2), out var ligatures))
            {
                pattern.Append("(?:").Append(Single(folded[index])).Append(Single(folded[index + 1])).Append('|').Append(ligatures).Append(')');
                index++;
            }
            else
            {
                pattern.Append(Single(folded[index]));
            }
        }

        return pattern.ToString();
    }

    static string Single(char letter) => Letters.TryGetValue(letter.ToString(), out var variants)
        ? $"[{letter}{variants}]\\p{{Mn}}*"
        : char.IsAsciiLetterOrDigit(letter) || letter is ' ' || letter > 127 ? letter.ToString() : "\\" + letter;

    /// <summary>Accented letters by what they fold to; ligatures by the pair, as a class.</summary>
    static FrozenDictionary<string, string> Collect()
    {
        var all = Enumerable.Range(0xC0, 0x250 - 0xC0).Concat(Enumerable.Range(0x1E00, 0x100)).Select(code => ((char)code).ToString()).Append("’").Append("ʼ");
        var groups = all.Select(letter => (letter, folded: Fold.Text(letter)))
            .Where(pair => pair.folded.Length is 1 or 2 && pair.folded.All(char.IsAscii))
            .GroupBy(pair => pair.folded, pair => pair.letter)
            .ToDictionary(group => group.Key, group => string.Concat(group));
        foreach (var plain in Enumerable.Range('a', 26).Select(code => ((char)code).ToString()))
        {
            groups.TryAdd(plain, "");
        }

        return groups.ToDictionary(group => group.Key, group => group.Key.Length == 2 ? $"[{group.Value}]" : group.Value).ToFrozenDictionary();
    }
}
