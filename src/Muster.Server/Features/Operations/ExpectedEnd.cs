using System.Globalization;
using System.Text.RegularExpressions;

namespace Muster.Server.Features.Operations;

/// <summary>An expected end is a range, not a date: a quarter, a month, a year or a day (capabilities.md 1.2).</summary>
static partial class ExpectedEnd
{
    [GeneratedRegex("^(?<year>[0-9]{4})(-(Q(?<quarter>[1-4])|(?<month>0[1-9]|1[0-2])(-(?<day>[0-9]{2}))?))?$")]
    static partial Regex Form { get; }

    /// <summary>First and last day of the range; false for anything that is not <c>2017</c>, <c>2017-Q1</c>, <c>2017-03</c> or <c>2017-03-31</c>.</summary>
    public static bool TryParse(string text, out (DateOnly First, DateOnly Last) range)
    {
        range = default;
        var match = Form.Match(text);
        if (!match.Success || int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture) is var year && year is < 1900)
        {
            return false;
        }

        if (match.Groups["day"].Success)
        {
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return false;
            }

            range = (day, day);
            return true;
        }

        var (month, months) = match.Groups["month"].Success ? (Number("month"), 1) : match.Groups["quarter"].Success ? (Number("quarter") * 3 - 2, 3) : (1, 12);
        var first = new DateOnly(year, month, 1);
        range = (first, first.AddMonths(months).AddDays(-1));
        return true;

        int Number(string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }
}
