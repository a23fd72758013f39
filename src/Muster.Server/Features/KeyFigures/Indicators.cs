using System.Globalization;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.KeyFigures;

/// <summary>One spelling for each indicator, whatever a report calls it; those the field uses everywhere have a name in each language and a place in the list.</summary>
static class Indicators
{
    /// <summary>In the order in which a situation report gives them; the texts have a key <c>indicator-…</c> for each.</summary>
    public static IReadOnlyList<string> Known { get; } =
        ["population", "affected", "in-need", "targeted", "reached", "displaced", "evacuated", "returned", "deaths", "missing", "injured", "food-insecure", "houses-destroyed", "houses-damaged", "schools-affected", "health-facilities-affected", "cholera-suspected", "children-affected"];

    static readonly Dictionary<string, string> Spellings = new(StringComparer.Ordinal)
    {
        ["residents"] = "population",
        ["inhabitants"] = "population",
        ["total population"] = "population",
        ["population totale"] = "population",
        ["people affected"] = "affected",
        ["affected people"] = "affected",
        ["affectes"] = "affected",
        ["people in need"] = "in-need",
        ["pin"] = "in-need",
        ["in need"] = "in-need",
        ["people targeted"] = "targeted",
        ["people reached"] = "reached",
        ["people displaced"] = "displaced",
        ["displaced people"] = "displaced",
        ["displaced persons"] = "displaced",
        ["idps"] = "displaced",
        ["idp"] = "displaced",
        ["deplaces"] = "displaced",
        ["people evacuated"] = "evacuated",
        ["returnees"] = "returned",
        ["people returned"] = "returned",
        ["dead"] = "deaths",
        ["killed"] = "deaths",
        ["people killed"] = "deaths",
        ["fatalities"] = "deaths",
        ["deces"] = "deaths",
        ["morts"] = "deaths",
        ["people missing"] = "missing",
        ["disparus"] = "missing",
        ["people injured"] = "injured",
        ["wounded"] = "injured",
        ["blesses"] = "injured",
        ["people food insecure"] = "food-insecure",
        ["food insecure people"] = "food-insecure",
        ["houses destroyed"] = "houses-destroyed",
        ["destroyed houses"] = "houses-destroyed",
        ["houses damaged"] = "houses-damaged",
        ["damaged houses"] = "houses-damaged",
        ["schools affected"] = "schools-affected",
        ["health facilities affected"] = "health-facilities-affected",
        ["cholera suspected cases"] = "cholera-suspected",
        ["suspected cholera cases"] = "cholera-suspected",
        ["children affected"] = "children-affected",
    };

    /// <summary>The one spelling: <c>displaced</c> for "people_displaced", "IDPs" and "Déplacés"; words joined by hyphens for the rest. Empty where nothing is left.</summary>
    public static string KeyOf(string indicator)
    {
        var folded = string.Join(' ', Fold.Text(indicator).Split([' ', '_', '-', '.', '/'], StringSplitOptions.RemoveEmptyEntries));
        return Spellings.GetValueOrDefault(folded) ?? Slug.Of(folded);
    }

    /// <summary>What people read: the field's word where it is known, else as it was written, underscores apart.</summary>
    public static string NameOf(string key, string written, IStringLocalizer text)
    {
        if (Known.Contains(key))
        {
            return text["indicator-" + key];
        }

        var words = written.Replace('_', ' ').Trim();
        return words.Length == 0 ? key : char.ToUpper(words[0], CultureInfo.CurrentCulture) + words[1..];
    }

    /// <summary>Place in lists: known ones first.</summary>
    public static int OrderOf(string key)
    {
        for (var at = 0; at < Known.Count; at++)
        {
            if (Known[at] == key)
            {
                return at;
            }
        }

        return Known.Count;
    }
}
