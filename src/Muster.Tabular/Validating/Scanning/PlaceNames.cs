using Muster.Tabular.Tagging;

namespace Muster.Tabular.Validating.Scanning;

/// <summary>Compares names of places with accents, case and punctuation aside.</summary>
static class PlaceNames
{
    public static bool AreEqual(string a, string b) => a == b || Fold(a) == Fold(b);

    /// <summary>Letters and figures of a name, folded; apostrophes vanish and other signs are one blank.</summary>
    public static string Fold(string name)
    {
        var folded = HeaderText.Fold(name);
        var text = new System.Text.StringBuilder(folded.Length);
        foreach (var sign in folded)
        {
            if (char.IsLetterOrDigit(sign))
            {
                text.Append(sign);
            }
            else if (sign is not ('\'' or '’' or '‘' or '`' or 'ʼ') && text.Length > 0 && text[^1] != ' ')
            {
                text.Append(' ');
            }
        }

        return text.ToString().TrimEnd();
    }
}
