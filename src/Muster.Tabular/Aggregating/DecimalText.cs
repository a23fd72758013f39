namespace Muster.Tabular.Aggregating;

/// <summary>A cell read as a number without any loss.</summary>
/// <param name="IsNumber">False for text, blanks and errors.</param>
/// <param name="WithPoint">Value where the point is the decimal mark; null where it cannot be.</param>
/// <param name="WithComma">Value where the comma is; null where it cannot be.</param>
readonly record struct DecimalReading(bool IsNumber, decimal? WithPoint, decimal? WithComma)
{
    /// <summary>True where both marks are possible and give different values: <c>1,234</c>.</summary>
    public bool HasTwoReadings => WithPoint is not null && WithComma is not null && WithPoint != WithComma;
}

/// <summary>Reads numbers as people type them into decimals: the sign, thousands separators, both decimal marks.</summary>
static class DecimalText
{
    const int MostFigures = 27;

    /// <summary>Before the fraction: a hundred million such numbers can be added up.</summary>
    const int MostWholeFigures = 20;

    /// <summary>The short way for whole numbers written plainly, which most counts are.</summary>
    public static bool TryWhole(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        var at = text.Length > 1 && text[0] == '-' ? 1 : 0;
        if (text.IsEmpty || text.Length - at is 0 or > 18)
        {
            return false;
        }

        for (var next = at; next < text.Length; next++)
        {
            var figure = (uint)(text[next] - '0');
            if (figure > 9)
            {
                return false;
            }

            value = (value * 10) + figure;
        }

        value = at == 1 ? -value : value;
        return true;
    }

    /// <summary>Reads a cell.</summary>
    public static DecimalReading Read(ReadOnlySpan<char> text)
    {
        text = text.Trim(" \t\u00A0\u202F");
        var isNegative = text.Length > 2 && text[0] == '(' && text[^1] == ')';
        text = isNegative ? text[1..^1] : text;
        if (!isNegative && text.Length > 1 && text[0] is '-' or '\u2212' or '+')
        {
            isNegative = text[0] != '+';
            text = text[1..];
        }

        if (text.IsEmpty || text.Length > 60 || !char.IsAsciiDigit(text[0]) && text[0] is not ('.' or ',') || !char.IsAsciiDigit(text[^1]))
        {
            return default;
        }

        var (point, comma) = (Read(text, '.', ','), Read(text, ',', '.'));
        return new(point is not null || comma is not null, isNegative ? -point : point, isNegative ? -comma : comma);
    }

    /// <summary>Reads with one decimal mark: figures in groups of three behind blanks, apostrophes or the other mark, then perhaps a fraction.</summary>
    static decimal? Read(ReadOnlySpan<char> text, char mark, char groupMark)
    {
        var (scaled, figures, fraction, sinceGroup, separator) = (0m, 0, -1, 0, '\0');
        foreach (var letter in text)
        {
            if (char.IsAsciiDigit(letter))
            {
                if (++figures > (fraction < 0 ? MostWholeFigures : MostFigures))
                {
                    return null;
                }

                scaled = (scaled * 10) + (letter - '0');
                sinceGroup++;
                fraction += fraction >= 0 ? 1 : 0;
            }
            else if (letter == mark && fraction < 0 && (separator == '\0' || sinceGroup == 3))
            {
                fraction = 0;
            }
            else if (fraction < 0 && IsGroup(letter, groupMark) && (separator == '\0' ? sinceGroup is > 0 and <= 3 : letter == separator && sinceGroup == 3))
            {
                (separator, sinceGroup) = (letter, 0);
            }
            else
            {
                return null;
            }
        }

        if (separator != '\0' && fraction < 0 && sinceGroup != 3)
        {
            return null;
        }

        return fraction <= 0 ? scaled : Shift(scaled, fraction);
    }

    static bool IsGroup(char letter, char groupMark) => letter == groupMark || letter is ' ' or '\u00A0' or '\u202F' or '\'' or '’';

    static decimal Shift(decimal scaled, int places)
    {
        for (; places > 0; places--)
        {
            scaled /= 10;
        }

        return scaled;
    }
}
