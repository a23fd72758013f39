namespace Muster.Tabular.Tagging;

/// <summary>Kinds of place where displaced people live: camp and camp-like against all others (cod.md 6.5).</summary>
public static class Shelters
{
    static readonly string[] Camps = ["camp", "camps", "incamp", "planned", "formal", "informal", "settlement", "site", "spontaneous", "transit", "reception", "collective", "school", "church", "stadium", "public", "evacuation", "abandoned", "gathering", "campamento", "albergue", "ecole", "eglise", "centre", "center", "centro", "escuela", "مخيم", "مدرسه"];
    static readonly string[] Others = ["noncamp", "host", "hosted", "family", "families", "rented", "rent", "own", "owned", "repaired", "second", "relatives", "open", "makeshift", "street", "other", "dispersed", "famille", "accueil", "loue", "familia", "acogida", "arrendado", "outofcamp", "out"];

    /// <summary>Kind of place as a source writes it, in the groups of cod.md 6.5.</summary>
    /// <returns>True for camp and camp-like sites and collective centres, false for the others, null where the words say neither.</returns>
    public static bool? IsInCamp(string kind)
    {
        var words = HeaderText.Of(kind).Words;
        var compact = string.Concat(words);
        if (compact.Contains("noncamp", StringComparison.Ordinal) || compact.Contains("outofcamp", StringComparison.Ordinal) || compact.Contains("horscamp", StringComparison.Ordinal) || words.Any(Others.Contains))
        {
            return false;
        }

        return words.Any(Camps.Contains) ? true : null;
    }

    /// <summary>True where the columns tell those in camps from the others: parts of the count by kind of shelter, or a column with the type of site.</summary>
    public static bool AreApart(IReadOnlyList<ColumnMeaning> columns) =>
        columns.Any(column => column.Meaning is { Concept: Concept.Category, Qualifier: "site type" })
        || columns.Where(column => (column.Meaning.CountsPeople || column.Meaning.Concept == Concept.Households) && column.Meaning.Qualifier is not null).Select(column => IsInCamp(column.Meaning.Qualifier!)).Distinct().Count(inCamp => inCamp is not null) > 1;

    internal static bool IsShelter(string kind) => IsInCamp(kind) is not null;

    internal static bool IsCamp(string kind) => IsInCamp(kind) == true;
}
