using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Registry;
using Muster.Server.Storage;

namespace Muster.Server.Features.People;

/// <summary>People as one viewer sees them.</summary>
sealed class PersonStore(MusterDb db, TimeProvider clock)
{
    /// <summary>The record of who is signed in; made from the account the first time.</summary>
    public async Task<Person> OwnAsync(Viewer viewer, CancellationToken cancel)
    {
        var account = viewer.AccountId!.Value;
        if (await db.Set<Person>().SingleOrDefaultAsync(person => person.AccountId == account, cancel) is { } own)
        {
            return own;
        }

        var email = (await db.Users.AsNoTracking().Where(row => row.Id == account).Select(row => row.Email).SingleAsync(cancel))!.ToLowerInvariant();
        // Somebody entered the person before they had an account: the record becomes theirs.
        var entered = await db.Set<ContactPoint>().Where(point => point.Kind == ContactKind.Email && point.Key == email)
            .Join(db.Set<Person>(), point => point.PersonId, person => person.Id, (point, person) => person).SingleOrDefaultAsync(cancel);
        if (entered is { AccountId: null, MergedIntoId: null })
        {
            (entered.AccountId, entered.Revision) = (account, entered.Revision + 1);
            own = entered;
        }
        else
        {
            own = New(viewer, account);
            db.Add(own);
            if (entered is null)
            {
                db.Add(new ContactPoint { PersonId = own.Id, Kind = ContactKind.Email, Type = "Work", Value = email, Key = email });
            }
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (db.IsDuplicate(failure))
        {
            // Two requests of a first visit: the other one made the record.
            db.ChangeTracker.Clear();
            return await db.Set<Person>().SingleAsync(person => person.AccountId == account, cancel);
        }

        return own;
    }

    /// <summary>A new record for somebody entered by another.</summary>
    public Person New(Viewer viewer) => new() { GivenName = "", FamilyName = "", SearchText = "", ChangedAt = clock.GetUtcNow(), CreatedAt = clock.GetUtcNow(), CreatedBy = viewer.AccountId };

    /// <summary>Puts a form's fields onto a record and saves all.</summary>
    /// <returns>Sentences by field; empty when saved.</returns>
    public async Task<Dictionary<string, string>> SaveAsync(Person person, PersonForm form, bool isNew, Microsoft.Extensions.Localization.IStringLocalizer text, OrganisationStore organisations, CancellationToken cancel)
    {
        var errors = form.Check(text);
        Organisation? organisation = null;
        if (!string.IsNullOrWhiteSpace(form.Organisation) && (organisation = await organisations.FindAsync(form.Organisation, cancel)) is null)
        {
            errors["organisation"] = text["organisation-unknown", form.Organisation.Trim()];
        }

        if (!string.IsNullOrWhiteSpace(form.Role) && (form.RoleId is not { } role || !await db.Set<FunctionalRole>().AnyAsync(row => row.Id == role, cancel)))
        {
            errors["role"] = text["role-unknown"];
        }

        var emails = form.Points.Where(point => point.Kind == ContactKind.Email).Select(point => point.Key).ToList();
        var taken = await db.Set<ContactPoint>().AsNoTracking().Where(point => point.Kind == ContactKind.Email && emails.Contains(point.Key) && point.PersonId != person.Id).Select(point => point.Value).FirstOrDefaultAsync(cancel);
        if (taken is not null)
        {
            errors["emails"] = text["email-taken", taken];
        }

        if (person.AccountId is not null && emails.Count == 0)
        {
            errors.TryAdd("emails", text["email-needed"]);
        }

        if (errors.Count > 0)
        {
            return errors;
        }

        form.ApplyTo(person);
        (person.OrganisationId, person.ChangedAt, person.StaleReports, person.StaleMailAt) = (organisation?.Id, clock.GetUtcNow(), 0, null);
        person.Revision++;
        if (isNew)
        {
            db.Add(person);
        }

        await ReplacePointsAsync(person, form.Points, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            errors[""] = text["stale"];
        }
        catch (DbUpdateException failure) when (db.IsDuplicate(failure))
        {
            errors["emails"] = text["email-taken", string.Join(", ", emails)];
        }

        return errors;
    }

    /// <summary>People as the viewer sees them, each detail by its own rule.</summary>
    public async Task<IReadOnlyList<PersonView>> ViewAsync(IReadOnlyList<Person> people, Viewer viewer, CancellationToken cancel)
    {
        var ids = people.Select(person => person.Id).ToList();
        var points = (ids.Count <= 500
            ? await db.Set<ContactPoint>().AsNoTracking().Where(point => ids.Contains(point.PersonId)).ToListAsync(cancel)
            : await PointsAsync(ids, cancel)).ToLookup(point => point.PersonId);
        var organisations = await OrganisationsAsync(people, cancel);
        var roleIds = people.Select(person => person.RoleId).OfType<Guid>().Distinct().ToList();
        var roles = await db.Set<FunctionalRole>().AsNoTracking().Where(role => roleIds.Contains(role.Id)).ToDictionaryAsync(role => role.Id, cancel);
        var accounts = people.Select(person => person.AccountId).OfType<Guid>().ToList();
        var verified = await db.Users.AsNoTracking().Where(account => account.VerifiedAt != null).Select(account => account.Id).ToListAsync(cancel);
        var isVerified = verified.ToHashSet();
        var connected = await ConnectedAsync(viewer, cancel);
        return [.. people.Where(person => Access.MaySeePerson(viewer, person.AccountId, person.IsHidden)).Select(person => PersonView.Of(
            person, [.. points[person.Id].OrderBy(point => point.Kind).ThenBy(point => point.Position)],
            person.OrganisationId is { } organisation ? organisations.GetValueOrDefault(organisation) : null,
            person.RoleId is { } role ? roles.GetValueOrDefault(role) : null,
            person.AccountId is { } account && isVerified.Contains(account), viewer, connected.Contains(person.Id)))];
    }

    /// <summary>One person; null where there is none for this viewer. A merged record leads to the one it became.</summary>
    public async Task<Person?> FindAsync(Guid id, Viewer viewer, CancellationToken cancel)
    {
        var found = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(person => person.Id == id, cancel);
        if (found?.MergedIntoId is { } into)
        {
            found = await db.Set<Person>().AsNoTracking().SingleAsync(person => person.Id == into, cancel);
        }

        return found is not null && Access.MaySeePerson(viewer, found.AccountId, found.IsHidden) ? found : null;
    }

    /// <summary>People found by words of their name, job title or organisation; accents and letter case aside.</summary>
    public IQueryable<Person> Query(Viewer viewer, string? words)
    {
        var found = db.Set<Person>().AsNoTracking().Where(person => person.MergedIntoId == null);
        if (!viewer.IsAdministrator)
        {
            found = found.Where(person => !person.IsHidden);
        }

        if (!viewer.IsVerified)
        {
            found = found.Where(person => person.AccountId != null);
        }

        foreach (var word in Fold.Text(words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
        {
            found = found.Where(person => person.SearchText.Contains(word) || db.Set<Organisation>().Any(organisation => organisation.Id == person.OrganisationId && organisation.SearchText.Contains(word)));
        }

        return found.OrderBy(person => person.FamilyName).ThenBy(person => person.GivenName).ThenBy(person => person.Id);
    }

    async Task<List<ContactPoint>> PointsAsync(List<Guid> ids, CancellationToken cancel)
    {
        var all = new List<ContactPoint>();
        foreach (var part in ids.Chunk(500))
        {
            all.AddRange(await db.Set<ContactPoint>().AsNoTracking().Where(point => part.Contains(point.PersonId)).ToListAsync(cancel));
        }

        return all;
    }

    /// <summary>By the id that people name; a merged organisation answers with the one it became.</summary>
    async Task<Dictionary<Guid, Organisation>> OrganisationsAsync(IReadOnlyList<Person> people, CancellationToken cancel)
    {
        var named = people.Select(person => person.OrganisationId).OfType<Guid>().Distinct().ToList();
        var found = await db.Set<Organisation>().AsNoTracking().Where(organisation => named.Contains(organisation.Id)).ToListAsync(cancel);
        var into = found.Select(organisation => organisation.MergedIntoId).OfType<Guid>().ToList();
        var kept = into.Count == 0 ? [] : await db.Set<Organisation>().AsNoTracking().Where(organisation => into.Contains(organisation.Id)).ToListAsync(cancel);
        return found.ToDictionary(organisation => organisation.Id, organisation => organisation.MergedIntoId is { } merged ? kept.Find(other => other.Id == merged) ?? organisation : organisation);
    }

    async Task<HashSet<Guid>> ConnectedAsync(Viewer viewer, CancellationToken cancel)
    {
        if (viewer.AccountId is not { } account)
        {
            return [];
        }

        var pairs = await db.Set<Connection>().AsNoTracking()
            .Where(connection => connection.AcceptedAt != null && db.Set<Person>().Any(person => person.AccountId == account && (person.Id == connection.FromId || person.Id == connection.ToId)))
            .Select(connection => new { connection.FromId, connection.ToId }).ToListAsync(cancel);
        return [.. pairs.SelectMany(pair => new[] { pair.FromId, pair.ToId })];
    }

    async Task ReplacePointsAsync(Person person, IReadOnlyList<ContactPoint> wanted, CancellationToken cancel)
    {
        var present = await db.Set<ContactPoint>().Where(point => point.PersonId == person.Id).ToListAsync(cancel);
        foreach (var point in wanted)
        {
            var same = present.Find(other => other.Kind == point.Kind && other.Key == point.Key);
            if (same is null)
            {
                point.PersonId = person.Id;
                db.Add(point);
            }
            else
            {
                present.Remove(same);
                (same.Type, same.Value, same.Position) = (point.Type, point.Value, point.Position);
            }
        }

        db.RemoveRange(present);
    }

    Person New(Viewer viewer, Guid account)
    {
        var words = viewer.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var person = New(viewer);
        person.AccountId = account;
        person.GivenName = Cut(words.Length > 1 ? string.Join(' ', words[..^1]) : viewer.Name);
        person.FamilyName = Cut(words.Length > 1 ? words[^1] : viewer.Name);
        person.SearchText = PersonForm.SearchTextOf(person);
        return person;
    }

    static string Cut(string text) => text.Length <= PersonForm.LongestName ? text : text[..PersonForm.LongestName];
}
