using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Registry;
using Muster.Server.Storage;

namespace Muster.Server.Features.People;

/// <summary>What who keeps a list does: settings, managers, and putting people on it.</summary>
static class ManageList
{
    public static async Task<IResult> Page(ListScope scope, MusterDb db, CancellationToken cancel) => await PageAsync(scope, db, null, cancel);

    public static async Task<IResult> Save(ListScope scope, [FromForm] string? label, [FromForm] ListReach visibility, [FromForm] ListJoining joining, [FromForm] int revision, MusterDb db, IStringLocalizer<PeopleText> text, CancellationToken cancel)
    {
        if (!Enum.IsDefined(visibility) || !Enum.IsDefined(joining))
        {
            return await PageAsync(scope, db, text["audience-unknown"], cancel);
        }

        var list = await db.Set<ContactList>().SingleAsync(list => list.Id == scope.List.Id, cancel);
        if (list.Revision != revision)
        {
            return await PageAsync(scope, db, text["stale"], cancel);
        }

        // A mirrored list is named by what it mirrors (H-2).
        if (list.Type == ContactListType.Custom && label?.Trim() is { Length: > 0 and <= 200 } name)
        {
            (list.Label, list.SearchText) = (name, Operations.Fold.Text(name));
        }

        (list.Visibility, list.Joining, list.Revision) = (visibility, joining, list.Revision + 1);
        await db.SaveChangesAsync(cancel);
        return TypedResults.LocalRedirect(scope.Path + "?told=saved");
    }

    /// <summary>Adds a manager by e-mail, or takes one off.</summary>
    public static async Task<IResult> SetManager(ListScope scope, [FromForm] string? email, [FromForm] bool? remove, MusterDb db, IStringLocalizer<PeopleText> text, CancellationToken cancel)
    {
        var wanted = (email ?? "").Trim().ToUpperInvariant();
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(account => account.NormalizedEmail == wanted, cancel) is not { } account)
        {
            return await PageAsync(scope, db, text["manager-unknown", email ?? ""], cancel);
        }

        var present = await db.Set<ListManager>().SingleOrDefaultAsync(manager => manager.ListId == scope.List.Id && manager.AccountId == account.Id, cancel);
        if (remove is true && present is not null)
        {
            db.Remove(present);
        }
        else if (remove is not true && present is null)
        {
            db.Add(new ListManager { ListId = scope.List.Id, AccountId = account.Id });
        }

        await db.SaveChangesAsync(cancel);
        return TypedResults.LocalRedirect(scope.Path + "/settings");
    }

    public static Task<IResult> AddPage(ListScope scope, MusterDb db, CancellationToken cancel) => AddPageAsync(scope, new PersonForm(), [], db, cancel);

    /// <summary>Puts a person on the list: somebody known by one of the e-mails, else a new record that the person can claim later.</summary>
    public static async Task<IResult> Add(ListScope scope, [FromForm] PersonForm? form, [FromForm] DateOnly? arrivesOn, [FromForm] DateOnly? leavesOn, PersonStore people, OrganisationStore organisations, CheckInDesk desk, MusterDb db, IStringLocalizer<PeopleText> text, CancellationToken cancel)
    {
        form ??= new();
        var (made, refusal, errors) = await AddAsync(scope, form, new CheckInForm { ArrivesOn = arrivesOn, LeavesOn = leavesOn }, people, organisations, desk, db, text, cancel);
        return errors.Count > 0 ? await AddPageAsync(scope, form, errors, db, cancel) : refusal ?? (IResult)TypedResults.LocalRedirect($"{scope.Path}?told=added&person={made!.PersonId:D}");
    }

    /// <returns>201 and the check-in; 400 <c>person-invalid</c>; 409 <c>checked-in-already</c>.</returns>
    public static async Task<IResult> HandleAdd(ListScope scope, NewMember member, PersonStore people, OrganisationStore organisations, CheckInDesk desk, MusterDb db, IStringLocalizer<PeopleText> text, CancellationToken cancel)
    {
        var (made, refusal, errors) = await AddAsync(scope, member.Person ?? new(), new CheckInForm { ArrivesOn = member.ArrivesOn, LeavesOn = member.LeavesOn }, people, organisations, desk, db, text, cancel);
        if (errors.Count > 0)
        {
            return Persons.Invalid(errors, text);
        }

        return refusal ?? (IResult)TypedResults.Created($"/api{scope.Path}/check-ins/{made!.Id:D}", CheckInAnswer.Of(made));
    }

    static async Task<(CheckIn? Made, Refusal? Refusal, Dictionary<string, string> Errors)> AddAsync(ListScope scope, PersonForm form, CheckInForm dates, PersonStore people, OrganisationStore organisations, CheckInDesk desk, MusterDb db, IStringLocalizer text, CancellationToken cancel)
    {
        var errors = dates.Check(text, desk.Today(scope));
        var checkedForm = form.Check(text);
        var emails = form.Points.Where(point => point.Kind == ContactKind.Email).Select(point => point.Key).ToList();
        var person = emails.Count == 0 || checkedForm.ContainsKey("emails") ? null : await db.Set<ContactPoint>().Where(point => point.Kind == ContactKind.Email && emails.Contains(point.Key))
            .Join(db.Set<Person>(), point => point.PersonId, person => person.Id, (point, person) => person).FirstOrDefaultAsync(cancel);
        if (errors.Count > 0)
        {
            return (null, null, errors);
        }

        if (person is null)
        {
            person = people.New(scope.Viewer);
            errors = await people.SaveAsync(person, form, isNew: true, text, organisations, cancel);
            if (errors.Count > 0)
            {
                return (null, null, errors);
            }
        }

        var (made, refusal) = await desk.CheckInAsync(scope, person, dates, cancel);
        return (made, refusal, errors);
    }

    static async Task<IResult> AddPageAsync(ListScope scope, PersonForm form, Dictionary<string, string> errors, MusterDb db, CancellationToken cancel) =>
        new RazorComponentResult<AddPersonPage>(new
        {
            Scope = scope,
            Form = form,
            Errors = (IReadOnlyDictionary<string, string>)errors,
            Organisations = (IReadOnlyList<string>)await db.Set<Organisation>().AsNoTracking().Where(organisation => organisation.MergedIntoId == null).OrderBy(organisation => organisation.Name).Select(organisation => organisation.Name).Take(500).ToListAsync(cancel),
        })
        { StatusCode = errors.Count == 0 ? 200 : 400 };

    static async Task<IResult> PageAsync(ListScope scope, MusterDb db, string? error, CancellationToken cancel) =>
        new RazorComponentResult<ListSettingsPage>(new
        {
            Scope = scope,
            Managers = (IReadOnlyList<(string Name, string Email)>)[.. (await db.Set<ListManager>().AsNoTracking().Where(manager => manager.ListId == scope.List.Id).Join(db.Users, manager => manager.AccountId, account => account.Id, (manager, account) => new { account.DisplayName, account.Email }).ToListAsync(cancel)).OrderBy(manager => manager.DisplayName).Select(manager => (manager.DisplayName, manager.Email!))],
            Error = error,
        })
        { StatusCode = error is null ? 200 : 400 };
}

/// <summary>A person to put on a list, for scripts.</summary>
/// <param name="Person">Fields of the record; only used where no e-mail of it is known.</param>
/// <param name="ArrivesOn">Arrival; today where null.</param>
/// <param name="LeavesOn">Departure, or null.</param>
public sealed record NewMember(PersonForm? Person, DateOnly? ArrivesOn, DateOnly? LeavesOn);
