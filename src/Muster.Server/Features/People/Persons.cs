using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Registry;
using Muster.Server.Storage;

namespace Muster.Server.Features.People;

/// <summary>Finding people, the page of each, and changing a record.</summary>
static class Persons
{
    internal const int PageSize = 50;

    /// <summary>Letters that a search needs (coordination.md 1.10).</summary>
    internal const int LeastLetters = 3;

    public static async Task<RazorComponentResult<PeoplePage>> Page(Viewer viewer, PersonStore people, string? q, int? page, CancellationToken cancel)
    {
        var isAsked = (q ?? "").Trim().Length >= LeastLetters;
        var found = people.Query(viewer, q);
        var rows = isAsked ? await found.Skip((Math.Max(1, page ?? 1) - 1) * PageSize).Take(PageSize).ToListAsync(cancel) : [];
        return new(new { Viewer = viewer, Q = q, Found = await people.ViewAsync(rows, viewer, cancel), Total = isAsked ? await found.CountAsync(cancel) : 0, Number = Math.Max(1, page ?? 1), IsAsked = isAsked });
    }

    /// <returns>Up to 100 people, their number in <c>X-Total-Count</c>; 400 <c>search-too-short</c>.</returns>
    public static async Task<IResult> Handle(Viewer viewer, PersonStore people, string? q, int? page, HttpContext context, IStringLocalizer<PeopleText> text, CancellationToken cancel)
    {
        if ((q ?? "").Trim().Length < LeastLetters)
        {
            return new Refusal(400, "search-too-short", text["search-too-short", LeastLetters]);
        }

        var found = people.Query(viewer, q);
        context.Response.Headers["X-Total-Count"] = (await found.CountAsync(cancel)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var rows = await found.Skip((Math.Max(1, page ?? 1) - 1) * 100).Take(100).ToListAsync(cancel);
        return TypedResults.Ok<IReadOnlyList<PersonAnswer>>([.. (await people.ViewAsync(rows, viewer, cancel)).Select(PersonAnswer.Of)]);
    }

    public static async Task<IResult> Show(PersonScope scope, Guid person, PersonStore people, ListStore lists, MusterDb db, CancellationToken cancel)
    {
        // A merged record's address leads to the one it became.
        return person == scope.Person.Id ? await PageAsync(scope, people, lists, db, cancel) : TypedResults.LocalRedirect(scope.Path);
    }

    /// <returns>The person; 404 where there is none for this viewer.</returns>
    public static async Task<Ok<PersonAnswer>> HandleOne(PersonScope scope, PersonStore people, CancellationToken cancel) =>
        TypedResults.Ok(PersonAnswer.Of((await people.ViewAsync([scope.Person], scope.Viewer, cancel)).Single()));

    /// <summary>A card for the phone.</summary>
    public static async Task<FileContentHttpResult> Card(PersonScope scope, PersonStore people, MusterSettings settings, IStringLocalizer<PeopleText> text, int? version, CancellationToken cancel)
    {
        var view = (await people.ViewAsync([scope.Person], scope.Viewer, cancel)).Single();
        var card = VCards.Write(view, version == 3 ? 3 : 4, [], null, settings.Url is { } url ? $"{url}{scope.Path}" : null, text["leaves"]);
        return TypedResults.File(System.Text.Encoding.UTF8.GetBytes(card), "text/vcard; charset=utf-8", (Operations.Slug.Of(view.FullName) is { Length: > 0 } name ? name : "person") + ".vcf");
    }

    /// <summary>Own record: <c>/me</c> leads to it.</summary>
    public static async Task<RedirectHttpResult> Own(Viewer viewer, PersonStore people, CancellationToken cancel) => TypedResults.LocalRedirect($"/people/{(await people.OwnAsync(viewer, cancel)).Id:D}/edit");

    public static async Task<IResult> EditPage(PersonScope scope, MusterDb db, CancellationToken cancel) => await FormAsync(scope, await FormOfAsync(scope.Person, db, cancel), [], db, cancel);

    public static async Task<IResult> SaveFromForm(PersonScope scope, [FromForm] PersonForm? form, PersonStore people, OrganisationStore organisations, ListStore lists, MusterDb db, IStringLocalizer<PeopleText> text, CancellationToken cancel)
    {
        form ??= new();
        var errors = await SaveAsync(scope, form, people, organisations, lists, db, text, cancel);
        return errors.Count > 0 ? await FormAsync(scope, form, errors, db, cancel) : TypedResults.LocalRedirect(scope.Path + "?told=saved");
    }

    /// <returns>200 and the person; 400 <c>person-invalid</c>; 409 <c>changed-meanwhile</c>.</returns>
    public static async Task<IResult> Save(PersonScope scope, PersonForm form, PersonStore people, OrganisationStore organisations, ListStore lists, MusterDb db, IStringLocalizer<PeopleText> text, CancellationToken cancel)
    {
        var errors = await SaveAsync(scope, form, people, organisations, lists, db, text, cancel);
        if (errors.TryGetValue("", out var stale))
        {
            return new Refusal(409, "changed-meanwhile", stale);
        }

        if (errors.Count > 0)
        {
            return Invalid(errors, text);
        }

        var saved = await db.Set<Person>().AsNoTracking().SingleAsync(person => person.Id == scope.Person.Id, cancel);
        return TypedResults.Ok(PersonAnswer.Of((await people.ViewAsync([saved], scope.Viewer, cancel)).Single()));
    }

    internal static Refusal Invalid(Dictionary<string, string> errors, IStringLocalizer text) =>
        new(400, "person-invalid", text["person-invalid"]) { Errors = errors.ToDictionary(error => error.Key, error => new[] { error.Value }) };

    static async Task<Dictionary<string, string>> SaveAsync(PersonScope scope, PersonForm form, PersonStore people, OrganisationStore organisations, ListStore lists, MusterDb db, IStringLocalizer text, CancellationToken cancel)
    {
        var person = await db.Set<Person>().SingleAsync(person => person.Id == scope.Person.Id, cancel);
        if (person.Revision != form.Revision)
        {
            return new Dictionary<string, string> { [""] = text["stale"] };
        }

        var errors = await people.SaveAsync(person, form, isNew: false, text, organisations, cancel);
        if (errors.Count == 0)
        {
            await FollowAsync(person, lists, db, cancel);
        }

        return errors;
    }

    /// <summary>The lists of an organisation and of a role follow who says that they belong to it.</summary>
    static async Task FollowAsync(Person person, ListStore lists, MusterDb db, CancellationToken cancel)
    {
        var wanted = new List<Guid>();
        if (person.OrganisationId is { } organisation && await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == organisation, cancel) is { } named)
        {
            wanted.Add((await lists.MirrorAsync(ContactListType.Organisation, organisation, named.Title, cancel)).Id);
        }

        if (person.RoleId is { } role && await db.Set<FunctionalRole>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == role, cancel) is { } held)
        {
            wanted.Add((await lists.MirrorAsync(ContactListType.FunctionalRole, role, held.Name, cancel)).Id);
        }

