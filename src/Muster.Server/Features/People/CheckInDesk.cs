using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Storage;
using Muster.Tabular.Matching;

namespace Muster.Server.Features.People;

/// <summary>Check-in, approval, change of dates, check-out: the rules H-5 to H-11, in one place for pages, API and clock.</summary>
sealed class CheckInDesk(MusterDb db, TimeProvider clock, CheckInMails mails, IStringLocalizer<PeopleText> text)
{
    /// <summary>Today where the list is.</summary>
    public DateOnly Today(ListScope scope) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(scope.Zone)).Date);

    /// <summary>Puts a person onto a list.</summary>
    /// <param name="scope">The list, as the actor sees it.</param>
    /// <param name="person">Who comes; tracked.</param>
    /// <param name="form">Dates, already checked.</param>
    /// <param name="cancel">Stops.</param>
    /// <returns>The check-in, or why not.</returns>
    public async Task<(CheckIn? Made, Refusal? Refusal)> CheckInAsync(ListScope scope, Person person, CheckInForm form, CancellationToken cancel)
    {
        if (person.IsHidden && !scope.Viewer.IsAdministrator)
        {
            return (null, new Refusal(403, "person-flagged", text["person-flagged"]));
        }

        if (scope.List.Joining == ListJoining.Private && !scope.IsManager)
        {
            return (null, new Refusal(403, "list-private", text["list-private"], text["list-private-next"]));
        }

        if (await db.Set<CheckIn>().AnyAsync(checkIn => checkIn.ListId == scope.List.Id && checkIn.PersonId == person.Id && checkIn.EndedAt == null, cancel))
        {
            return (null, Twice(person));
        }

        var made = new CheckIn
        {
            ListId = scope.List.Id,
            PersonId = person.Id,
            // H-5: at once on an open list, and where a manager does it.
            IsPending = scope.List.Joining == ListJoining.Moderated && !scope.IsManager,
            ArrivesOn = form.ArrivesOn ?? Today(scope),
            LeavesOn = form.LeavesOn,
            CreatedAt = clock.GetUtcNow(),
            CreatedBy = scope.Viewer.AccountId,
        };
        db.Add(made);
        if (made.IsPending)
        {
            await mails.AskManagersAsync(scope.List, person, made, cancel);
        }
        else if (person.AccountId != scope.Viewer.AccountId)
        {
            await mails.TellAsync(scope.List, person, made, "added", cancel);
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (db.IsDuplicate(failure))
        {
            db.ChangeTracker.Clear();
            return (null, Twice(person));
        }

        return (made, null);
    }

    /// <summary>Keeps what the check-in's form says of where the person is and how they are reached (H-9).</summary>
    /// <returns>A sentence on the telephone number, where it is none.</returns>
    public async Task<string?> NoteWhereaboutsAsync(ListScope scope, Person person, CheckInForm form, CancellationToken cancel)
    {
        if (scope.Operation?.CountryCodes is [{ } country, ..] && person.Country != country)
        {
            (person.Country, person.ChangedAt) = (country, clock.GetUtcNow());
            person.Revision++;
        }

        if (!string.IsNullOrWhiteSpace(form.Locality) && person.Locality != form.Locality.Trim())
        {
            (person.Locality, person.ChangedAt) = (form.Locality.Trim(), clock.GetUtcNow());
            person.Revision++;
        }

        if (!string.IsNullOrWhiteSpace(form.Phone))
        {
            if (PhoneBook.Read(form.Phone, CountryCodes.Alpha2(person.Country ?? "")) is not { } number)
            {
                return text["wrong-Phone", form.Phone.Trim()];
            }

            var present = await db.Set<ContactPoint>().Where(point => point.PersonId == person.Id && point.Kind == ContactKind.Phone).ToListAsync(cancel);
            if (present.TrueForAll(point => point.Key != number.Key))
            {
                present.ForEach(point => point.Position++);
                db.Add(new ContactPoint { PersonId = person.Id, Kind = ContactKind.Phone, Type = number.Region == "001" ? "Satellite" : "Mobile", Value = number.Shown, Key = number.Key });
                (person.ChangedAt, person.Revision) = (clock.GetUtcNow(), person.Revision + 1);
            }
        }

        return null;
    }

    /// <summary>Lets a pending person onto the list, or not (H-7).</summary>
    public async Task<Refusal?> DecideAsync(ListScope scope, Guid id, bool isApproved, CancellationToken cancel)
    {
        if (await LiveAsync(scope, id, cancel) is not { IsPending: true } checkIn)
        {
            return new Refusal(409, "check-in-not-pending", text["not-pending"]);
        }

        var person = await db.Set<Person>().SingleAsync(person => person.Id == checkIn.PersonId, cancel);
        checkIn.Revision++;
        if (isApproved)
        {
            checkIn.IsPending = false;
        }
        else
        {
            (checkIn.EndedAt, checkIn.EndedBy, checkIn.EndReason) = (clock.GetUtcNow(), scope.Viewer.AccountId, CheckOutReason.Declined);
        }

        await mails.TellAsync(scope.List, person, checkIn, isApproved ? "approved" : "declined", cancel);
        return await SaveAsync(cancel);
    }

    /// <summary>Changes when somebody leaves; a later day is reminded of anew.</summary>
    public async Task<Refusal?> RedateAsync(ListScope scope, CheckIn checkIn, DateOnly? arrivesOn, DateOnly? leavesOn, CancellationToken cancel)
    {
        var errors = new CheckInForm { ArrivesOn = arrivesOn ?? checkIn.ArrivesOn, LeavesOn = leavesOn }.Check(text, Today(scope));
        if (errors.Count > 0)
        {
            return Invalid(errors);
        }

        if (checkIn.LeavesOn != leavesOn)
        {
            checkIn.RemindedAt = null;
        }

        (checkIn.ArrivesOn, checkIn.LeavesOn, checkIn.Revision) = (arrivesOn ?? checkIn.ArrivesOn, leavesOn, checkIn.Revision + 1);
        return await SaveAsync(cancel);
    }

    /// <summary>Takes a person off a list; the check-in stays as history (H-6).</summary>
    public async Task<Refusal?> CheckOutAsync(ContactList list, CheckIn checkIn, Guid? by, CheckOutReason reason, CancellationToken cancel)
    {
        if (checkIn.EndedAt is not null)
        {
            return new Refusal(409, "check-in-ended", text["already-out"]);
        }

        (checkIn.EndedAt, checkIn.EndedBy, checkIn.EndReason, checkIn.Revision) = (clock.GetUtcNow(), by, reason, checkIn.Revision + 1);
        var person = await db.Set<Person>().SingleAsync(person => person.Id == checkIn.PersonId, cancel);
        if (reason is CheckOutReason.Departed)
        {
            await mails.TellAsync(list, person, checkIn, "departed", cancel);
            await mails.TellManagersAsync(list, person, checkIn, "departed", cancel);
        }
        else if (reason is CheckOutReason.Removed)
        {
            await mails.TellAsync(list, person, checkIn, "removed", cancel);
        }

        return await SaveAsync(cancel);
    }

    /// <summary>A live check-in of the list; null where there is none.</summary>
    public Task<CheckIn?> LiveAsync(ListScope scope, Guid id, CancellationToken cancel) =>
        db.Set<CheckIn>().SingleOrDefaultAsync(checkIn => checkIn.Id == id && checkIn.ListId == scope.List.Id && checkIn.EndedAt == null, cancel);

    /// <summary>May change or end it: the person, or who keeps the list (H-7).</summary>
    public async Task<bool> MayHandleAsync(ListScope scope, CheckIn checkIn, CancellationToken cancel) =>
        scope.IsManager || await db.Set<Person>().AnyAsync(person => person.Id == checkIn.PersonId && person.AccountId == scope.Viewer.AccountId, cancel);

    public Refusal Invalid(Dictionary<string, string> errors) => new(400, "check-in-invalid", text["check-in-invalid"]) { Errors = errors.ToDictionary(error => error.Key, error => new[] { error.Value }) };

    Refusal Twice(Person person) => new(409, "checked-in-already", text["checked-in-already", person.FullName], text["checked-in-already-next"]);

    async Task<Refusal?> SaveAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new Refusal(409, "changed-meanwhile", text["stale"]);
        }
    }
}
