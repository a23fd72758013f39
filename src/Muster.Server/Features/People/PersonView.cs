using Muster.Server.Features.Accounts;
using Muster.Server.Features.Registry;

namespace Muster.Server.Features.People;

/// <summary>A person as one viewer sees them: what they may not see is absent. Pages, exports and the API all write from this, so that no format shows more than another (H-18).</summary>
/// <param name="Id">Person.</param>
/// <param name="Kind">How the record came to be.</param>
/// <param name="GivenName">Given name.</param>
/// <param name="MiddleName">Middle name, or null.</param>
/// <param name="FamilyName">Family name.</param>
/// <param name="JobTitle">Job title, or null.</param>
/// <param name="Organisation">Primary organisation, or null.</param>
/// <param name="OrganisationShort">Its acronym or name.</param>
/// <param name="OrganisationKind">Its type.</param>
/// <param name="Role">Functional role in the reader's language, or null.</param>
/// <param name="Country">ISO3 of where they are; null where none is given or the viewer may not see it.</param>
/// <param name="Region">Admin 1, likewise.</param>
/// <param name="Locality">Place, likewise.</param>
/// <param name="Status">Short status, or null.</param>
/// <param name="Notes">Notes, or null.</param>
/// <param name="Languages">Languages, or null.</param>
/// <param name="Points">Contact points that the viewer sees, the primary one of each kind first.</param>
/// <param name="IsVerified">Somebody vouched for them.</param>
/// <param name="Withheld">Details exist that the viewer does not see.</param>
/// <param name="ChangedAt">Last change.</param>
/// <param name="CreatedAt">When the record was made.</param>
public sealed record PersonView(
    Guid Id, PersonKind Kind, string GivenName, string? MiddleName, string FamilyName, string? JobTitle, string? Organisation, string? OrganisationShort, OrganisationKind OrganisationKind, string? Role,
    string? Country, string? Region, string? Locality, string? Status, string? Notes, string? Languages, IReadOnlyList<ContactPoint> Points, bool IsVerified, bool Withheld, DateTimeOffset ChangedAt, DateTimeOffset CreatedAt)
{
    public string FullName => string.Join(' ', new[] { GivenName, MiddleName, FamilyName }.Where(part => !string.IsNullOrWhiteSpace(part)));

    /// <summary>Values of one kind, the primary one first.</summary>
    public IEnumerable<ContactPoint> Of(ContactKind kind) => Points.Where(point => point.Kind == kind);

    internal static PersonView Of(Person person, IReadOnlyList<ContactPoint> points, Organisation? organisation, FunctionalRole? role, bool isVerified, Viewer viewer, bool isConnected)
    {
        var emails = Access.MaySeeDetails(viewer, person.AccountId, person.EmailsFor, isConnected);
        var phones = Access.MaySeeDetails(viewer, person.AccountId, person.PhonesFor, isConnected);
        var location = Access.MaySeeDetails(viewer, person.AccountId, person.LocationFor, isConnected);
        // A name in a messaging service is as often as not the telephone number: the same rule holds for both.
        var seen = points.Where(point => point.Kind switch { ContactKind.Email => emails, ContactKind.Phone or ContactKind.Messaging => phones, _ => true }).ToList();
        return new PersonView(
            person.Id,
            person.AccountId is not null ? PersonKind.Normal : points.Any(point => point.Kind == ContactKind.Email) ? PersonKind.Orphan : PersonKind.Ghost,
            person.GivenName, person.MiddleName, person.FamilyName, person.JobTitle, organisation?.Title, organisation?.ShortName, organisation?.Kind ?? OrganisationKind.Unknown, role?.Title,
            location ? person.Country : null, location ? person.Region : null, location ? person.Locality : null,
            person.Status, person.Notes, person.Languages, seen, isVerified,
            seen.Count < points.Count || (!location && (person.Country ?? person.Region ?? person.Locality) is not null), person.ChangedAt, person.CreatedAt);
    }
}
