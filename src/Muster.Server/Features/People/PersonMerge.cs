using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Muster.Server.Features.Accounts;
using Muster.Server.Storage;

namespace Muster.Server.Features.People;

/// <summary>What a merge moved, so that it can be taken back whole (H-17).</summary>
public sealed class PersonMerge
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid FromId { get; init; }
    public Guid IntoId { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? By { get; init; }

    /// <summary>Check-ins that now belong to the record kept.</summary>
    public required List<Guid> MovedCheckIns { get; init; }

    /// <summary>Check-ins that ended because the record kept stands on the list too.</summary>
    public required List<Guid> EndedCheckIns { get; init; }

    /// <summary>Contact points that now belong to the record kept.</summary>
    public required List<Guid> MovedPoints { get; init; }

    sealed class Configuration : IEntityTypeConfiguration<PersonMerge>
    {
        public void Configure(EntityTypeBuilder<PersonMerge> builder)
        {
            builder.ToTable("PersonMerges");
            builder.HasIndex(merge => merge.FromId).IsUnique();
            builder.HasOne<Person>().WithMany().HasForeignKey(merge => merge.FromId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>Makes two records of one person one, and two again.</summary>
sealed class PersonMerger(MusterDb db, TimeProvider clock)
{
    /// <returns>False where the two are one already, one is merged away, or both have accounts (then two people sign in).</returns>
    public async Task<bool> MergeAsync(Guid from, Guid into, Viewer viewer, CancellationToken cancel)
    {
        var both = await db.Set<Person>().Where(person => person.Id == from || person.Id == into).ToListAsync(cancel);
        if (from == into || both.Count < 2 || both.Exists(person => person.MergedIntoId is not null) || both.TrueForAll(person => person.AccountId is not null))
        {
            return false;
        }

        var (gone, kept) = (both.Single(person => person.Id == from), both.Single(person => person.Id == into));
        if (gone.AccountId is not null)
        {
            // The record that somebody signs in with is the one that stays, whichever was named first.
            (gone, kept) = (kept, gone);
        }

        var checkIns = await db.Set<CheckIn>().Where(checkIn => checkIn.PersonId == gone.Id).ToListAsync(cancel);
        var stands = await db.Set<CheckIn>().Where(checkIn => checkIn.PersonId == kept.Id && checkIn.EndedAt == null).Select(checkIn => checkIn.ListId).ToListAsync(cancel);
        var doubled = checkIns.Where(checkIn => checkIn.EndedAt is null && stands.Contains(checkIn.ListId)).ToList();
        foreach (var checkIn in doubled)
        {
            (checkIn.EndedAt, checkIn.EndedBy, checkIn.EndReason) = (clock.GetUtcNow(), viewer.AccountId, CheckOutReason.Merged);
        }

        foreach (var checkIn in checkIns)
        {
            (checkIn.PersonId, checkIn.Revision) = (kept.Id, checkIn.Revision + 1);
        }

        var present = await db.Set<ContactPoint>().Where(point => point.PersonId == kept.Id).ToListAsync(cancel);
        var points = (await db.Set<ContactPoint>().Where(point => point.PersonId == gone.Id).ToListAsync(cancel)).Where(point => present.TrueForAll(other => other.Kind != point.Kind || other.Key != point.Key)).ToList();
        foreach (var point in points)
        {
            (point.PersonId, point.Position) = (kept.Id, point.Position + present.Count);
        }

        (gone.MergedIntoId, gone.Revision, kept.Revision, kept.ChangedAt) = (kept.Id, gone.Revision + 1, kept.Revision + 1, clock.GetUtcNow());
        db.Add(new PersonMerge { FromId = gone.Id, IntoId = kept.Id, At = clock.GetUtcNow(), By = viewer.AccountId, MovedCheckIns = checkIns.ConvertAll(checkIn => checkIn.Id), EndedCheckIns = doubled.ConvertAll(checkIn => checkIn.Id), MovedPoints = points.ConvertAll(point => point.Id) });
        db.Add(new AuditEntry { At = clock.GetUtcNow(), AccountId = viewer.AccountId, Action = "person.merge", Subject = gone.Id.ToString("D"), Detail = kept.Id.ToString("D") });
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>Takes a merge back: what was moved returns, what ended for it lives again.</summary>
    /// <returns>False where the record is not merged.</returns>
    public async Task<bool> SeparateAsync(Guid from, Viewer viewer, CancellationToken cancel)
    {
        var merge = await db.Set<PersonMerge>().SingleOrDefaultAsync(merge => merge.FromId == from, cancel);
        if (merge is null)
        {
            return false;
        }

        var gone = await db.Set<Person>().SingleAsync(person => person.Id == from, cancel);
        foreach (var checkIn in await db.Set<CheckIn>().Where(checkIn => merge.MovedCheckIns.Contains(checkIn.Id)).ToListAsync(cancel))
        {
            (checkIn.PersonId, checkIn.Revision) = (from, checkIn.Revision + 1);
            if (merge.EndedCheckIns.Contains(checkIn.Id))
            {
                (checkIn.EndedAt, checkIn.EndedBy, checkIn.EndReason) = (null, null, null);
            }
        }

        foreach (var point in await db.Set<ContactPoint>().Where(point => merge.MovedPoints.Contains(point.Id)).ToListAsync(cancel))
        {
            point.PersonId = from;
        }

        (gone.MergedIntoId, gone.Revision) = (null, gone.Revision + 1);
        db.Remove(merge);
        db.Add(new AuditEntry { At = clock.GetUtcNow(), AccountId = viewer.AccountId, Action = "person.separate", Subject = from.ToString("D"), Detail = merge.IntoId.ToString("D") });
        await db.SaveChangesAsync(cancel);
        return true;
    }
}
