using System.Globalization;

namespace Muster.Tabular.Validating.Scanning;

/// <summary>How a number is written.</summary>
enum NumberForm : byte
{
    /// <summary>Not a number.</summary>
    None,

    /// <summary>As the number itself is written: <c>12</c>, <c>-3.5</c>.</summary>
    Exact,

    /// <summary>A number in another dress, with one reading: <c>012</c>, <c>1.50</c>, <c>1E5</c>, <c>1,234.5</c>, <c>(500)</c>, <c>5%</c>.</summary>
    Dressed,

    /// <summary>One comma or point before three figures: a thousand or a fraction, the column decides.</summary>
    TwoReadings,
}

/// <summary>A text read as a number.</summary>
/// <param name="Form">How it is written.</param>
/// <param name="WithPoint">Its value where the point is the decimal mark; NaN where it cannot be.</param>
/// <param name="WithComma">Its value where the comma is the decimal mark; NaN where it cannot be.</param>
/// <param name="HasSeparators">Blanks, commas, points or apostrophes stand between groups of figures.</param>
readonly record struct NumberReading(NumberForm Form, double WithPoint, double WithComma, bool HasSeparators)
{
    /// <summary>The value where only one reading is possible, or with the point as decimal mark.</summary>
    public double Value => double.IsNaN(WithPoint) ? WithComma : WithPoint;

    /// <summary>Decimal mark that the text itself shows; null where it shows none or could be read in two ways.</summary>
    public char? Mark => Form is NumberForm.None or NumberForm.TwoReadings || double.IsNaN(WithPoint) && double.IsNaN(WithComma) ? null
        : double.IsNaN(WithComma) ? '.'
        : double.IsNaN(WithPoint) ? ','
        : null;
}

/// <summary>Reads numbers as people type them. The sign is never lost, and nothing that is no number becomes one.</summary>
static class NumberText
{
    /// <summary>A power of ten that counts nothing: text with such an exponent is no number, so that no sum ever becomes infinite.</summary>
    public const double Beyond = 1e100;

    static readonly NumberReading NoNumber = new(NumberForm.None, double.NaN, double.NaN, false);

    /// <summary>The short way for what most cells are: figures, perhaps a minus and a point, written as the number itself is.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="value">Its value.</param>
    /// <param name="decimals">Figures after the point.</param>
    /// <returns>False where <see cref="Read"/> must look.</returns>
    public static bool TryReadExact(ReadOnlySpan<char> text, out double value, out int decimals)
    {
        (value, decimals) = (0, 0);
        var at = text.Length > 1 && text[0] == '-' ? 1 : 0;
        var negative = at == 1;
        var start = at;
        long whole = 0;
        while (at < text.Length && (uint)(text[at] - '0') <= 9)
        {
            whole = whole * 10 + (text[at++] - '0');
        }

        // Fifteen figures fit a double without loss; a leading zero is another text than the number.
        var figures = at - start;
        if (figures is 0 or > 15 || figures > 1 && text[start] == '0')
        {
            return false;
        }

        if (at < text.Length)
        {
            if (text[at] != '.' || text[^1] == '0' || at + 1 == text.Length)
            {
                return false;
            }

            for (at++; at < text.Length; at++, decimals++)
            {
                if ((uint)(text[at] - '0') > 9)
                {
                    return false;
                }

                whole = whole * 10 + (text[at] - '0');
            }

            if (figures + decimals > 15)
            {
                return false;
            }
        }
        else if (negative && whole == 0)
        {
            return false;
        }

        value = decimals == 0 ? whole : whole / Powers[decimals];
        value = negative ? -value : value;
        return true;
    }

    static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>The whole way.</summary>
    public static NumberReading Read(ReadOnlySpan<char> cell)
    {
        if (TryReadExact(cell, out var exact, out var decimals))
        {
            return decimals == 3 && Math.Abs(exact) >= 1 && Math.Abs(exact) < 1000
                ? new(NumberForm.TwoReadings, exact, Math.Round(exact * 1000), true)
                : new(NumberForm.Exact, exact, decimals > 0 ? double.NaN : exact, false);
        }

        var text = cell.Trim();
        if (text.Length is 0 or > 40)
        {
            return NoNumber;
        }

        var negative = false;
        var percent = false;
        if (text[0] == '(' && text[^1] == ')')
        {
            negative = true;
            text = text[1..^1];
        }

        if (text.Length > 0 && text[^1] == '%')
        {
            percent = true;
            text = text[..^1].TrimEnd();
        }

        if (text.Length > 1 && text[0] is '-' or '+' or '−')
        {
            negative ^= text[0] != '+';
            text = text[1..].TrimStart();
        }

        if (text.Length == 0 || !char.IsAsciiDigit(text[0]) && text[0] is not ('.' or ','))
        {
            return NoNumber;
        }

        var body = ReadBody(text);
        var scale = (negative ? -1 : 1) * (percent ? 0.01 : 1);
        return body with { WithPoint = body.WithPoint * scale, WithComma = body.WithComma * scale };
    }

    static NumberReading ReadBody(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny('e', 'E'))
        {
            return char.IsAsciiDigit(text[^1]) && double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var power) && power < Beyond
                ? new(NumberForm.Dressed, power, power, false)
                : NoNumber;
        }

        var (points, commas, blanks) = (text.Count('.'), text.Count(','), 0);
        foreach (var letter in text)
        {
            if (IsBlankSeparator(letter))
            {
                blanks++;
            }
            else if (!char.IsAsciiDigit(letter) && letter is not ('.' or ','))
            {
                return NoNumber;
            }
        }

        var withPoint = points <= 1 ? Value(text, '.') : double.NaN;
        var withComma = commas <= 1 ? Value(text, ',') : double.NaN;
        if (double.IsNaN(withPoint) && double.IsNaN(withComma))
        {
            return NoNumber;
        }

        var two = !double.IsNaN(withPoint) && !double.IsNaN(withComma) && withPoint != withComma;
        return new(two ? NumberForm.TwoReadings : NumberForm.Dressed, withPoint, withComma, blanks > 0 || points + commas > 0 && (two || points + commas > 1 || withPoint == withComma));
    }

    static bool IsBlankSeparator(char letter) => letter is ' ' or '\u00A0' or '\u202F' or '\u2009' or '\'' or '’';

    /// <summary>The value with this decimal mark; the other mark and blanks may only stand between groups of three.</summary>
    static double Value(ReadOnlySpan<char> text, char mark)
    {
        var cut = text.IndexOf(mark);
        var whole = cut < 0 ? text : text[..cut];
        var fraction = cut < 0 ? default : text[(cut + 1)..];
        if (fraction.ContainsAnyExcept(Figures) || cut >= 0 && fraction.Length == 0 && whole.Length == 0)
        {
            return double.NaN;
        }

        double value = 0;
        var (group, first) = (0, true);
        foreach (var letter in whole)
        {
            if (char.IsAsciiDigit(letter))
            {
                value = value * 10 + (letter - '0');
                group++;
            }
            else if (group is 0 or > 3 || !first && group != 3)
            {
                return double.NaN;
            }
            else
            {
                (group, first) = (0, false);
            }
        }

        if (!first && group != 3)
        {
            return double.NaN;
        }

        return fraction.Length == 0 ? value : value + double.Parse(fraction, NumberStyles.None, CultureInfo.InvariantCulture) / Math.Pow(10, fraction.Length);
    }

    static readonly System.Buffers.SearchValues<char> Figures = System.Buffers.SearchValues.Create("0123456789");
}
