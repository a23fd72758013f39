using System.Buffers;
using System.Globalization;

namespace Muster.Tabular.Reading.Xlsx;

/// <summary>Writes the numbers of a workbook as what they are: plain figures, dates, times.</summary>
static class CellNumbers
{
    const int LastSerial = 2_958_465;
    const int DaysTo1904 = 1462;

    static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);

    /// <summary>Adds the text of a number to <paramref name="text"/>.</summary>
    /// <param name="value">As stored.</param>
    /// <param name="format">What its style shows.</param>
    /// <param name="is1904">True where days count from 1904.</param>
    /// <param name="text">Where it goes.</param>
    public static CellKind Write(ReadOnlySpan<byte> value, NumberFormat format, bool is1904, XmlText text)
    {
        if (format == NumberFormat.Number && IsPlain(value))
        {
            text.Append(value, literal: true);
            return CellKind.Number;
        }

        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            text.Append(value, literal: false);
            return CellKind.Text;
        }

        return format switch
        {
            NumberFormat.Date when TryDate(number, is1904, text) => CellKind.Date,
            NumberFormat.Time when number is >= 0 and < 1 => WriteTime(number, text),
            NumberFormat.Time when TryDate(number, is1904, text) => CellKind.Date,
            NumberFormat.Duration when number is >= 0 and < LastSerial => WriteTime(number, text),
            _ => WriteNumber(number, text),
        };
    }

    // Written by the workbook just as a person reads it: no exponent, no noise behind the 15th digit, no zeros at the end.
    static bool IsPlain(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value.Length > 15)
        {
            return false;
        }

        var digits = value[0] == '-' ? value[1..] : value;
        var other = digits.IndexOfAnyExcept(Digits);
        return !digits.IsEmpty && (other < 0
            ? digits.Length == 1 || digits[0] != '0'
            : other > 0 && digits[other] == '.' && digits[^1] is not ((byte)'0' or (byte)'.') && !digits[(other + 1)..].ContainsAnyExcept(Digits));
    }

    /// <summary>Adds the text of a number that is no date.</summary>
    public static CellKind WriteNumber(double number, XmlText text)
    {
        Span<char> buffer = stackalloc char[400];
        var isPlainRange = Math.Abs(number) is 0 or (>= 1e-9 and < 1e21);
        if (!isPlainRange)
        {
            number.TryFormat(buffer, out var length, "R", CultureInfo.InvariantCulture);
            text.Append(buffer[..length]);
            return CellKind.Number;
        }

        // Shortest text that reads back as the same number; as decimal it never has an exponent.
        number.TryFormat(buffer, out var written, "R", CultureInfo.InvariantCulture);
        if (buffer[..written].Contains('E'))
        {
            decimal.Parse(buffer[..written], NumberStyles.Float, CultureInfo.InvariantCulture).TryFormat(buffer, out written, default, CultureInfo.InvariantCulture);
        }

        text.Append(buffer[..written]);
        return CellKind.Number;
    }

    // Day 60 of the 1900 system is a 29 February that never was: days before it are one off.
    static bool TryDate(double serial, bool is1904, XmlText text)
    {
        var days = serial + (is1904 ? DaysTo1904 : 0);
        if (days is < 1 or >= LastSerial + 1 || (int)days == 60)
        {
            return false;
        }

        var seconds = (long)Math.Round(days * 86_400);
        var date = new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified).AddDays(days < 60 ? 1 : 0).AddSeconds(seconds);
        Span<char> buffer = stackalloc char[32];
        date.TryFormat(buffer, out var length, date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        text.Append(buffer[..length]);
        return true;
    }

    static CellKind WriteTime(double days, XmlText text)
    {
        var seconds = (long)Math.Round(days * 86_400);
        text.Append(string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}"));
        return CellKind.Text;
    }
}
