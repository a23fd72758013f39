using System.Globalization;

namespace Muster.Tabular.Reading.Xlsx;

/// <summary>How a number is shown, as far as it says what the number is.</summary>
enum NumberFormat : byte
{
    Number,
    Date,
    Time,
    Duration,
}

/// <summary>Tells dates from numbers by the styles of a workbook (ECMA-376 part 1, 18.8.30 and 18.8.31).</summary>
static class NumberFormats
{
    /// <summary>Reads xl/styles.xml.</summary>
    /// <returns>Format by style index.</returns>
    public static NumberFormat[] Read(XmlBytes xml)
    {
        var custom = new Dictionary<int, NumberFormat>();
        var styles = new List<NumberFormat>();
        var isCells = false;
        while (xml.Read())
        {
            if (xml.Token == XmlToken.Text)
            {
                continue;
            }

            if (xml.Name.SequenceEqual("cellXfs"u8))
            {
                isCells = xml.Token == XmlToken.Start && !xml.IsEmptyElement;
            }
            else if (xml.IsStart("numFmt"u8) && Number(xml, "numFmtId"u8) is { } id)
            {
                custom[id] = OfCode(xml.AttributeText("formatCode"u8));
            }
            else if (isCells && xml.IsStart("xf"u8))
            {
                var format = Number(xml, "numFmtId"u8) ?? 0;
                styles.Add(custom.TryGetValue(format, out var known) ? known : OfBuiltIn(format));
            }
        }

        return [.. styles];
    }

    static int? Number(XmlBytes xml, ReadOnlySpan<byte> attribute) =>
        int.TryParse(xml.Attribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // 27 to 36 and 50 to 58 are dates of East Asian editions.
    static NumberFormat OfBuiltIn(int id) => id switch
    {
        (>= 14 and <= 17) or 22 or (>= 27 and <= 36) or (>= 50 and <= 58) => NumberFormat.Date,
        (>= 18 and <= 21) or 45 or 47 => NumberFormat.Time,
        46 => NumberFormat.Duration,
        _ => NumberFormat.Number,
    };

    /// <summary>The first section of a format code, without what stands in quotes, behind a backslash or in brackets.</summary>
    internal static NumberFormat OfCode(string code)
    {
        var (hasDay, hasTime, hasMonth) = (false, false, false);
        for (var index = 0; index < code.Length && code[index] != ';'; index++)
        {
            switch (char.ToLowerInvariant(code[index]))
            {
                case '"':
                    index = EndOf(code, '"', index);
                    break;
                case '\\' or '_' or '*':
                    index++;
                    break;
                case '[':
                    var close = EndOf(code, ']', index);
                    if (IsElapsed(code.AsSpan((index + 1)..Math.Min(close, code.Length))))
                    {
                        return NumberFormat.Duration;
                    }

                    index = close;
                    break;
                case 'y' or 'd' or 'e' when !IsExponent(code, index):
                    hasDay = true;
                    break;
                case 'h' or 's':
                    hasTime = true;
                    break;
                case 'm':
                    hasMonth = true;
                    break;
                case 'g' when code.AsSpan(index).StartsWith("general", StringComparison.OrdinalIgnoreCase):
                    return NumberFormat.Number;
            }
        }

        return hasDay || (hasMonth && !hasTime) ? NumberFormat.Date : hasTime ? NumberFormat.Time : NumberFormat.Number;
    }

    static int EndOf(string code, char mark, int from) => code.IndexOf(mark, from + 1) is var found and >= 0 ? found : code.Length;

    static bool IsElapsed(ReadOnlySpan<char> inside) => !inside.IsEmpty && inside.TrimStart("hH").IsEmpty | inside.TrimStart("mM").IsEmpty | inside.TrimStart("sS").IsEmpty;

    static bool IsExponent(string code, int index) => code[index] is 'e' or 'E' && index + 1 < code.Length && code[index + 1] is '+' or '-';
}
