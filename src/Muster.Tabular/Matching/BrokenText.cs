using System.Buffers;
using System.Text;

namespace Muster.Tabular.Matching;

/// <summary>Finds what a name shows of a wrong script or a wrong decoding, and the text that was probably meant (pcodes.md 2: detect and report before matching).</summary>
static class BrokenText
{
    /// <summary>Characters of Windows-1252 from 0x80 to 0x9F; a blank where it has none.</summary>
    const string Windows1252 = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

    const string CyrillicLookalikes = "аеорсухіјѕАВЕКМНОРСТУХІЈЅ";
    const string LatinLookalikes = "aeopcyxijsABEKMHOPCTYXIJS";

    static readonly SearchValues<char> Lookalikes = SearchValues.Create(CyrillicLookalikes);

    static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The faults of a text, with the text as meant; the text itself where nothing is wrong.</summary>
    public static (PlaceFaults Faults, string Meant) Look(string text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return (PlaceFaults.None, text);
        }

        if (text.Contains('\uFFFD'))
        {
            return (PlaceFaults.BrokenDecoding, text);
        }

        if (Redecode(text) is { } decoded)
        {
            return (PlaceFaults.BrokenDecoding, decoded);
        }

        return Latinise(text) is { } latin ? (PlaceFaults.WrongScript, latin) : (PlaceFaults.None, text);
    }

    /// <summary>UTF-8 that was read as Windows-1252, read again; null where the text is no such thing.</summary>
    static string? Redecode(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\u00C3', '\u00F4') < 0)
        {
            return null;
        }

        var bytes = new byte[text.Length];
        for (var at = 0; at < text.Length; at++)
        {
            var value = text[at] < 0x100 ? text[at] : Windows1252.IndexOf(text[at]) is var found && found >= 0 ? 0x80 + found : -1;
            if (value < 0)
            {
                return null;
            }

            bytes[at] = (byte)value;
        }

        try
        {
            return Strict.GetString(bytes);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Look-alike Cyrillic letters in a word that also has Latin ones, made Latin; null where there are none.</summary>
    static string? Latinise(string text)
    {
        if (!text.Any(char.IsAsciiLetter) || text.AsSpan().IndexOfAny(Lookalikes) < 0)
        {
            return null;
        }

        var latin = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            var found = CyrillicLookalikes.IndexOf(letter);
            latin.Append(found < 0 ? letter : LatinLookalikes[found]);
        }

        return latin.ToString();
    }
}
