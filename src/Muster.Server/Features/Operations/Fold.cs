using System.Globalization;
using System.Text;

namespace Muster.Server.Features.Operations;

/// <summary>Text as search and sort compare it: without accents and letter case.</summary>
static class Fold
{
    public static string Text(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(letter switch { 'ß' => "ss", 'æ' or 'Æ' => "ae", 'œ' or 'Œ' => "oe", 'ø' or 'Ø' => "o", 'ł' or 'Ł' => "l", '’' or 'ʼ' => "'", _ => char.ToLowerInvariant(letter).ToString() });
            }
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }
}
