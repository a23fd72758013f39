namespace Muster.Tabular.Validating.Scanning;

/// <summary>Texts that people and programs write for "nothing here" (cod.md 3 and 4.3, AB-N09).</summary>
static class Placeholders
{
    static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "na", "n/a", "n.a.", "n.a", "#n/a", "<null>", "null", "(null)", "nil", "none", "nan", "-", "--", "---", "–", "—", "?", "??", "???", ".", "..", "...", "x", "xx", "xxx", "tbd", "tbc", "nd", "n/d", "s/o", "sans objet", "#ref!", "#value!", "#div/0!", "#name?", "#num!", "#null!", "undefined", "not available", "no data", "non disponible",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True for a text of that list, blanks around it aside.</summary>
    public static bool Contains(ReadOnlySpan<char> text) => text.Length <= 16 && Known.Contains(text.Trim());
}
