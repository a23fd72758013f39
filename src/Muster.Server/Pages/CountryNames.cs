using System.Globalization;
using Muster.Tabular.Matching;

namespace Muster.Server.Pages;

/// <summary>Names of countries by ISO 3166 alpha-3.</summary>
static class CountryNames
{
    /// <summary>In the reader's language; the code itself where the platform knows no name.</summary>
    public static string Of(string country) => Of(country, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    /// <summary>In English, for what is kept.</summary>
    public static string English(string country) => Of(country, "en");

    // The platform names a region in the language of its culture, whether or not anybody there speaks it.
    static string Of(string country, string language)
    {
        try
        {
            return CountryCodes.Alpha2(country) is { } alpha2 ? new RegionInfo($"{language}-{alpha2}").NativeName : country;
        }
        catch (ArgumentException)
        {
            return country;
        }
    }
}
