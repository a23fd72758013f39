using System.Globalization;
using System.Text;

namespace Muster.Server.Features.People;

/// <summary>Writes vCards: 3.0 (RFC 2426) for old phones, 4.0 (RFC 6350). Lines end with CRLF and are folded at 75 octets, never inside a character (coordination.md 10.3).</summary>
static class VCards
{
    /// <param name="person">As the viewer sees them.</param>
    /// <param name="version">3 or 4.</param>
    /// <param name="lists">Names of lists, as categories.</param>
    /// <param name="leavesOn">Departure, as a note and a property of our own.</param>
    /// <param name="url">Address of the person's page, or null.</param>
    /// <param name="label">Word before the departure in the note, in the reader's language.</param>
    public static string Write(PersonView person, int version, IReadOnlyList<string> lists, DateOnly? leavesOn, string? url, string label)
    {
        var is4 = version == 4;
        var card = new StringBuilder();
        Line("BEGIN:VCARD");
        Line(is4 ? "VERSION:4.0" : "VERSION:3.0");
        Line($"UID:urn:uuid:{person.Id:D}");
        Line("FN:" + Text(person.FullName));
        Line($"N:{Text(person.FamilyName)};{Text(person.GivenName)};{Text(person.MiddleName)};;");
        if (person.Organisation is { } organisation)
        {
            Line("ORG:" + Text(organisation));
        }

        Optional("TITLE", person.JobTitle);
        Optional("ROLE", person.Role);
        foreach (var (point, isFirst) in person.Of(ContactKind.Email).Select((point, at) => (point, at == 0)))
        {
            Line($"EMAIL;{EmailType(point.Type, isFirst, is4)}:{point.Value}");
        }

        foreach (var (point, isFirst) in person.Of(ContactKind.Phone).Select((point, at) => (point, at == 0)))
        {
            // In 4.0 a telephone is a tel: address, in 3.0 the number as people read it.
            Line(is4 ? $"TEL;VALUE=uri;{PhoneType(point.Type, isFirst, is4)}:tel:{point.Key}" : $"TEL;{PhoneType(point.Type, isFirst, is4)}:{point.Value}");
        }

        foreach (var point in person.Of(ContactKind.Messaging))
        {
            Line($"IMPP;X-SERVICE-TYPE={Parameter(point.Type)}:{Uri(point)}");
        }

        foreach (var point in person.Of(ContactKind.Website))
        {
            Line("URL:" + (is4 ? point.Value : Text(point.Value)));
        }

        if ((person.Country ?? person.Region ?? person.Locality) is not null)
        {
            Line($"ADR;TYPE=WORK:;;;{Text(person.Locality)};{Text(person.Region)};;{Text(person.Country is null ? null : Pages.CountryNames.Of(person.Country))}");
        }

        foreach (var language in is4 ? (person.Languages ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries) : [])
        {
            Line("LANG:" + Text(language));
        }

        var notes = new[] { person.Status, leavesOn is { } day ? $"{label}: {day:yyyy-MM-dd}" : null }.Where(note => !string.IsNullOrWhiteSpace(note));
        Optional("NOTE", string.Join('\n', notes));
        if (leavesOn is { } departure)
        {
            Line("X-MUSTER-DEPARTURE:" + departure.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        if (lists.Count > 0)
        {
            Line("CATEGORIES:" + string.Join(',', lists.Select(Text)));
        }

        if (url is not null)
        {
            Line("SOURCE:" + url);
        }

        Line("REV:" + person.ChangedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        Line("END:VCARD");
        return card.ToString();

        void Optional(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                Line($"{name}:{Text(value)}");
            }
        }

        void Line(string line) => Fold(card, line);
    }

    static string EmailType(string type, bool isFirst, bool is4)
    {
        var kind = type.Equals("Personal", StringComparison.OrdinalIgnoreCase) ? "HOME" : "WORK";
        return is4 ? $"TYPE={kind.ToLowerInvariant()}{(isFirst ? ";PREF=1" : "")}" : $"TYPE=INTERNET,{kind}{(isFirst ? ",PREF" : "")}";
    }

    static string PhoneType(string type, bool isFirst, bool is4)
    {
        var kind = type.ToUpperInvariant() switch { "FAX" => "FAX", "LANDLINE" => "WORK", "SATELLITE" => "VOICE", _ => "CELL" };
        return is4 ? $"TYPE={kind.ToLowerInvariant()}{(isFirst ? ";PREF=1" : "")}" : $"TYPE={kind}{(isFirst ? ",PREF" : "")}";
    }

    static string Uri(ContactPoint point) => $"x-muster-{new string([.. point.Type.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)])}:{System.Uri.EscapeDataString(point.Value)}";

    static string Parameter(string type) => new([.. type.Where(letter => char.IsLetterOrDigit(letter) || letter is '-' or '.')]);

    static string Text(string? value) => (value ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\\n", StringComparison.Ordinal);

    static void Fold(StringBuilder card, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > 75)
            {
                card.Append("\r\n ");
                octets = 1;
            }

            card.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        card.Append("\r\n");
    }
}
