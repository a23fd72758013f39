using PhoneNumbers;

namespace Muster.Server.Features.People;

/// <summary>Telephone numbers, read with Google's library of numbering plans. Numbers of satellite networks are accepted although their code is no country's.</summary>
static class PhoneBook
{
    static readonly string[] Satellite = ["+870", "+881", "+882", "+883", "+8816", "+8817"];

    /// <summary>A number in international form.</summary>
    /// <param name="Shown"><c>+509 34 12 3456</c>.</param>
    /// <param name="Key">E.164.</param>
    /// <param name="Region">ISO 3166 alpha-2 code; <c>001</c> for a network of no country.</param>
    public sealed record Number(string Shown, string Key, string Region)
    {
        /// <summary>Local to a country: its own number, or a satellite one (H-14).</summary>
        public bool IsLocalTo(string alpha2) => Region == alpha2 || Region == "001";
    }

    /// <summary>Reads what somebody typed.</summary>
    /// <param name="text">International, or national of <paramref name="alpha2"/>.</param>
    /// <param name="alpha2">Country that a number without a plus is read for, or null.</param>
    /// <returns>Null where it is no number of any plan.</returns>
    public static Number? Read(string text, string? alpha2)
    {
        var util = PhoneNumberUtil.GetInstance();
        var written = text.Trim();
        if (written.StartsWith("00", StringComparison.Ordinal))
        {
            written = "+" + written[2..];
        }

        try
        {
            var number = util.Parse(written, alpha2);
            var key = util.Format(number, PhoneNumberFormat.E164);
            var isSatellite = Array.Exists(Satellite, code => key.StartsWith(code, StringComparison.Ordinal)) && key.Length is >= 10 and <= 16;
            return util.IsValidNumber(number) || isSatellite
                ? new Number(util.Format(number, PhoneNumberFormat.INTERNATIONAL), key, isSatellite ? "001" : util.GetRegionCodeForNumber(number) ?? "001")
                : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>Of a stored number.</summary>
    public static bool IsLocal(string key, string alpha2) => Read(key, null)?.IsLocalTo(alpha2) is true;
}
