using Muster.Tabular.Matching;

namespace Muster.Tabular.Reference;

/// <summary>English short names of countries and areas (UN M49).</summary>
static class CountryNames
{
    static readonly Lazy<Dictionary<string, string>> ByCode = new(() => ReferenceList.Read("countries.txt").ToDictionary(fields => fields[0], fields => fields[1], StringComparer.Ordinal));

    static readonly Lazy<Dictionary<string, string>> ByName = new(() => ByCode.Value.ToDictionary(country => NameKey.Of(country.Value), country => country.Key, StringComparer.Ordinal));

    /// <summary>The short name of a country by alpha-3, or null.</summary>
    public static string? Short(string alpha3) => ByCode.Value.GetValueOrDefault(alpha3);

    /// <summary>Alpha-3 of a country by its short name, accents, case and punctuation aside; null where no country has it.</summary>
    public static string? Alpha3(string name) => ByName.Value.GetValueOrDefault(NameKey.Of(name));
}
