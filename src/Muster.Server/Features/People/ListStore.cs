using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Registry;
using Muster.Server.Storage;

namespace Muster.Server.Features.People;

/// <summary>Contact lists as one viewer sees them, and the lists that mirror the registries (H-1).</summary>
sealed class ListStore(MusterDb db, TimeProvider clock)
{
    /// <summary>The list of a short name; null where there is none for this viewer.</summary>
    public async Task<ListScope?> FindAsync(string slug, Viewer viewer, CancellationToken cancel)
    {
        if (!viewer.IsSignedIn || await db.Set<ContactList>().AsNoTracking().SingleOrDefaultAsync(list => list.Slug == slug, cancel) is not { } list)
        {
            return null;
        }

        var scopes = await ScopesAsync([list], viewer, cancel);
        return scopes.SingleOrDefault();
    }

    /// <summary>Those of some lists that the viewer sees.</summary>
    public async Task<IReadOnlyList<ListScope>> ScopesAsync(IReadOnlyList<ContactList> lists, Viewer viewer, CancellationToken cancel)
    {
        if (!viewer.IsSignedIn)
        {
            return [];
        }

        var ids = lists.Select(list => list.Id).ToList();
        var operationIds = lists.Select(list => list.OperationId).OfType<Guid>().Distinct().ToList();
        var operations = await db.Set<Operation>().AsNoTracking().Where(operation => operationIds.Contains(operation.Id)).ToDictionaryAsync(operation => operation.Id, cancel);
        var managed = await db.Set<ListManager>().AsNoTracking().Where(manager => manager.AccountId == viewer.AccountId && ids.Contains(manager.ListId)).Select(manager => manager.ListId).ToListAsync(cancel);
        var own = await db.Set<CheckIn>().AsNoTracking().Where(checkIn => checkIn.EndedAt == null && ids.Contains(checkIn.ListId) && db.Set<Person>().Any(person => person.Id == checkIn.PersonId && person.AccountId == viewer.AccountId))
            .ToDictionaryAsync(checkIn => checkIn.ListId, cancel);
        // A list of an operation is never open wider than the operation's own (H-3).
        var main = await db.Set<ContactList>().AsNoTracking().Where(list => list.Type == ContactListType.Operation && list.OperationId != null && operationIds.Contains(list.OperationId.Value)).ToDictionaryAsync(list => list.OperationId!.Value, list => list.Visibility, cancel);
        var scopes = new List<ListScope>();
        foreach (var list in lists)
        {
            var operation = list.OperationId is { } id ? operations[id] : null;
            var isManager = viewer.IsAdministrator || managed.Contains(list.Id) || (list.OwnerId is { } owner && owner == viewer.AccountId) || (operation is not null && viewer.RoleIn(operation.Id) == OperationRole.InformationOfficer);
            var mine = own.GetValueOrDefault(list.Id);
            var reach = operation is not null && main.TryGetValue(operation.Id, out var widest) && widest < list.Visibility ? widest : list.Visibility;
            var isSeen = Access.MaySeeList(viewer, reach, isManager, mine is { IsPending: false }) && (operation is null || OperationGate.Sees(viewer, operation));
            if (isSeen)
            {
                scopes.Add(new ListScope(list, operation, viewer, isManager, mine));
            }
        }

        return scopes;
    }

    /// <summary>Lists of an operation, its own first; what the registries name and no list mirrors yet gets one.</summary>
    public async Task<IReadOnlyList<ListScope>> OfOperationAsync(Operation operation, Viewer viewer, CancellationToken cancel)
    {
        await MirrorAsync(operation, cancel);
        var lists = await db.Set<ContactList>().AsNoTracking().Where(list => list.OperationId == operation.Id).ToListAsync(cancel);
        return [.. (await ScopesAsync(lists, viewer, cancel)).OrderBy(scope => scope.List.Type).ThenBy(scope => scope.List.SearchText, StringComparer.Ordinal)];
    }

