using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;
using Muster.Tabular.Matching;

namespace Muster.Server.Features.People;

/// <summary>What the clock does about people (coordination.md 1.5, second version, H-12): reminders, automatic check-out, questions about what is missing or old. Running it twice does no more than once.</summary>
sealed class PeopleRound(MusterDb db, TimeProvider clock, CheckInDesk desk, CheckInMails mails)
{
    const int MostAtOnce = 500;
    static readonly TimeSpan BeforeDeparture = TimeSpan.FromHours(48);
    static readonly TimeSpan AfterDeparture = TimeSpan.FromHours(24);
    static readonly TimeSpan AfterReminder = TimeSpan.FromHours(24);
    static readonly TimeSpan FollowUpFrom = TimeSpan.FromHours(48);
    static readonly TimeSpan FollowUpUntil = TimeSpan.FromHours(72);
    static readonly TimeSpan Stale = TimeSpan.FromDays(183);

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await DeparturesAsync(now, cancel);
        await FollowUpsAsync(now, cancel);
        await StaleAsync(now, cancel);
    }

    async Task DeparturesAsync(DateTimeOffset now, CancellationToken cancel)
    {
        // Zones lie up to 14 hours apart; the exact moment is judged for each below.
        var horizon = DateOnly.FromDateTime(now.UtcDateTime).AddDays(4);
        var due = await db.Set<CheckIn>().Where(checkIn => checkIn.EndedAt == null && checkIn.LeavesOn != null && checkIn.LeavesOn <= horizon).OrderBy(checkIn => checkIn.LeavesOn).Take(MostAtOnce).ToListAsync(cancel);
        var lists = await ListsAsync(due, cancel);
        foreach (var checkIn in due)
        {
            var (list, zone) = lists[checkIn.ListId];
            var departure = EndOf(checkIn.LeavesOn!.Value, zone);
            if (checkIn.RemindedAt is null && now >= departure - BeforeDeparture)
            {
                var person = await db.Set<Person>().SingleAsync(person => person.Id == checkIn.PersonId, cancel);
                await mails.TellAsync(list, person, checkIn, "reminder", cancel);
                (checkIn.RemindedAt, checkIn.Revision) = (now, checkIn.Revision + 1);
                await SaveAsync(cancel);
            }
            else if (now >= departure + AfterDeparture && checkIn.RemindedAt <= now - AfterReminder)
            {
                await desk.CheckOutAsync(list, checkIn, null, CheckOutReason.Departed, cancel);
            }
        }
    }

    async Task FollowUpsAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var (from, until) = (now - FollowUpUntil, now - FollowUpFrom);
        var due = await db.Set<CheckIn>().Where(checkIn => checkIn.EndedAt == null && checkIn.FollowedUpAt == null && !checkIn.IsPending && checkIn.CreatedAt <= until && checkIn.CreatedAt > from
            && db.Set<ContactList>().Any(list => list.Id == checkIn.ListId && list.Type == ContactListType.Operation)).Take(MostAtOnce).ToListAsync(cancel);
        var lists = await ListsAsync(due, cancel);
        foreach (var checkIn in due)
        {
            var list = lists[checkIn.ListId].List;
            var person = await db.Set<Person>().SingleAsync(person => person.Id == checkIn.PersonId, cancel);
            var operation = await db.Set<Operation>().AsNoTracking().SingleAsync(operation => operation.Id == list.OperationId, cancel);
            var missing = await MissingAsync(person, operation, cancel);
            if (missing.Count > 0)
            {
                await mails.TellAsync(list, person, checkIn, "follow-up", cancel, missing);
            }

            (checkIn.FollowedUpAt, checkIn.Revision) = (now, checkIn.Revision + 1);
            await SaveAsync(cancel);
        }
    }

    /// <summary>Keys of what a person at an operation should have said: a number that works there, being there, a hub or area.</summary>
    async Task<IReadOnlyList<string>> MissingAsync(Person person, Operation operation, CancellationToken cancel)
    {
        var missing = new List<string>();
        var alpha2 = operation.CountryCodes.Select(country => CountryCodes.Alpha2(country)).OfType<string>().ToList();
        var phones = await db.Set<ContactPoint>().AsNoTracking().Where(point => point.PersonId == person.Id && point.Kind == ContactKind.Phone).Select(point => point.Key).ToListAsync(cancel);
        if (!phones.Exists(phone => alpha2.Exists(country => PhoneBook.IsLocal(phone, country))))
        {
            missing.Add("missing-phone");
        }

        if (person.Country is null || !operation.CountryCodes.Contains(person.Country))
        {
            missing.Add("missing-country");
        }

        var atHub = await db.Set<CheckIn>().AnyAsync(checkIn => checkIn.PersonId == person.Id && checkIn.EndedAt == null && db.Set<ContactList>().Any(list => list.Id == checkIn.ListId && list.Type == ContactListType.Office && list.OperationId == operation.Id), cancel);
        if (!atHub && string.IsNullOrWhiteSpace(person.Region) && string.IsNullOrWhiteSpace(person.Locality))
        {
            missing.Add("missing-hub");
        }

        return missing;
    }

    async Task StaleAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var before = now - Stale;
        var stale = await db.Set<Person>().Where(person => person.AccountId != null && person.MergedIntoId == null && !person.IsHidden && person.ChangedAt <= before && (person.StaleMailAt == null || person.StaleMailAt <= before)
            && db.Set<CheckIn>().Any(checkIn => checkIn.PersonId == person.Id && checkIn.EndedAt == null)).Take(MostAtOnce).ToListAsync(cancel);
        foreach (var person in stale)
        {
            await mails.TellAboutRecordAsync(person, "stale-record", cancel);
            (person.StaleMailAt, person.Revision) = (now, person.Revision + 1);
            await SaveAsync(cancel);
        }
    }

    /// <summary>The moment a day ends in a zone.</summary>
    static DateTimeOffset EndOf(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    async Task<Dictionary<Guid, (ContactList List, TimeZoneInfo Zone)>> ListsAsync(List<CheckIn> checkIns, CancellationToken cancel)
    {
        var ids = checkIns.Select(checkIn => checkIn.ListId).Distinct().ToList();
        var lists = await db.Set<ContactList>().AsNoTracking().Where(list => ids.Contains(list.Id)).ToListAsync(cancel);
        var operations = lists.Select(list => list.OperationId).OfType<Guid>().Distinct().ToList();
        var zones = await db.Set<Operation>().AsNoTracking().Where(operation => operations.Contains(operation.Id)).ToDictionaryAsync(operation => operation.Id, operation => operation.Zone, cancel);
        return lists.ToDictionary(list => list.Id, list => (list, TimeZoneInfo.FindSystemTimeZoneById(list.OperationId is { } operation ? zones[operation] : "UTC")));
    }

    // Another node, or the person, was quicker: the next round sees what they did.
    async Task SaveAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
        }
    }
}

/// <summary>Runs the round every quarter of an hour. Of several nodes each may run it: every step is guarded by the revision of what it changes, and its mail is saved with it.</summary>
sealed class PeopleClock(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PeopleClock> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await using var scope = scopes.CreateAsyncScope();
                    await scope.ServiceProvider.GetRequiredService<PeopleRound>().RunAsync(stoppingToken);
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    log.LogError(failure, "The round of reminders failed; trying again in a quarter of an hour.");
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
