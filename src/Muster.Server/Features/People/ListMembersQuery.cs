using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Registry;
using Muster.Server.Storage;

namespace Muster.Server.Features.People;

/// <summary>Reads who is on a list, as the viewer sees them.</summary>
sealed class ListMembersQuery(MusterDb db, PersonStore people)
{
    /// <summary>A page of a list, and how many there are.</summary>
    /// <param name="scope">The list.</param>
    /// <param name="choice">How it is narrowed.</param>
    /// <param name="size">Most rows; 0 for all.</param>
    /// <param name="cancel">Stops.</param>
    public async Task<(IReadOnlyList<ListMember> Members, int Total)> ReadAsync(ListScope scope, MemberChoice choice, int size, CancellationToken cancel)
    {
        var live = db.Set<CheckIn>().AsNoTracking().Where(checkIn => checkIn.ListId == scope.List.Id && checkIn.EndedAt == null);
        // H-11: pending ones are for managers, and for no export.
        var isPending = scope.IsManager && choice.Pending is true;
        live = live.Where(checkIn => checkIn.IsPending == isPending);
        var found = people.Query(scope.Viewer, choice.Q).Join(live, person => person.Id, checkIn => checkIn.PersonId, (person, checkIn) => new { Person = person, CheckIn = checkIn });
        if (choice.Organisation is { } organisation)
        {
            found = found.Where(row => row.Person.OrganisationId == organisation || db.Set<Organisation>().Any(merged => merged.Id == row.Person.OrganisationId && merged.MergedIntoId == organisation));
        }

        if (choice.Role is { } role)
        {
            found = found.Where(row => row.Person.RoleId == role);
        }

        var total = await found.CountAsync(cancel);
        found = choice.Sort switch
        {
            "arrival" => found.OrderByDescending(row => row.CheckIn.ArrivesOn).ThenBy(row => row.Person.FamilyName).ThenBy(row => row.Person.Id),
            "departure" => found.OrderBy(row => row.CheckIn.LeavesOn == null).ThenBy(row => row.CheckIn.LeavesOn).ThenBy(row => row.Person.FamilyName).ThenBy(row => row.Person.Id),
            _ => found.OrderBy(row => row.Person.FamilyName).ThenBy(row => row.Person.GivenName).ThenBy(row => row.Person.Id),
        };
        var rows = await (size == 0 ? found : found.Skip((Math.Max(1, choice.Page ?? 1) - 1) * size).Take(size)).ToListAsync(cancel);
        var views = (await people.ViewAsync([.. rows.Select(row => row.Person)], scope.Viewer, cancel)).ToDictionary(view => view.Id);
        return ([.. rows.Where(row => views.ContainsKey(row.Person.Id)).Select(row => new ListMember(views[row.Person.Id], row.CheckIn))], total);
    }

    /// <summary>Organisations of the people on a list, for the filter.</summary>
    public async Task<IReadOnlyList<Organisation>> OrganisationsAsync(ListScope scope, CancellationToken cancel)
    {
        var found = await db.Set<Organisation>().AsNoTracking().Where(organisation => db.Set<CheckIn>().Any(checkIn => checkIn.ListId == scope.List.Id && checkIn.EndedAt == null && !checkIn.IsPending
            && db.Set<Person>().Any(person => person.Id == checkIn.PersonId && person.OrganisationId == organisation.Id))).ToListAsync(cancel);
        return [.. found.OrderBy(organisation => Fold.Text(organisation.Name), StringComparer.Ordinal)];
    }

    /// <summary>Names of the clusters and the other lists of its operation that people of a list stand on: the column <c>Groups</c> of the old exports.</summary>
    public async Task<ILookup<Guid, string>> GroupsAsync(ListScope scope, IReadOnlyList<ListScope> visible, CancellationToken cancel)
    {
        var labels = visible.Where(other => other.List.Type is ContactListType.Cluster or ContactListType.Custom).ToDictionary(other => other.List.Id, other => other.List.Label);
        var ids = labels.Keys.ToList();
        var rows = await db.Set<CheckIn>().AsNoTracking().Where(checkIn => ids.Contains(checkIn.ListId) && checkIn.EndedAt == null && !checkIn.IsPending
            && db.Set<CheckIn>().Any(own => own.ListId == scope.List.Id && own.PersonId == checkIn.PersonId && own.EndedAt == null)).Select(checkIn => new { checkIn.PersonId, checkIn.ListId }).ToListAsync(cancel);
        return rows.ToLookup(row => row.PersonId, row => labels[row.ListId]);
    }

    /// <summary>The same for hubs: the column <c>Offices</c>.</summary>
    public async Task<ILookup<Guid, string>> OfficesAsync(ListScope scope, IReadOnlyList<ListScope> visible, CancellationToken cancel)
    {
        var labels = visible.Where(other => other.List.Type is ContactListType.Office).ToDictionary(other => other.List.Id, other => other.List.Label);
        var ids = labels.Keys.ToList();
        var rows = ids.Count == 0 ? [] : await db.Set<CheckIn>().AsNoTracking().Where(checkIn => ids.Contains(checkIn.ListId) && checkIn.EndedAt == null && !checkIn.IsPending
            && db.Set<CheckIn>().Any(own => own.ListId == scope.List.Id && own.PersonId == checkIn.PersonId && own.EndedAt == null)).Select(checkIn => new { checkIn.PersonId, checkIn.ListId }).ToListAsync(cancel);
        return rows.ToLookup(row => row.PersonId, row => labels[row.ListId]);
    }
}

/// <summary>How a list is narrowed and sorted.</summary>
/// <param name="Q">Words of name, job title or organisation.</param>
/// <param name="Organisation">Only people of this organisation.</param>
/// <param name="Role">Only holders of this role.</param>
/// <param name="Pending">Those who wait, for managers.</param>
/// <param name="Sort"><c>name</c>, <c>arrival</c> or <c>departure</c>.</param>
/// <param name="Page">From 1.</param>
public sealed record MemberChoice(string? Q, Guid? Organisation, Guid? Role, bool? Pending, string? Sort, int? Page)
{
    /// <summary>The address of this choice below a path.</summary>
    public string Address(string path) => Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(path, new Dictionary<string, string?>
    {
        ["q"] = string.IsNullOrWhiteSpace(Q) ? null : Q.Trim(),
        ["organisation"] = Organisation?.ToString("D"),
        ["role"] = Role?.ToString("D"),
        ["pending"] = Pending is true ? "true" : null,
        ["sort"] = string.IsNullOrEmpty(Sort) ? null : Sort,
        ["page"] = Page is > 1 ? Page.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
    }.Where(part => part.Value is not null));
}

/// <summary>A person on a list.</summary>
/// <param name="Person">As the viewer sees them.</param>
/// <param name="CheckIn">Their check-in.</param>
public sealed record ListMember(PersonView Person, CheckIn CheckIn);
