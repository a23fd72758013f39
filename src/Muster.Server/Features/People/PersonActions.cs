using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Accounts;
using Muster.Server.Storage;

namespace Muster.Server.Features.People;

/// <summary>What others do to a person's record: vouch, connect, say that it is out of date, flag, merge.</summary>
static class PersonActions
{
    /// <summary>Vouches for somebody, or takes it back: administrators, information officers, and who keeps a list that the person stands on (coordination.md 1.6).</summary>
    public static async Task<IResult> Verify(PersonScope scope, [FromForm] bool verified, ListStore lists, MusterDb db, TimeProvider clock, HttpContext context, CancellationToken cancel)
    {
        if (scope.Person.AccountId is not { } id || scope.IsOwn || !await KeepsAsync(scope, lists, db, cancel))
        {
            return Refusals.Of(context, 403);
        }

        var account = await db.Users.SingleAsync(account => account.Id == id, cancel);
        (account.VerifiedAt, account.VerifiedBy) = (verified ? clock.GetUtcNow() : null, verified ? scope.Viewer.AccountId : null);
        db.Add(new AuditEntry { At = clock.GetUtcNow(), AccountId = scope.Viewer.AccountId, Action = verified ? "person.verify" : "person.unverify", Subject = scope.Person.Id.ToString("D") });
        await db.SaveChangesAsync(cancel);
        return TypedResults.LocalRedirect(scope.Path + "?told=saved");
    }

    /// <summary>Hides somebody from all but administrators, or shows them again (H-8).</summary>
    public static async Task<IResult> Flag(Guid person, [FromForm] bool hidden, Viewer viewer, MusterDb db, TimeProvider clock, HttpContext context, CancellationToken cancel)
    {
        if (await db.Set<Person>().SingleOrDefaultAsync(row => row.Id == person, cancel) is not { } found)
        {
            return Refusals.Of(context, 404);
        }

        (found.IsHidden, found.Revision) = (hidden, found.Revision + 1);
        db.Add(new AuditEntry { At = clock.GetUtcNow(), AccountId = viewer.AccountId, Action = hidden ? "person.flag" : "person.unflag", Subject = person.ToString("D") });
        await db.SaveChangesAsync(cancel);
        return TypedResults.LocalRedirect($"/people/{person:D}?told=saved");
    }

    /// <summary>Says that details look out of date: the person is asked by mail, and how often it was said is counted (H-15).</summary>
    public static async Task<IResult> ReportStale(PersonScope scope, MusterDb db, CheckInMails mails, CancellationToken cancel)
    {
        var person = await db.Set<Person>().SingleAsync(person => person.Id == scope.Person.Id, cancel);
        person.StaleReports++;
        // One mail for each state of the record, however many say so.
        if (person.StaleReports == 1)
        {
            await mails.TellAboutRecordAsync(person, "said-stale", cancel, scope.Viewer.Name);
        }

        await db.SaveChangesAsync(cancel);
        return TypedResults.LocalRedirect(scope.Path + "?told=reported");
    }

    /// <summary>Asks to be connected, accepts, or ends it.</summary>
    public static async Task<IResult> Connect(PersonScope scope, [FromForm] bool connected, PersonStore people, MusterDb db, TimeProvider clock, CheckInMails mails, HttpContext context, CancellationToken cancel)
    {
        var own = await people.OwnAsync(scope.Viewer, cancel);
        if (scope.Person.AccountId is null || own.Id == scope.Person.Id)
        {
            return Refusals.Of(context, 400);
        }

        var present = await db.Set<Connection>().SingleOrDefaultAsync(row => (row.FromId == own.Id && row.ToId == scope.Person.Id) || (row.FromId == scope.Person.Id && row.ToId == own.Id), cancel);
        if (!connected && present is not null)
        {
            db.Remove(present);
        }
        else if (connected && present is null)
        {
            db.Add(new Connection { FromId = own.Id, ToId = scope.Person.Id, AskedAt = clock.GetUtcNow() });
            await mails.TellAboutRecordAsync(scope.Person, "connection", cancel, own.FullName);
        }
        else if (connected && present!.ToId == own.Id)
        {
            present.AcceptedAt ??= clock.GetUtcNow();
        }

        await db.SaveChangesAsync(cancel);
        return TypedResults.LocalRedirect(scope.Path + "?told=saved");
    }

    public static async Task<IResult> Merge(PersonScope scope, [FromForm] string? into, PersonMerger merger, PersonStore people, IStringLocalizer<PeopleText> text, HttpContext context, CancellationToken cancel)
    {
        if (!scope.Viewer.MayOpenOperations)
        {
            return Refusals.Of(context, 403);
        }

        var written = (into ?? "").Trim().TrimEnd('/');
        return Guid.TryParse(written.Split('/')[^1], out var id) && await people.FindAsync(id, scope.Viewer, cancel) is { } other && await merger.MergeAsync(scope.Person.Id, other.Id, scope.Viewer, cancel)
            ? TypedResults.LocalRedirect($"/people/{other.Id:D}?told=merged")
            : new Refusal(409, "merge-impossible", text["merge-impossible"], text["merge-impossible-next"]);
    }

