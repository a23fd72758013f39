using System.Globalization;
using System.Text.RegularExpressions;

namespace Muster.Tabular.Tagging;

/// <summary>Reads an age band as people write it (cod.md 3 and 5.1). Words without bounds ("children", "adulte") are no band.</summary>
static partial class AgeText
{
    const string YearWords = @"(?:y(?:ea)?rs?|rs|yo|y|years? old|ans?|anos?|annees?|سنه|سنوات|سنة)?";

    /// <summary>The band of a text such as <c>00_04</c>, <c>5-9</c>, <c>80Plus</c>, <c>60+</c>, <c>under 1</c>, <c>6-23 months</c>; null where it is none or contradicts itself.</summary>
    public static AgeBand? Parse(string text)
    {
        var folded = HeaderText.Fold(text.Trim()).Replace('–', '-').Replace('—', '-').Replace("_", "-");
        return Closed(folded) ?? Open(folded) ?? Under(folded);
    }

    static AgeBand? Closed(string text)
    {
        var match = ClosedBand().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var (low, high) = (Number(match, "low"), Number(match, "high"));
        if (high < low || high > 130 && !match.Groups["months"].Success)
        {
            return null;
        }

        return match.Groups["months"].Success ? new AgeBand(low, high + 1) : AgeBand.Years(low, high);
    }

    static AgeBand? Open(string text)
    {
        var match = OpenBand().Match(text);
        if (match.Success)
        {
            return AgeBand.Years(Number(match, "low"), null);
        }

        match = OverBand().Match(text);
        return match.Success ? AgeBand.Years(Number(match, "low") + 1, null) : null;
    }

    static AgeBand? Under(string text)
    {
        var match = UnderBand().Match(text);
        return match.Success && Number(match, "high") > 0
            ? new AgeBand(0, Number(match, "high") * (match.Groups["months"].Success ? 1 : 12))
            : null;
    }

    static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:age[d]?[ -]*)?(?<low>\d{1,3})\s*(?:-|to|a|à|until|bis|الى)\s*(?<high>\d{1,3})\s*(?:-?\s*(?<months>m|mths?|months?|mois|meses)|" + YearWords + ")$", RegexOptions.CultureInvariant)]
    private static partial Regex ClosedBand();

    [GeneratedRegex(@"^(?:age[d]?[ -]*)?(?<low>\d{1,3})[ -]*(?:\+|plus|et plus|and over|and above|and older|ans et plus|y mas|e mais)\s*" + YearWords + "$", RegexOptions.CultureInvariant)]
    private static partial Regex OpenBand();

    [GeneratedRegex(@"^(?:over|above|plus de|mas de|mais de)[ -]*(?<low>\d{1,3})\s*" + YearWords + "$", RegexOptions.CultureInvariant)]
    private static partial Regex OverBand();

    [GeneratedRegex(@"^(?:0?-?\s*(?:under|less ?than|below|moins de|menos de|<)|u)[ -]*(?<high>\d{1,2})\s*(?:(?<months>mths?|months?|mois|meses)|" + YearWords + ")$", RegexOptions.CultureInvariant)]
    private static partial Regex UnderBand();
}
