using System.Text.RegularExpressions;

namespace Muster.Tabular.Detecting;

/// <summary>Tells HXL tag rows (hxl.md 1 and 2).</summary>
static partial class TagRow
{
    /// <summary>Rows searched from the top of the file.</summary>
    public const int SearchedRows = 25;

    // HXL 1.1 hashtag dictionary. One of them must occur: "#Locations | #Individuals" above a summary is no tag row.
    static readonly HashSet<string> Dictionary = new(StringComparer.OrdinalIgnoreCase)
    {
        "access", "activity", "adm1", "adm2", "adm3", "adm4", "adm5", "affected", "beneficiary", "capacity", "cause", "channel", "contact", "country", "crisis", "currency", "date", "description", "event", "frequency", "geo", "group", "impact", "indicator", "inneed", "item", "loc", "meta", "modality", "need", "operations", "org", "output", "population", "reached", "region", "respondee", "sector", "service", "severity", "status", "subsector", "targeted", "value", "lat", "lon", "valid_tag",
    };

    /// <summary>True where at least half of the filled cells are tags and one of them is a known one.</summary>
    public static bool Is(PreviewRow row)
    {
        var tags = row.Filled.Where(column => IsTag(row[column])).ToList();
        return tags.Count > 0 && tags.Count * 2 >= row.Filled.Count && tags.Any(column => IsKnown(row[column]));
    }

    static bool IsTag(string text) => Tag().IsMatch(Fold(text));

    static bool IsKnown(string text)
    {
        var word = Tag().Match(Fold(text)).Groups["word"].Value;
        return word.StartsWith("x_", StringComparison.OrdinalIgnoreCase) || word.StartsWith("valid_", StringComparison.OrdinalIgnoreCase) || Dictionary.Contains(word);
    }

    static string Fold(string text) =>
        Matching.Accents.Off(text).Trim();

    [GeneratedRegex(@"^#(?<word>[A-Za-z][A-Za-z0-9_]*)(\s*\+[A-Za-z][A-Za-z0-9_]*)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