    /// <summary>Takes a merge back.</summary>
    public static async Task<IResult> Separate(Guid person, Viewer viewer, PersonMerger merger, HttpContext context, CancellationToken cancel) =>
        await merger.SeparateAsync(person, viewer, cancel) ? TypedResults.LocalRedirect($"/people/{person:D}?told=separated") : Refusals.Of(context, 404);

    static async Task<bool> KeepsAsync(PersonScope scope, ListStore lists, MusterDb db, CancellationToken cancel)
    {
        if (scope.Viewer.MayOpenOperations)
        {
            return true;
        }

        var stands = await db.Set<ContactList>().AsNoTracking().Where(list => db.Set<CheckIn>().Any(checkIn => checkIn.ListId == list.Id && checkIn.PersonId == scope.Person.Id && checkIn.EndedAt == null)).ToListAsync(cancel);
        return scope.Viewer.IsVerified && (await lists.ScopesAsync(stands, scope.Viewer, cancel)).Any(list => list.IsManager);
    }
}

/// <summary>What a person can do with all that is kept about them.</summary>
static class OwnData
{
    /// <returns>Everything kept about the person, and who exported a list while they stood on it.</returns>
    public static async Task<IResult> Download(Viewer viewer, PersonStore people, MusterDb db, CancellationToken cancel)
    {
        var (person, checkIns, exports) = await ReadAsync(viewer, people, db, cancel);
        return TypedResults.Json(new
        {
            person = PersonAnswer.Of((await people.ViewAsync([person], viewer, cancel)).Single()),
            notes = person.Notes,
            audiences = new { emails = person.EmailsFor, phones = person.PhonesFor, location = person.LocationFor },
            created = person.CreatedAt,
            changed = person.ChangedAt,
            staleReports = person.StaleReports,
            checkIns = checkIns.Select(line => new { list = line.List, CheckIn = CheckInAnswer.Of(line.CheckIn) }),
            exports,
        });
    }

    public static async Task<RazorComponentResult<OwnDataPage>> Page(Viewer viewer, PersonStore people, MusterDb db, CancellationToken cancel)
    {
        var (person, checkIns, exports) = await ReadAsync(viewer, people, db, cancel);
        return new(new { Person = person, CheckIns = checkIns, Exports = exports });
    }

    /// <summary>Erases the record with all check-ins; the account stays.</summary>
    public static async Task<IResult> Delete(Viewer viewer, [FromForm] bool? sure, PersonStore people, MusterDb db, TimeProvider clock, CancellationToken cancel)
    {
        if (sure is not true)
        {
            return TypedResults.LocalRedirect("/me/data?told=not-sure");
        }

        var person = await people.OwnAsync(viewer, cancel);
        db.RemoveRange(await db.Set<Person>().Where(row => row.MergedIntoId == person.Id).ToListAsync(cancel));
        db.Remove(person);
        db.Add(new AuditEntry { At = clock.GetUtcNow(), AccountId = viewer.AccountId, Action = "person.delete", Subject = person.Id.ToString("D") });
        await db.SaveChangesAsync(cancel);
        return TypedResults.LocalRedirect("/account");
    }

    static async Task<(Person Person, IReadOnlyList<OwnCheckIn> CheckIns, IReadOnlyList<ExportLine> Exports)> ReadAsync(Viewer viewer, PersonStore people, MusterDb db, CancellationToken cancel)
    {
        var person = await people.OwnAsync(viewer, cancel);
        var rows = await db.Set<CheckIn>().AsNoTracking().Where(checkIn => checkIn.PersonId == person.Id).Join(db.Set<ContactList>(), checkIn => checkIn.ListId, list => list.Id, (checkIn, list) => new { CheckIn = checkIn, list.Label, list.Slug }).ToListAsync(cancel);
        var slugs = rows.Select(row => row.Slug).Distinct().ToList();
        var entries = await db.Set<AuditEntry>().AsNoTracking().Where(entry => entry.Action == ExportList.Action && slugs.Contains(entry.Subject))
            .Join(db.Users, entry => entry.AccountId, account => account.Id, (entry, account) => new { entry.At, entry.Subject, entry.Detail, account.DisplayName }).ToListAsync(cancel);
        // Only exports taken while the person stood on the list, approved, can hold their record.
        var exports = entries.Where(entry => rows.Exists(row => row.Slug == entry.Subject && !row.CheckIn.IsPending && row.CheckIn.CreatedAt <= entry.At && (row.CheckIn.EndedAt is null || row.CheckIn.EndedAt >= entry.At)))
            .OrderByDescending(entry => entry.At).Select(entry => new ExportLine(entry.At, entry.DisplayName, $"{rows.Find(row => row.Slug == entry.Subject)!.Label}: {entry.Detail}")).ToList();
        return (person, [.. rows.OrderByDescending(row => row.CheckIn.CreatedAt).Select(row => new OwnCheckIn(row.Label, row.Slug, row.CheckIn))], exports);
    }
}

/// <summary>A check-in of one's own.</summary>
/// <param name="List">Name of the list.</param>
/// <param name="Slug">Its short name.</param>
/// <param name="CheckIn">The check-in.</param>
public sealed record OwnCheckIn(string List, string Slug, CheckIn CheckIn);