        var now = person.ChangedAt;
        var present = await db.Set<CheckIn>().Where(checkIn => checkIn.PersonId == person.Id && checkIn.EndedAt == null
            && db.Set<ContactList>().Any(list => list.Id == checkIn.ListId && (list.Type == ContactListType.Organisation || list.Type == ContactListType.FunctionalRole))).ToListAsync(cancel);
        foreach (var left in present.Where(checkIn => !wanted.Contains(checkIn.ListId)))
        {
            (left.EndedAt, left.EndReason, left.Revision) = (now, CheckOutReason.Left, left.Revision + 1);
        }

        db.AddRange(wanted.Where(list => present.TrueForAll(checkIn => checkIn.ListId != list)).Select(list => new CheckIn { ListId = list, PersonId = person.Id, ArrivesOn = DateOnly.FromDateTime(now.UtcDateTime), CreatedAt = now, CreatedBy = person.AccountId }));
        await db.SaveChangesAsync(cancel);
    }

    internal static async Task<PersonForm> FormOfAsync(Person person, MusterDb db, CancellationToken cancel)
    {
        var points = await db.Set<ContactPoint>().AsNoTracking().Where(point => point.PersonId == person.Id).ToListAsync(cancel);
        var organisation = person.OrganisationId is { } id ? await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel) : null;
        return new PersonForm
        {
            GivenName = person.GivenName,
            MiddleName = person.MiddleName,
            FamilyName = person.FamilyName,
            JobTitle = person.JobTitle,
            Organisation = organisation?.Name,
            Role = person.RoleId?.ToString("D"),
            Country = person.Country,
            Region = person.Region,
            Locality = person.Locality,
            Status = person.Status,
            Notes = person.Notes,
            Languages = person.Languages,
            Emails = PersonForm.Text(points, ContactKind.Email),
            Phones = PersonForm.Text(points, ContactKind.Phone),
            Messaging = PersonForm.Text(points, ContactKind.Messaging),
            Websites = PersonForm.Text(points, ContactKind.Website),
            EmailsFor = person.EmailsFor,
            PhonesFor = person.PhonesFor,
            LocationFor = person.LocationFor,
            Revision = person.Revision,
        };
    }

    static async Task<IResult> FormAsync(PersonScope scope, PersonForm form, Dictionary<string, string> errors, MusterDb db, CancellationToken cancel) =>
        new RazorComponentResult<PersonFormPage>(new
        {
            Scope = scope,
            Form = form,
            Errors = (IReadOnlyDictionary<string, string>)errors,
            Roles = (IReadOnlyList<FunctionalRole>)await db.Set<FunctionalRole>().AsNoTracking().Where(role => !role.IsRetired || role.Id == form.RoleId).OrderBy(role => role.Name).ToListAsync(cancel),
            Organisations = (IReadOnlyList<string>)await db.Set<Organisation>().AsNoTracking().Where(organisation => organisation.MergedIntoId == null).OrderBy(organisation => organisation.Name).Select(organisation => organisation.Name).Take(500).ToListAsync(cancel),
        })
        { StatusCode = errors.Count == 0 ? 200 : errors.ContainsKey("") ? 409 : 400 };

    static async Task<IResult> PageAsync(PersonScope scope, PersonStore people, ListStore lists, MusterDb db, CancellationToken cancel)
    {
        var view = (await people.ViewAsync([scope.Person], scope.Viewer, cancel)).Single();
        var live = await db.Set<CheckIn>().AsNoTracking().Where(checkIn => checkIn.PersonId == scope.Person.Id && checkIn.EndedAt == null).ToListAsync(cancel);
        var ids = live.ConvertAll(checkIn => checkIn.ListId);
        var seen = await lists.ScopesAsync(await db.Set<ContactList>().AsNoTracking().Where(list => ids.Contains(list.Id)).ToListAsync(cancel), scope.Viewer, cancel);
        var own = await people.OwnAsync(scope.Viewer, cancel);
        var connection = await db.Set<Connection>().AsNoTracking().SingleOrDefaultAsync(row => (row.FromId == own.Id && row.ToId == scope.Person.Id) || (row.FromId == scope.Person.Id && row.ToId == own.Id), cancel);
        return new RazorComponentResult<PersonPage>(new
        {
            Scope = scope,
            Person = view,
            // Pending ones are shown to the person and to managers only (H-11).
            CheckIns = (IReadOnlyList<(ListScope List, CheckIn CheckIn)>)[.. seen.Select(list => (List: list, CheckIn: live.Single(checkIn => checkIn.ListId == list.List.Id))).Where(row => !row.CheckIn.IsPending || row.List.IsManager || scope.IsOwn).OrderBy(row => row.List.List.Type).ThenBy(row => row.List.List.SearchText)],
            Connection = connection,
            OwnId = own.Id,
            Merged = (IReadOnlyList<Person>)(scope.Viewer.MayOpenOperations ? await db.Set<Person>().AsNoTracking().Where(person => person.MergedIntoId == scope.Person.Id).ToListAsync(cancel) : []),
            IsManager = seen.Any(list => list.IsManager),
        });
    }
}
