using System.Globalization;
using Muster.Tabular.Detecting;

namespace Muster.Tabular.Validating.Scanning;

/// <summary>How a date is written.</summary>
enum DateForm : byte
{
    /// <summary>Not a date.</summary>
    None,

    /// <summary>Year first, or with the month in letters: one reading.</summary>
    Plain,

    /// <summary>29/04/2015: only the day can stand first.</summary>
    DayFirst,

    /// <summary>04/29/2015: only the month can stand first.</summary>
    MonthFirst,

    /// <summary>03/04/2016: the column decides, or a person.</summary>
    TwoReadings,
}

/// <summary>A text read as a date.</summary>
/// <param name="Form">How it is written.</param>
/// <param name="DayMonth">The date read with the day first; the date itself where there is one reading.</param>
/// <param name="MonthDay">The date read with the month first.</param>
/// <param name="HasTime">A time of day follows.</param>
readonly record struct DateReading(DateForm Form, DateOnly DayMonth, DateOnly MonthDay, bool HasTime)
{
    /// <summary>The date under an order; null where the order does not fit.</summary>
    public DateOnly? Under(DateOrder? order) => (Form, order) switch
    {
        (DateForm.None, _) => null,
        (DateForm.Plain, _) => DayMonth,
        (DateForm.DayFirst, null or DateOrder.DayMonthYear) => DayMonth,
        (DateForm.MonthFirst, null or DateOrder.MonthDayYear) => MonthDay,
        (DateForm.TwoReadings, DateOrder.DayMonthYear) => DayMonth,
        (DateForm.TwoReadings, DateOrder.MonthDayYear) => MonthDay,
        _ => null,
    };
}

/// <summary>Reads dates as people type them. Year-first is year, month, day, whatever the sign between; nothing is filled in from today.</summary>
static class DateText
{
    static DateReading NoDate => default;

    /// <summary>The readings of a cell. Whole months and years (<c>2016-10</c>) are dates of their first day; bare years are numbers, not dates.</summary>
    public static DateReading Read(ReadOnlySpan<char> cell)
    {
        var text = cell.Trim();
        if (text.Length is < 6 or > 40)
        {
            return NoDate;
        }

        text = CutTime(text, out var hasTime);
        Span<Range> parts = stackalloc Range[4];
        var sign = text.IndexOfAny("-/.");
        if (sign < 0)
        {
            return text.Contains(' ') ? Worded(text, ' ', hasTime) : NoDate;
        }

        var count = text.Split(parts, text[sign]);
        if (count == 2 && Year(text[parts[0]]) is { } y && Figures(text[parts[1]]) is >= 1 and <= 12 and var month && text[sign] == '-')
        {
            return new(DateForm.Plain, new DateOnly(y, month, 1), default, false);
        }

        if (count != 3)
        {
            return text.Contains(' ') ? Worded(text, ' ', hasTime) : NoDate;
        }

        if (Year(text[parts[0]]) is { } year)
        {
            return Make(year, Figures(text[parts[1]]), Figures(text[parts[2]])) is { } date ? new(DateForm.Plain, date, default, hasTime) : NoDate;
        }

        return Figures(text[parts[1]]) < 0 ? Worded(text, text[sign], hasTime) : YearLast(text[parts[0]], text[parts[1]], text[parts[2]], hasTime);
    }

    /// <summary>Eight figures <c>20180203</c>, or milliseconds since 1970: dates only in a column that says it holds dates.</summary>
    public static DateOnly? ReadFigures(ReadOnlySpan<char> cell)
    {
        var text = cell.Trim();
        if (text.ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        if (text.Length == 8)
        {
            return Year(text[..4]) is { } year ? Make(year, Figures(text[4..6]), Figures(text[6..])) : null;
        }

        return text.Length is 12 or 13 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? DateOnly.FromDateTime(DateTime.UnixEpoch.AddMilliseconds(milliseconds))
            : null;
    }

    static DateReading YearLast(ReadOnlySpan<char> first, ReadOnlySpan<char> second, ReadOnlySpan<char> last, bool hasTime)
    {
        var (a, b) = (Figures(first), Figures(second));
        var year = last.Length == 2 && Figures(last) is >= 0 and var two ? (two < 70 ? 2000 + two : 1900 + two) : Year(last) ?? -1;
        if (year < 0 || first.Length > 2 || second.Length > 2)
        {
            return NoDate;
        }

        return (Make(year, b, a), Make(year, a, b)) switch
        {
            ({ } one, { } other) when one == other => new(DateForm.Plain, one, other, hasTime),
            ({ } day, { } month) => new(DateForm.TwoReadings, day, month, hasTime),
            ({ } day, null) => new(DateForm.DayFirst, day, default, hasTime),
            (null, { } month) => new(DateForm.MonthFirst, default, month, hasTime),
            _ => NoDate,
        };
    }

    /// <summary>12-Oct-2016, 12 octobre 2016, October 12, 2016.</summary>
    static DateReading Worded(ReadOnlySpan<char> text, char sign, bool hasTime)
    {
        Span<Range> parts = stackalloc Range[5];
        var count = text.Split(parts, sign, StringSplitOptions.RemoveEmptyEntries);
        if (count != 3)
        {
            return NoDate;
        }

        var a = text[parts[0]];
        var b = text[parts[1]].TrimEnd(',');
        var c = text[parts[2]];
        var year = c.Length == 2 && Figures(c) is >= 0 and var two ? 2000 + two : Year(c) ?? -1;
        var date = year < 0 ? null
            : Month(b) is { } second ? Make(year, second, Figures(a))
            : Month(a) is { } first ? Make(year, first, Figures(b))
            : null;
        return date is { } found ? new(DateForm.Plain, found, default, hasTime) : NoDate;
    }

    static readonly string[] Months = ["jan|ene|janv|janvier|enero|janeiro|january", "feb|fev|fevr|fevrier|febrero|fevereiro|february", "mar|mars|marzo|marco|march", "apr|abr|avr|avril|abril|april", "may|mai|mayo|maio", "jun|juin|junio|junho|june", "jul|juil|juillet|julio|julho|july", "aug|ago|aout|agosto|august", "sep|sept|set|septembre|septiembre|setembro|september", "oct|out|octobre|octubre|outubro|october", "nov|novembre|noviembre|novembro|november", "dec|dic|dez|decembre|diciembre|dezembro|december"];

    static int? Month(ReadOnlySpan<char> word)
    {
        if (word.Length is < 3 or > 12 || !char.IsLetter(word[0]))
        {
            return null;
        }

        var folded = Tagging.HeaderText.Fold(word.TrimEnd('.').ToString());
        var month = Array.FindIndex(Months, names => names.Split('|').Contains(folded));
        return month < 0 ? null : month + 1;
    }

    static ReadOnlySpan<char> CutTime(ReadOnlySpan<char> text, out bool hasTime)
    {
        var colon = text.IndexOf(':');
        var cut = colon < 0 ? -1 : text[..colon].LastIndexOfAny('T', ' ');
        hasTime = cut > 5;
        return hasTime ? text[..cut].TrimEnd() : text;
    }

    static int? Year(ReadOnlySpan<char> text) => text.Length == 4 && Figures(text) is >= 1000 and <= 2999 and var year ? year : null;

    static int Figures(ReadOnlySpan<char> text) => text.Length is > 0 and <= 4 && !text.ContainsAnyExceptInRange('0', '9') ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : -1;

    static DateOnly? Make(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
}
