using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;

namespace Muster.Server.Features.Registry;

/// <summary>The registry of organisations: found by any spelling, added, changed, merged and separated again.</summary>
sealed class OrganisationStore(MusterDb db, TimeProvider clock)
{
    /// <summary>What makes two spellings one: letters and digits, without accents and letter case. "W.F.P." is "WFP"; "&amp;" is "and".</summary>
    public static string KeyOf(string? spelling)
    {
        var folded = Fold.Text((spelling ?? "").Replace("&", " and ", StringComparison.Ordinal));
        return new string([.. folded.Where(char.IsLetterOrDigit)]);
    }

    /// <summary>The organisation that a spelling means; null where none does.</summary>
    public async Task<Organisation?> FindAsync(string spelling, CancellationToken cancel)
    {
        var key = KeyOf(spelling);
        if (key.Length == 0)
        {
            return null;
        }

        return await db.Set<OrganisationName>().AsNoTracking().Where(name => name.Key == key)
            .Join(db.Set<Organisation>(), name => name.OrganisationId, organisation => organisation.Id, (name, organisation) => organisation).SingleOrDefaultAsync(cancel)
            // "World Food Programme (WFP)", as the registry itself writes it.
            ?? (spelling.IndexOf('(', StringComparison.Ordinal) is > 0 and var bracket ? await FindAsync(spelling[..bracket], cancel) : null);
    }

    /// <summary>Adds or changes one.</summary>
    /// <returns>Null when saved; else the organisation that one of the spellings means already, and the spelling.</returns>
    public async Task<(Organisation Holder, string Spelling)?> SaveAsync(Organisation organisation, OrganisationForm form, bool isNew, CancellationToken cancel)
    {
        var wanted = form.Spellings.ToDictionary(KeyOf);
        wanted.Remove("");
        var keys = wanted.Keys.ToList();
        var taken = await db.Set<OrganisationName>().AsNoTracking().Where(name => keys.Contains(name.Key) && name.OrganisationId != organisation.Id).FirstOrDefaultAsync(cancel);
        if (taken is not null)
        {
            return (await db.Set<Organisation>().AsNoTracking().SingleAsync(other => other.Id == taken.OrganisationId, cancel), wanted[taken.Key]);
        }

        form.ApplyTo(organisation);
        if (isNew)
        {
            db.Add(organisation);
        }

        // What a merged organisation brought along stays: it goes back when the two are separated.
        var present = await db.Set<OrganisationName>().Where(name => name.OrganisationId == organisation.Id).ToListAsync(cancel);
        db.RemoveRange(present.Where(name => name.BroughtBy is null && !wanted.ContainsKey(name.Key)));
        db.AddRange(wanted.Where(pair => present.TrueForAll(name => name.Key != pair.Key)).Select(pair => new OrganisationName { Key = pair.Key, Text = pair.Value, OrganisationId = organisation.Id }));
        organisation.SearchText = string.Join(' ', [form.SearchText, .. present.Where(name => name.BroughtBy is not null).Select(name => Fold.Text(name.Text))]);
        await db.SaveChangesAsync(cancel);
        return null;
    }

    public Organisation New(Viewer viewer) => new() { Name = "", SearchText = "", CreatedAt = clock.GetUtcNow(), CreatedBy = viewer.AccountId };

    /// <summary>Makes one organisation a spelling of another. Everything that names it is found under the other from now on; its id stays as an alias.</summary>
    /// <returns>False where the two are one already, or one of them is merged away.</returns>
    public async Task<bool> MergeAsync(Guid from, Guid into, Viewer viewer, CancellationToken cancel)
    {
        var both = await db.Set<Organisation>().Where(organisation => organisation.Id == from || organisation.Id == into).ToListAsync(cancel);
        if (from == into || both.Count < 2 || both.Exists(organisation => organisation.MergedIntoId is not null))
        {
            return false;
        }

        var (gone, kept) = (both.Single(organisation => organisation.Id == from), both.Single(organisation => organisation.Id == into));
        (gone.MergedIntoId, gone.Revision, kept.Revision) = (kept.Id, gone.Revision + 1, kept.Revision + 1);
        kept.SearchText += " " + gone.SearchText;
        foreach (var name in await db.Set<OrganisationName>().Where(name => name.OrganisationId == from).ToListAsync(cancel))
        {
            (name.OrganisationId, name.BroughtBy) = (into, name.BroughtBy ?? from);
        }

        db.Add(new AuditEntry { At = clock.GetUtcNow(), AccountId = viewer.AccountId, Action = "organisation.merge", Subject = from.ToString("D"), Detail = into.ToString("D") });
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>Takes a merge back.</summary>
    /// <returns>False where it is not merged.</returns>
    public async Task<bool> SeparateAsync(Guid id, Viewer viewer, CancellationToken cancel)
    {
        var gone = await db.Set<Organisation>().SingleOrDefaultAsync(organisation => organisation.Id == id, cancel);
        if (gone?.MergedIntoId is not { } into)
        {
            return false;
        }

        var kept = await db.Set<Organisation>().SingleAsync(organisation => organisation.Id == into, cancel);
        foreach (var name in await db.Set<OrganisationName>().Where(name => name.OrganisationId == into && name.BroughtBy == id).ToListAsync(cancel))
        {
            (name.OrganisationId, name.BroughtBy) = (id, null);
        }

        (gone.MergedIntoId, gone.Revision, kept.Revision) = (null, gone.Revision + 1, kept.Revision + 1);
        var own = await db.Set<OrganisationName>().Where(name => name.OrganisationId == into && name.BroughtBy != id).Select(name => name.Text).ToListAsync(cancel);
        kept.SearchText = string.Join(' ', own.Select(Fold.Text));
        db.Add(new AuditEntry { At = clock.GetUtcNow(), AccountId = viewer.AccountId, Action = "organisation.separate", Subject = id.ToString("D"), Detail = into.ToString("D") });
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>Those that a choice leaves, by name.</summary>
    public IQueryable<Organisation> Query(OrganisationChoice choice)
    {
        var found = db.Set<Organisation>().AsNoTracking().Where(organisation => organisation.MergedIntoId == null);
        foreach (var word in Fold.Text(choice.Q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(10))
        {
            found = found.Where(organisation => organisation.SearchText.Contains(word));
        }

        return (choice.Kind is { } kind ? found.Where(organisation => organisation.Kind == kind) : found).OrderBy(organisation => organisation.SearchText);
    }
}

/// <summary>How the list is narrowed.</summary>
/// <param name="Q">Words, accents and letter case aside.</param>
/// <param name="Kind">Only this type.</param>
/// <param name="Page">From 1.</param>
public sealed record OrganisationChoice(string? Q, OrganisationKind? Kind, int? Page);
