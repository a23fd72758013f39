namespace Muster.Tabular.Reference;

/// <summary>Letters that a language writes, those of loan words and foreign names included (CLDR exemplar characters).</summary>
static class LanguageLetters
{
    static readonly Lazy<Dictionary<string, HashSet<char>>> Letters = new(() => ReferenceList.Read("letters.txt")
        .ToDictionary(fields => fields[0], fields => string.Concat(fields.Skip(1)).ToHashSet(), StringComparer.Ordinal));

    /// <summary>Small letters and marks of a language by ISO 639-1; null where CLDR has no short list.</summary>
    public static IReadOnlySet<char>? Of(string language) => Letters.Value.GetValueOrDefault(language);
}