    /// <summary>How many stand on each list, pending ones aside, flagged and merged people too; as this viewer counts them (1.3: unverified viewers do not see who has not claimed their record).</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> CountsAsync(IReadOnlyList<Guid> lists, Viewer viewer, CancellationToken cancel)
    {
        var isVerified = viewer.IsVerified;
        return await db.Set<CheckIn>().AsNoTracking().Where(checkIn => checkIn.EndedAt == null && !checkIn.IsPending && lists.Contains(checkIn.ListId))
            .Join(db.Set<Person>(), checkIn => checkIn.PersonId, person => person.Id, (checkIn, person) => new { checkIn.ListId, person.IsHidden, person.AccountId })
            .Where(row => !row.IsHidden && (isVerified || row.AccountId != null))
            .GroupBy(row => row.ListId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
    }

    /// <summary>The list that mirrors an organisation or a role; made where there is none yet.</summary>
    public async Task<ContactList> MirrorAsync(ContactListType type, Guid subject, string label, CancellationToken cancel)
    {
        var list = await db.Set<ContactList>().SingleOrDefaultAsync(list => list.Type == type && list.SubjectId == subject, cancel);
        if (list is null)
        {
            list = New(type, null, subject, label, label, null, ListReach.SignedIn, ListJoining.Open);
            db.Add(list);
            await SaveMirrorAsync(cancel);
            list = await db.Set<ContactList>().SingleAsync(list => list.Type == type && list.SubjectId == subject, cancel);
        }

        return list;
    }

    /// <summary>A new list.</summary>
    public ContactList New(ContactListType type, Guid? operation, Guid? subject, string label, string slug, Guid? owner, ListReach visibility, ListJoining joining)
    {
        var id = Guid.NewGuid();
        var name = Slug.Of(slug);
        return new ContactList
        {
            Id = id,
            Type = type,
            OperationId = operation,
            SubjectId = subject,
            Label = label,
            SearchText = Fold.Text(label),
            // Two lists may bear one name; the ending keeps their addresses apart and tells nothing.
            Slug = type == ContactListType.Operation ? name : $"{(name.Length > 60 ? name[..60].TrimEnd('-') : name)}-{id.ToString("N")[..8]}".TrimStart('-'),
            OwnerId = owner,
            Visibility = visibility,
            Joining = joining,
            CreatedAt = clock.GetUtcNow(),
        };
    }

    /// <summary>Lists of the operation, of its clusters, hubs and disaster; names follow the registries (H-2).</summary>
    async Task MirrorAsync(Operation operation, CancellationToken cancel)
    {
        var wanted = new List<(ContactListType Type, Guid Subject, string Label, string Slug)> { (ContactListType.Operation, operation.Id, operation.Name, operation.Slug) };
        if (operation.Glide is { Length: > 0 } glide)
        {
            wanted.Add((ContactListType.Disaster, operation.Id, $"{operation.Disaster ?? operation.Name} ({glide})", glide));
        }

        foreach (var cluster in await db.Set<Cluster>().AsNoTracking().Where(cluster => cluster.OperationId == operation.Id).ToListAsync(cancel))
        {
            wanted.Add((ContactListType.Cluster, cluster.Id, $"{operation.Name}: {cluster.Title}", $"{operation.Slug} {cluster.Acronym ?? cluster.Name}"));
        }

        foreach (var hub in await db.Set<Hub>().AsNoTracking().Where(hub => hub.OperationId == operation.Id).ToListAsync(cancel))
        {
            wanted.Add((ContactListType.Office, hub.Id, $"{operation.Name}: {hub.Name}", $"{operation.Slug} {hub.Name}"));
        }

        var present = await db.Set<ContactList>().Where(list => list.OperationId == operation.Id && list.SubjectId != null).ToListAsync(cancel);
        var isChanged = false;
        foreach (var (type, subject, label, slug) in wanted)
        {
            var list = present.Find(list => list.Type == type && list.SubjectId == subject);
            if (list is null)
            {
                // Approved by its managers: who is on the contact list of a response must be in the response.
                db.Add(New(type, operation.Id, subject, label, slug, null, ListReach.SignedIn, ListJoining.Moderated));
                isChanged = true;
            }
            else if (list.Label != label)
            {
                (list.Label, list.SearchText, list.Revision) = (label, Fold.Text(label), list.Revision + 1);
                isChanged = true;
            }
        }

        if (isChanged)
        {
            await SaveMirrorAsync(cancel);
        }
    }

    async Task SaveMirrorAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || db.IsDuplicate(failure))
        {
            // Another request mirrored the same a moment ago.
        }

        db.ChangeTracker.Clear();
    }
}
