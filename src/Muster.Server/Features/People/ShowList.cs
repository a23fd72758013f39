using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Registry;
using Muster.Server.Storage;

namespace Muster.Server.Features.People;

/// <summary>A list with the people on it.</summary>
static class ShowList
{
    internal const int PageSize = 50;

    public static async Task<RazorComponentResult<ListPage>> Page(ListScope scope, ListMembersQuery query, MusterDb db, [AsParameters] MemberChoice choice, CancellationToken cancel)
    {
        var (members, total) = await query.ReadAsync(scope, choice, PageSize, cancel);
        var waiting = scope.IsManager ? await db.Set<CheckIn>().CountAsync(checkIn => checkIn.ListId == scope.List.Id && checkIn.EndedAt == null && checkIn.IsPending, cancel) : 0;
        return new(new
        {
            Scope = scope,
            Choice = choice,
            Members = members,
            Total = total,
            Waiting = waiting,
            Organisations = await query.OrganisationsAsync(scope, cancel),
            Roles = (IReadOnlyList<FunctionalRole>)await db.Set<FunctionalRole>().AsNoTracking().Where(role => !role.IsRetired).OrderBy(role => role.Name).ToListAsync(cancel),
        });
    }

    /// <returns>The list, and a page of up to 100 people with their number in <c>X-Total-Count</c>.</returns>
    public static async Task<Ok<ListAnswer>> Handle(ListScope scope, ListMembersQuery query, [AsParameters] MemberChoice choice, HttpContext context, CancellationToken cancel)
    {
        var (members, total) = await query.ReadAsync(scope, choice, 100, cancel);
        context.Response.Headers["X-Total-Count"] = total.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return TypedResults.Ok(ListAnswer.Of(scope, total, [.. members.Select(member => MemberAnswer.Of(member))]));
    }

    /// <summary>Exports of the list, for who keeps it (H-22).</summary>
    public static async Task<RazorComponentResult<ListExportsPage>> Exports(ListScope scope, MusterDb db, CancellationToken cancel)
    {
        var entries = await db.Set<AuditEntry>().AsNoTracking().Where(entry => entry.Action == ExportList.Action && entry.Subject == scope.List.Slug)
            .OrderByDescending(entry => entry.At).Take(200)
            .Join(db.Users, entry => entry.AccountId, account => account.Id, (entry, account) => new ExportLine(entry.At, account.DisplayName, entry.Detail ?? "")).ToListAsync(cancel);
        return new(new { Scope = scope, Lines = (IReadOnlyList<ExportLine>)[.. entries.OrderByDescending(line => line.At)] });
    }
}

/// <summary>An export as its log shows it.</summary>
/// <param name="At">When.</param>
/// <param name="Who">By whom.</param>
/// <param name="What">Format and number of rows.</param>
public sealed record ExportLine(DateTimeOffset At, string Who, string What);

/// <summary>A list for scripts.</summary>
/// <param name="Slug">Short name.</param>
/// <param name="Label">Name.</param>
/// <param name="Type">What it mirrors.</param>
/// <param name="Operation">Short name of its operation, or null.</param>
/// <param name="Visibility">Who sees it.</param>
/// <param name="Joining">How people come onto it.</param>
/// <param name="Total">People that the viewer sees on it.</param>
/// <param name="CheckIns">A page of them; null in lists of lists.</param>
public sealed record ListAnswer(string Slug, string Label, ContactListType Type, string? Operation, ListReach Visibility, ListJoining Joining, int Total, IReadOnlyList<MemberAnswer>? CheckIns)
{
    internal static ListAnswer Of(ListScope scope, int total, IReadOnlyList<MemberAnswer>? members) => new(scope.List.Slug, scope.List.Label, scope.List.Type, scope.Operation?.Slug, scope.List.Visibility, scope.List.Joining, total, members);
}

/// <summary>A check-in for scripts.</summary>
/// <param name="Id">Check-in.</param>
/// <param name="Person">Who.</param>
/// <param name="Pending">Waits for a manager.</param>
/// <param name="ArrivesOn">Arrival.</param>
/// <param name="LeavesOn">Departure, or null.</param>
public sealed record MemberAnswer(Guid Id, PersonAnswer Person, bool Pending, DateOnly ArrivesOn, DateOnly? LeavesOn)
{
    internal static MemberAnswer Of(ListMember member) => new(member.CheckIn.Id, PersonAnswer.Of(member.Person), member.CheckIn.IsPending, member.CheckIn.ArrivesOn, member.CheckIn.LeavesOn);
}

/// <summary>A person for scripts; what the viewer may not see is null or absent.</summary>
/// <param name="Id">Person.</param>
/// <param name="Kind">How the record came to be.</param>
/// <param name="GivenName">Given name.</param>
/// <param name="MiddleName">Middle name, or null.</param>
/// <param name="FamilyName">Family name.</param>
/// <param name="JobTitle">Job title, or null.</param>
/// <param name="Organisation">Organisation, or null.</param>
/// <param name="Role">Functional role, or null.</param>
/// <param name="Country">ISO3, or null.</param>
/// <param name="Region">Admin 1, or null.</param>
/// <param name="Locality">Place, or null.</param>
/// <param name="Status">Short status, or null.</param>
/// <param name="Languages">Languages, or null.</param>
/// <param name="Verified">Somebody vouched for them.</param>
/// <param name="Contacts">Ways to reach them.</param>
public sealed record PersonAnswer(Guid Id, PersonKind Kind, string GivenName, string? MiddleName, string FamilyName, string? JobTitle, string? Organisation, string? Role, string? Country, string? Region, string? Locality, string? Status, string? Languages, bool Verified, IReadOnlyList<ContactAnswer> Contacts)
{
    internal static PersonAnswer Of(PersonView view) => new(
        view.Id, view.Kind, view.GivenName, view.MiddleName, view.FamilyName, view.JobTitle, view.Organisation, view.Role, view.Country, view.Region, view.Locality, view.Status, view.Languages, view.IsVerified,
        [.. view.Points.Select(point => new ContactAnswer(point.Kind, point.Type, point.Value))]);
}

/// <summary>A way to reach a person, for scripts.</summary>
/// <param name="Kind">E-mail, phone, messaging or website.</param>
/// <param name="Type">Work, Mobile, Signal …</param>
/// <param name="Value">Address, number or name.</param>
public sealed record ContactAnswer(ContactKind Kind, string Type, string Value);
