using System.Globalization;
using System.Text;
using System.Text.Json;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.Places;

/// <summary>Names of a unit by language, as the database keeps them, and folded for search.</summary>
static class PlaceNames
{
    static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyDictionary<string, string> Read(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];

    public static string Write(IReadOnlyDictionary<string, string> names) => JsonSerializer.Serialize(names, Plain);

    /// <summary>Each name and the code on a line of its own, with a line break before and after, so that one containment test tells exact, beginning and within apart.</summary>
    public static string SearchText(string code, IEnumerable<string> names) =>
        $"\n{string.Join('\n', names.Prepend(code).Select(Folded).Where(text => text.Length > 0).Distinct())}\n";

    /// <summary>Without accents and letter case, apostrophes gone, other punctuation as one blank: "Port au Prince" finds "Port-au-Prince" (pcodes.md 2).</summary>
    public static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in Fold.Text(text))
        {
            if (letter is '\'' or '’' or 'ʼ' or '`')
            {
                continue;
            }

            var isBlank = char.IsPunctuation(letter) || char.IsWhiteSpace(letter) || char.IsSymbol(letter);
            if (!isBlank || (folded.Length > 0 && folded[^1] != ' '))
            {
                folded.Append(isBlank ? ' ' : letter);
            }
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>A language in the reader's language: <c>ht</c> is "Haitian Creole"; <c>und</c>, where the list does not say, is the empty text.</summary>
    public static string Language(string tag)
    {
        var main = tag.Split('-')[0];
        if (main == "und")
        {
            return "";
        }

        try
        {
            return CultureInfo.GetCultureInfo(main).DisplayName;
        }
        catch (CultureNotFoundException)
        {
            return main;
        }
    }
}
