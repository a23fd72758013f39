using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.People;

/// <summary>What a list mirrors (coordination.md 1.3). People make custom lists only; the others follow the registries (H-1).</summary>
public enum ContactListType
{
    /// <summary>Everybody in an operation.</summary>
    Operation,

    /// <summary>Members of a cluster, sector or working group.</summary>
    Cluster,

    /// <summary>People at a disaster.</summary>
    Disaster,

    /// <summary>Staff of an organisation.</summary>
    Organisation,

    /// <summary>Holders of a functional role.</summary>
    FunctionalRole,

    /// <summary>People at a hub or office.</summary>
    Office,

    /// <summary>A list that somebody made.</summary>
    Custom,
}

/// <summary>How people come onto a list.</summary>
public enum ListJoining
{
    /// <summary>At once.</summary>
    Open,

    /// <summary>After a manager approved.</summary>
    Moderated,

    /// <summary>Only managers add people.</summary>
    Private,
}

/// <summary>A contact list.</summary>
public sealed class ContactList
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>Short name in addresses; unique.</summary>
    public required string Slug { get; init; }

    /// <summary>Never changes (H-2).</summary>
    public ContactListType Type { get; init; }

    /// <summary>Operation it belongs to; null for lists of organisations and roles, and custom ones beside all operations.</summary>
    public Guid? OperationId { get; init; }

    /// <summary>What it mirrors: operation, cluster, hub, organisation or role; null for custom lists.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>"Haiti, hurricane Matthew: WASH".</summary>
    public required string Label { get; set; }

    public required string SearchText { get; set; }
    public ListReach Visibility { get; set; }
    public ListJoining Joining { get; set; }

    /// <summary>Account that made it; null for mirrored lists.</summary>
    public Guid? OwnerId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
    public int Revision { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<ContactList>
    {
        public void Configure(EntityTypeBuilder<ContactList> builder)
        {
            builder.ToTable("ContactLists");
            builder.Property(list => list.Slug).HasMaxLength(100);
            builder.Property(list => list.Label).HasMaxLength(420);
            builder.Property(list => list.Revision).IsConcurrencyToken();
            builder.HasIndex(list => list.Slug).IsUnique();
            builder.HasIndex(list => new { list.Type, list.SubjectId }).IsUnique();
            builder.HasOne<Operation>().WithMany().HasForeignKey(list => list.OperationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>Somebody who keeps a list.</summary>
public sealed class ListManager
{
    public Guid ListId { get; init; }
    public Guid AccountId { get; init; }

    sealed class Configuration : IEntityTypeConfiguration<ListManager>
    {
        public void Configure(EntityTypeBuilder<ListManager> builder)
        {
            builder.ToTable("ListManagers");
            builder.HasKey(manager => new { manager.ListId, manager.AccountId });
            builder.HasOne<ContactList>().WithMany().HasForeignKey(manager => manager.ListId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<Account>().WithMany().HasForeignKey(manager => manager.AccountId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>How a check-in ended.</summary>
public enum CheckOutReason
{
    /// <summary>The person left, or said so.</summary>
    Left,

    /// <summary>A day after the departure, by the clock.</summary>
    Departed,

    /// <summary>A manager took the person off.</summary>
    Removed,

    /// <summary>A manager did not approve.</summary>
    Declined,

    /// <summary>The record was merged with another that is on the list.</summary>
    Merged,
}

/// <summary>A person on a list, from check-in to check-out; ended ones stay as history (H-6).</summary>
public sealed class CheckIn
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid ListId { get; init; }
    public Guid PersonId { get; set; }

    /// <summary>Waits for a manager; seen by managers only and left out of every export (H-11).</summary>
    public bool IsPending { get; set; }

    public DateOnly ArrivesOn { get; set; }
    public DateOnly? LeavesOn { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public Guid? CreatedBy { get; init; }

    /// <summary>When the person was reminded of the departure.</summary>
    public DateTimeOffset? RemindedAt { get; set; }

    /// <summary>When the person was asked to complete what is missing.</summary>
    public DateTimeOffset? FollowedUpAt { get; set; }

    /// <summary>Null while it lives.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public Guid? EndedBy { get; set; }
    public CheckOutReason? EndReason { get; set; }
    public int Revision { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<CheckIn>
    {
        public void Configure(EntityTypeBuilder<CheckIn> builder)
        {
            builder.ToTable("CheckIns");
            builder.HasIndex(checkIn => new { checkIn.ListId, checkIn.PersonId }).HasFilter("\"EndedAt\" IS NULL").IsUnique();
            builder.HasIndex(checkIn => checkIn.PersonId);
            builder.HasIndex(checkIn => new { checkIn.EndedAt, checkIn.LeavesOn });
            builder.Property(checkIn => checkIn.Revision).IsConcurrencyToken();
            builder.HasOne<ContactList>().WithMany().HasForeignKey(checkIn => checkIn.ListId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<Person>().WithMany().HasForeignKey(checkIn => checkIn.PersonId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
