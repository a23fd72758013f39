using System.Globalization;
using System.Text.RegularExpressions;

namespace Muster.Server.Features.KeyFigures;

/// <summary>Reads a figure as a person types it. What can be read in two ways is not read at all.</summary>
static partial class FigureNumber
{
    /// <summary>How a text was read.</summary>
    public enum Reading
    {
        /// <summary>A number.</summary>
        Number,

        /// <summary>Said to be unknown: blank, a dash, n/a. Not zero.</summary>
        NotGiven,

        /// <summary>One comma or point before three digits: thousands or decimals, nobody knows.</summary>
        Ambiguous,

        /// <summary>No number.</summary>
        Wrong,
    }

    static readonly string[] Unknown = ["", "-", "–", "—", "n/a", "na", "n.a.", "nd", "n.d.", "..", "…"];

    /// <summary>Reads "1410774", "1 410 774", "1'410'774", "1,410,774", "1.410.774,5", "12,5" and "0.125"; "12,345" is ambiguous.</summary>
    public static Reading Read(string? text, out decimal value)
    {
        value = 0;
        var typed = (text ?? "").Trim();
        if (Unknown.Contains(typed, StringComparer.OrdinalIgnoreCase))
        {
            return Reading.NotGiven;
        }

        if (typed.Length > 60 || Form.Match(typed) is not { Success: true } form)
        {
            return Reading.Wrong;
        }

        if (form.Groups["plain"] is { Success: true, Length: <= 3, Value: not "0" } && form.Groups["rest"].Length == 3)
        {
            return Reading.Ambiguous;
        }

        var digits = NotDigits.Replace(form.Groups["plain"].Value + form.Groups["grouped"].Value, "");
        var plain = $"{form.Groups["sign"].Value}{digits}.{form.Groups["rest"].Value}0";
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) ? Reading.Number : Reading.Wrong;
    }

    // Whole digits with one mark before the rest; or groups of three: by blanks or apostrophes, or by a mark that occurs twice or stands beside the other one.
    [GeneratedRegex(@"^(?<sign>[-+]?)(?:(?<plain>\d+)(?:[.,](?<rest>\d+))?|(?<grouped>\d{1,3}(?:[ \u00A0\u202F'’]\d{3})+)(?:[.,](?<rest>\d+))?|(?<grouped>\d{1,3}(?:,\d{3}){2,})|(?<grouped>\d{1,3}(?:\.\d{3}){2,})|(?<grouped>\d{1,3}(?:,\d{3})+)\.(?<rest>\d+)|(?<grouped>\d{1,3}(?:\.\d{3})+),(?<rest>\d+))$", RegexOptions.ExplicitCapture)]
    static partial Regex Form { get; }

    [GeneratedRegex(@"\D")]
    static partial Regex NotDigits { get; }
}
