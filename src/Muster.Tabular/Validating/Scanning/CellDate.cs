using System.Globalization;

namespace Muster.Tabular.Validating.Scanning;

/// <summary>The date of a cell in a column that says it holds dates.</summary>
static class CellDate
{
    /// <summary>True for any form of date.</summary>
    public static bool IsDate(ReadOnlySpan<char> text) => DateText.Read(text).Form != DateForm.None || DateText.ReadFigures(text) is not null;

    /// <summary>A year from 1900 to 2999 alone.</summary>
    public static bool IsYear(ReadOnlySpan<char> text) => text.Trim() is { Length: 4 } year && !year.ContainsAnyExceptInRange('0', '9') && (year[0] == '2' || year.StartsWith("19", StringComparison.Ordinal));

    /// <summary>The date where there is only one reading, or day and month don't matter for the year.</summary>
    public static DateOnly? Plain(ReadOnlySpan<char> text)
    {
        var reading = DateText.Read(text);
        return reading.Form switch
        {
            DateForm.None => DateText.ReadFigures(text),
            DateForm.MonthFirst => reading.MonthDay,
            _ => reading.DayMonth,
        };
    }

    /// <summary>What a number of the years 1990 to 2064 would be as a day count of a spreadsheet: a hint for a person, never used.</summary>
    public static string? FromSerial(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 32_800 and < 60_000
            ? new DateOnly(1899, 12, 30).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
}
