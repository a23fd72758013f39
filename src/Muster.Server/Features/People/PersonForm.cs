using System.Net.Mail;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Tabular.Matching;

namespace Muster.Server.Features.People;

/// <summary>What is entered of a person; the same fields in the page's form and in the API's JSON. Lists hold one entry a line: <c>Mobile: +509 3412 3456</c>; the type before the colon may be left out.</summary>
public sealed partial class PersonForm
{
    internal const int LongestName = 100;
    internal const int LongestLine = 200;
    internal const int LongestNotes = 2000;
    internal const int LongestAddress = 320;
    const int MostLines = 12;

    public string? GivenName { get; set; }
    public string? MiddleName { get; set; }
    public string? FamilyName { get; set; }
    public string? JobTitle { get; set; }

    /// <summary>Any spelling that the registry knows.</summary>
    public string? Organisation { get; set; }

    /// <summary>Id of a functional role; empty for none.</summary>
    public string? Role { get; set; }

    internal Guid? RoleId => Guid.TryParse(Role, out var id) ? id : null;

    /// <summary>ISO 3166 alpha-3 code.</summary>
    public string? Country { get; set; }

    public string? Region { get; set; }
    public string? Locality { get; set; }
    public string? Status { get; set; }
    public string? Notes { get; set; }
    public string? Languages { get; set; }

    /// <summary>E-mail addresses, the primary one first.</summary>
    public string? Emails { get; set; }

    /// <summary>Telephone numbers, the primary one first.</summary>
    public string? Phones { get; set; }

    /// <summary>Names in messaging services: <c>Signal: +509…</c>, <c>WhatsApp: …</c>.</summary>
    public string? Messaging { get; set; }

    public string? Websites { get; set; }
    public DetailReach EmailsFor { get; set; }
    public DetailReach PhonesFor { get; set; }
    public DetailReach LocationFor { get; set; }

    /// <summary>The revision that the person saw.</summary>
    public int Revision { get; set; }

    /// <summary>Contact points as read; the primary one of each kind first.</summary>
    internal IReadOnlyList<ContactPoint> Points { get; private set; } = [];

    internal static string Text(IEnumerable<ContactPoint> points, ContactKind kind) =>
        string.Join('\n', points.Where(point => point.Kind == kind).OrderBy(point => point.Position).Select(point => kind == ContactKind.Website ? point.Value : $"{point.Type}: {point.Value}"));

    /// <summary>Sentences by field; empty when all is well.</summary>
    internal Dictionary<string, string> Check(IStringLocalizer text)
    {
        var errors = new Dictionary<string, string>();
        Line(GivenName, "givenName", LongestName, needed: true);
        Line(MiddleName, "middleName", LongestName);
        Line(FamilyName, "familyName", LongestName, needed: true);
        Line(JobTitle, "jobTitle", LongestLine);
        Line(Region, "region", LongestLine);
        Line(Locality, "locality", LongestLine);
        Line(Status, "status", LongestLine);
        Line(Notes, "notes", LongestNotes);
        Line(Languages, "languages", 100);
        if (!string.IsNullOrWhiteSpace(Country) && !Iso3.IsMatch(Country.Trim()))
        {
            errors["country"] = text["country-form"];
        }

        if (!Enum.IsDefined(EmailsFor) || !Enum.IsDefined(PhonesFor) || !Enum.IsDefined(LocationFor))
        {
            errors["emailsFor"] = text["audience-unknown"];
        }

        Points = [.. Read(Emails, ContactKind.Email, "emails"), .. Read(Phones, ContactKind.Phone, "phones"), .. Read(Messaging, ContactKind.Messaging, "messaging"), .. Read(Websites, ContactKind.Website, "websites")];
        return errors;

        void Line(string? value, string field, int most, bool needed = false)
        {
            if (needed && string.IsNullOrWhiteSpace(value))
            {
                errors[field] = text["needed"];
            }
            else if (value?.Trim().Length > most)
            {
                errors[field] = text["too-long", most];
            }
            else if (value is not null && Markup.IsMatch(value))
            {
                errors[field] = text["no-markup"];
            }
        }

        IEnumerable<ContactPoint> Read(string? lines, ContactKind kind, string field)
        {
            var written = (lines ?? "").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
            if (written.Count > MostLines)
            {
                errors[field] = text["too-many-lines", MostLines];
                return [];
            }

            var points = new List<ContactPoint>();
            foreach (var line in written)
            {
                if (Point(line, kind, points.Count) is { } point)
                {
                    if (!points.Exists(other => other.Key == point.Key && other.Type == point.Type))
                    {
                        points.Add(point);
                    }
                }
                else
                {
                    errors[field] = text["wrong-" + kind, line];
                }
            }

            return points;
        }
    }

    internal void ApplyTo(Person person)
    {
        (person.GivenName, person.MiddleName, person.FamilyName) = (GivenName!.Trim(), Filled(MiddleName), FamilyName!.Trim());
        (person.JobTitle, person.RoleId, person.Country, person.Region, person.Locality) = (Filled(JobTitle), RoleId, Filled(Country)?.ToUpperInvariant(), Filled(Region), Filled(Locality));
        (person.Status, person.Notes, person.Languages) = (Filled(Status), Filled(Notes)?.Replace("\r\n", "\n", StringComparison.Ordinal), Filled(Languages)?.ToLowerInvariant());
        (person.EmailsFor, person.PhonesFor, person.LocationFor) = (EmailsFor, PhonesFor, LocationFor);
        person.SearchText = SearchTextOf(person);
    }

    internal static string SearchTextOf(Person person) => Fold.Text($"{person.FullName} {person.JobTitle}");

    ContactPoint? Point(string line, ContactKind kind, int position)
    {
        // A web address has a colon of its own.
        var (type, value) = kind != ContactKind.Website && Typed.Match(line) is { Success: true } match ? (match.Groups[1].Value.Trim(), match.Groups[2].Value.Trim()) : (DefaultType(kind), line);
        if (value.Length is 0 or > LongestAddress || type.Length > 40 || Markup.IsMatch(value) || Markup.IsMatch(type))
        {
            return null;
        }

        var (shown, key) = kind switch
        {
            ContactKind.Email => MailAddress.TryCreate(value, out var mail) && mail.Address == value && value.Contains('.', StringComparison.Ordinal) ? (value.ToLowerInvariant(), value.ToLowerInvariant()) : default,
            ContactKind.Phone => PhoneBook.Read(value, CountryCodes.Alpha2(Country)) is { } number ? (number.Shown, number.Key) : default,
            ContactKind.Website => Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? (value, value) : default,
            _ => (value, value.ToLowerInvariant()),
        };
        return shown is null ? null : new ContactPoint { Kind = kind, Type = type, Value = shown, Key = key, Position = position };
    }

    static string DefaultType(ContactKind kind) => kind switch { ContactKind.Email => "Work", ContactKind.Phone => "Mobile", ContactKind.Website => "Web", _ => "Other" };

    static string? Filled(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    [GeneratedRegex("^[A-Za-z]{3}$")]
    static partial Regex Iso3 { get; }

    // HTML is refused in every text field (coordination.md 1.2); "< 5" is no markup.
    [GeneratedRegex("<[A-Za-z/!?]")]
    static partial Regex Markup { get; }

    [GeneratedRegex(@"^([\p{L}][\p{L} /-]{0,39}):\s*(.+)$")]
    static partial Regex Typed { get; }
}
