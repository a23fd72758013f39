using System.Globalization;
using System.Text;

namespace Muster.Server.Features.Figures.Drawing;

/// <summary>How wide text is when drawn, from the advance widths of Arial and the fonts made to its measure (Arimo, Liberation Sans, Helvetica): near enough to wrap lines and keep labels apart.</summary>
static class TextMeasure
{
    /// <summary>Widths of the letters from blank to tilde, in thousandths of the font size.</summary>
    static readonly short[] Widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>Width in pixels.</summary>
    public static double Width(string text, double size, bool bold = false)
    {
        var sum = 0;
        foreach (var letter in Decomposed(text))
        {
            sum += letter switch
            {
                >= ' ' and <= '~' => Widths[letter - ' '],
                '\u00A0' => 278,
                '\u2013' => 556,
                '\u2014' or '\u2026' => 1000,
                >= '\u2E80' and <= '\uFFDC' => 1000,
                _ when CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format => 0,
                _ when char.IsUpper(letter) => 700,
                _ => 556,
            };
        }

        return sum * size / 1000 * (bold ? 1.07 : 1);
    }

    /// <summary>Lines no wider than <paramref name="width"/>, broken at blanks; a word that alone is wider is broken inside.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width, double size, bool bold = false)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Pieces(word, width, size, bold)))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Width(longer, size, bold) > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = longer;
            }
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <summary>The first wrapped lines; where more would follow, the last one ends in an ellipsis.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width, double size, int mostLines, bool bold = false)
    {
        var lines = Wrap(text, width, size, bold);
        return lines.Count <= mostLines ? lines : [.. lines.Take(mostLines - 1), lines[mostLines - 1].TrimEnd('.', ',', ' ') + "…"];
    }

    static IEnumerable<string> Pieces(string word, double width, double size, bool bold)
    {
        while (word.Length > 1 && Width(word, size, bold) > width)
        {
            var take = Math.Clamp((int)(word.Length * width / Width(word, size, bold)), 1, word.Length - 1);
            if (char.IsHighSurrogate(word[take - 1]))
            {
                take = take > 1 ? take - 1 : take + 1;
            }

            yield return word[..take];
            word = word[take..];
        }

        yield return word;
    }

    static string Decomposed(string text)
    {
        // A lone half of a surrogate pair cannot be normalised.
        try
        {
            return text.Normalize(NormalizationForm.FormD);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
