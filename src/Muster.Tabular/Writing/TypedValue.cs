using System.Globalization;
using Muster.Tabular.Detecting;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Writing;

/// <summary>The value of a text under what its whole column decided. A text with two readings has no value.</summary>
static class TypedValue
{
    /// <summary>A number; where the column has no decimal mark, a lone mark before three figures is left out, as it could be a thousand or a fraction.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, char? decimalMark, out double value)
    {
        text = text.Trim();
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value) && (decimalMark == '.' || !text.Contains('.')))
        {
            return Math.Abs(value) < NumberText.Beyond;
        }

        return TryDressed(text, decimalMark, out value);
    }

    /// <summary>A date in ISO form or in the order of its column, with its time where one follows.</summary>
    public static bool TryDate(ReadOnlySpan<char> text, DateOrder? order, out DateTime value)
    {
        text = text.Trim();
        var split = text.Length > 10 ? text[8..].IndexOfAny('T', ' ') + 8 : -1;
        var date = split >= 8 ? text[..split] : text;
        var time = TimeSpan.Zero;
        value = default;
        if (split >= 8 && !TimeSpan.TryParse(text[(split + 1)..].TrimEnd('Z'), CultureInfo.InvariantCulture, out time))
        {
            return false;
        }

        Span<Range> parts = stackalloc Range[4];
        if (date.SplitAny(parts, "-/. ") != 3 || !TryFigures(date[parts[0]], out var first) || !TryFigures(date[parts[1]], out var second) || !TryFigures(date[parts[2]], out var third))
        {
            return false;
        }

        var (year, month, day) = (date[parts[0]].Length == 4, order) switch
        {
            (true, _) => (first, second, third),
            (_, DateOrder.DayMonthYear) => (third, second, first),
            (_, DateOrder.MonthDayYear) => (third, first, second),
            _ => (0, 0, 0),
        };
        if (year is < 1000 or > 2999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        value = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified) + time;
        return true;
    }

    static bool TryFigures(ReadOnlySpan<char> text, out int figures) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out figures);

    // Signs, percent and groups of three; anything else is no number.
    static bool TryDressed(ReadOnlySpan<char> text, char? decimalMark, out double value)
    {
        value = 0;
        if (text.Length is 0 or > 40)
        {
            return false;
        }

        var negative = text is ['(', .., ')'];
        text = negative ? text[1..^1] : text;
        var scale = text is [.., '%'] ? 0.01 : 1;
        text = text is [.., '%'] ? text[..^1].TrimEnd() : text;
        if (text is ['-' or '+' or '−', ..])
        {
            negative ^= text[0] != '+';
            text = text[1..].TrimStart();
        }

        Span<char> plain = stackalloc char[40];
        if (!TryUngroup(text, decimalMark, plain, out var length) || !double.TryParse(plain[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value))
        {
            return false;
        }

        value *= negative ? -scale : scale;
        return true;
    }

    static bool TryUngroup(ReadOnlySpan<char> text, char? decimalMark, Span<char> plain, out int length)
    {
        length = 0;
        var cut = decimalMark is { } mark ? text.LastIndexOf(mark) : -1;
        var whole = cut < 0 ? text : text[..cut];
        var (group, groups) = (0, 0);
        foreach (var character in whole)
        {
            if (char.IsAsciiDigit(character))
            {
                plain[length++] = character;
                group++;
            }
            else if (character is ' ' or '\u00A0' or '\u202F' or '\u2009' or '\'' or '’' or ',' or '.' && character != decimalMark && group is > 0 and <= 3 && (groups == 0 || group == 3))
            {
                (group, groups) = (0, groups + 1);
            }
            else
            {
                return false;
            }
        }

        if ((groups > 0 && group != 3) || (groups == 1 && decimalMark is null && whole.ContainsAny(',', '.')))
        {
            return false;
        }

        if (cut >= 0)
        {
            plain[length++] = '.';
            text[(cut + 1)..].CopyTo(plain[length..]);
            length += text.Length - cut - 1;
        }

        return length > 0;
    }
}
