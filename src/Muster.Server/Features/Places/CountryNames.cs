using System.Globalization;
using Muster.Tabular.Matching;

namespace Muster.Server.Features.Places;

/// <summary>Names of countries by ISO 3166 alpha-3.</summary>
static class CountryNames
{
    /// <summary>In the reader's language; the code itself where the platform knows no name.</summary>
    public static string Of(string country) => Region(country)?.DisplayName ?? country;

    /// <summary>In English, for what is kept.</summary>
    public static string English(string country) => Region(country)?.EnglishName ?? country;

    static RegionInfo? Region(string country)
    {
        try
        {
            return CountryCodes.Alpha2(country) is { } alpha2 ? new RegionInfo(alpha2) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
