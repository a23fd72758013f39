using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Reference;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Matching;

/// <summary>The country that a table is about, with the reason; or why it cannot be told.</summary>
/// <param name="Country">ISO 3166 alpha-3, or null.</param>
/// <param name="Share">Share of the values looked at that fit; 0 where there is none.</param>
/// <param name="Reason">One English sentence.</param>
public sealed record CountryGuess(string? Country, double Share, string Reason);

/// <summary>Tells the country of a table from what it holds: a country column, the letters of its codes, else the names of its places.</summary>
public static class CountryFinder
{
    const int Rows = 2_000;
    const int MostValues = 400;

    /// <summary>Share of the distinct codes that begin with the country's letters.</summary>
    const double EnoughCodes = 0.8;

    /// <summary>Share of the distinct names that the country lists.</summary>
    const double EnoughNames = 0.5;

    /// <summary>Fewer names than this may be anywhere.</summary>
    const int FewestNames = 2;

    /// <summary>A second country with so large a part of the names of the first leaves it open.</summary>
    const double TooNear = 0.75;

    /// <summary>Looks for the country.</summary>
    /// <param name="index">Units by country.</param>
    /// <param name="source">The file.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="columns">Meanings.</param>
    public static CountryGuess Find(PlaceIndex index, TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns)
    {
        var places = columns.Where(column => column.Meaning is { Concept: Concept.CountryCode or Concept.PlaceCode or Concept.PlaceName, Qualifier: null or "iso2" }).ToList();
        var values = Distinct(source, sheet, [.. places.Select(column => column.Column.Index)]);
        return ByCountryColumn(places, values) ?? ByCodes(places, values) ?? ByNames(index, places, values)
            ?? new CountryGuess(null, 0, places.Count == 0 ? "No column of this table is known to name places." : "Neither the codes nor the names of this table fit one country of the list.");
    }

    static CountryGuess? ByCountryColumn(List<ColumnMeaning> places, Dictionary<int, HashSet<string>> values)
    {
        foreach (var column in places.Where(column => column.Meaning.Concept == Concept.CountryCode || column.Meaning.Level == 0))
        {
            var countries = values[column.Column.Index].Select(value => CountryCodes.Alpha3(value) ?? CountryNames.Alpha3(value)).ToList();
            var known = countries.OfType<string>().Distinct().ToList();
            if (known.Count > 1)
            {
                return new CountryGuess(null, 0, $"The column \"{column.Column.Header}\" names {known.Count} countries: {string.Join(", ", known.Order(StringComparer.Ordinal).Take(5))}.");
            }

            if (known.Count == 1)
            {
                return new CountryGuess(known[0], (double)countries.Count(country => country is not null) / countries.Count, $"The column \"{column.Column.Header}\" names it.");
            }
        }

        return null;
    }

    static CountryGuess? ByCodes(List<ColumnMeaning> places, Dictionary<int, HashSet<string>> values)
    {
        var codes = places.Where(column => column.Meaning.Concept == Concept.PlaceCode).SelectMany(column => values[column.Column.Index]).Distinct(StringComparer.Ordinal).ToList();
        var best = codes.Select(code => CountryCodes.Alpha3(CodeKey.Prefix(code))).OfType<string>().CountBy(country => country).OrderByDescending(country => country.Value).FirstOrDefault();
        return best.Key is not null && (double)best.Value / codes.Count is var share && share >= EnoughCodes
            ? new CountryGuess(best.Key, share, $"{best.Value} of {codes.Count} different codes begin with its letters.")
            : null;
    }

    static CountryGuess? ByNames(PlaceIndex index, List<ColumnMeaning> places, Dictionary<int, HashSet<string>> values)
    {
        var names = places.Where(column => column.Meaning is { Concept: Concept.PlaceName, Level: not 0 }).SelectMany(column => values[column.Column.Index]).Select(value => NameKey.Of(value)).Where(IsName).ToHashSet(StringComparer.Ordinal);
        if (names.Count == 0)
        {
            return null;
        }

        var ranked = index.Countries.Select(country => (country.Iso3, Found: Listed(index, country.Iso3, names))).OrderByDescending(country => country.Found).Take(2).ToList();
        var (best, next) = (ranked[0], ranked.Count > 1 ? ranked[1] : default);
        if (best.Found < Math.Max(FewestNames, EnoughNames * names.Count))
        {
            return null;
        }

        return next.Found >= TooNear * best.Found
            ? new CountryGuess(null, 0, $"The names fit {best.Iso3} ({best.Found} of {names.Count}) and {next.Iso3} ({next.Found}).")
            : new CountryGuess(best.Iso3, (double)best.Found / names.Count, $"It lists {best.Found} of {names.Count} different names; {(next.Found == 0 ? "no other country lists any" : $"the next, {next.Iso3}, {next.Found}")}.");
    }

    static int Listed(PlaceIndex index, string iso3, HashSet<string> names) =>
        index.Places(iso3).SelectMany(place => place.Names.Values).Select(name => NameKey.Of(name)).Distinct(StringComparer.Ordinal).Count(names.Contains);

    static bool IsName(string key) => key.Length > 2 && !NameWords.IsNotAPlace(key);

    /// <summary>Different values of the first rows, by column.</summary>
    static Dictionary<int, HashSet<string>> Distinct(TableSource source, Sheet sheet, int[] columns)
    {
        var values = columns.ToDictionary(column => column, _ => new HashSet<string>(StringComparer.Ordinal));
        using var rows = source.OpenRows(sheet.Index);
        for (var left = Rows; left > 0 && rows.Read();)
        {
            if (rows.RowNumber < sheet.FirstDataRow)
            {
                continue;
            }

            left--;
            foreach (var column in columns)
            {
                var text = rows.Field(column).Trim();
                if (!text.IsEmpty && values[column].Count < MostValues && !Placeholders.Contains(text))
                {
                    values[column].Add(text.ToString());
                }
            }
        }

        return values;
    }
}
