using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Muster.Server.Features.Accounts;

namespace Muster.Server.Features.People;

/// <summary>How a person came to be here (coordination.md 1.6).</summary>
public enum PersonKind
{
    /// <summary>Has an account of their own.</summary>
    Normal,

    /// <summary>Entered by somebody else with an e-mail; not claimed yet.</summary>
    Orphan,

    /// <summary>Entered by somebody else without an e-mail.</summary>
    Ghost,
}

/// <summary>A person of the response: one record that feeds every list they are on (coordination.md 1.2).</summary>
public sealed class Person
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>Account of the person; null for orphans and ghosts.</summary>
    public Guid? AccountId { get; set; }

    public required string GivenName { get; set; }
    public string? MiddleName { get; set; }
    public required string FamilyName { get; set; }
    public string? JobTitle { get; set; }

    /// <summary>Primary organisation.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>Functional role.</summary>
    public Guid? RoleId { get; set; }

    /// <summary>ISO 3166 alpha-3 code of the country the person is in now, or null.</summary>
    public string? Country { get; set; }

    public string? Region { get; set; }
    public string? Locality { get; set; }

    /// <summary>Short: "on leave until 3 May". Exported as <c>Notes</c>.</summary>
    public string? Status { get; set; }

    public string? Notes { get; set; }

    /// <summary>IANA zone, or null.</summary>
    public string? Zone { get; set; }

    /// <summary>Languages spoken, as codes separated by blanks: <c>en fr ht</c>.</summary>
    public string? Languages { get; set; }

    public DetailReach EmailsFor { get; set; }
    public DetailReach PhonesFor { get; set; }
    public DetailReach LocationFor { get; set; }

    /// <summary>Flagged by an administrator: cannot check in or export, and is invisible to all but administrators (H-8).</summary>
    public bool IsHidden { get; set; }

    /// <summary>The record that this one turned out to be (H-17).</summary>
    public Guid? MergedIntoId { get; set; }

    /// <summary>Name, job title and addresses' names, folded, for search.</summary>
    public required string SearchText { get; set; }

    /// <summary>Times somebody said that the details look out of date (H-15) since the last change.</summary>
    public int StaleReports { get; set; }

    /// <summary>When the person was last asked whether the record still holds.</summary>
    public DateTimeOffset? StaleMailAt { get; set; }

    /// <summary>Drives staleness; a sign-in does not change it.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public Guid? CreatedBy { get; init; }
    public int Revision { get; set; }

    public string FullName => string.Join(' ', new[] { GivenName, MiddleName, FamilyName }.Where(part => !string.IsNullOrWhiteSpace(part)));

    sealed class Configuration : IEntityTypeConfiguration<Person>
    {
        public void Configure(EntityTypeBuilder<Person> builder)
        {
            builder.ToTable("People");
            builder.Property(person => person.GivenName).HasMaxLength(PersonForm.LongestName);
            builder.Property(person => person.MiddleName).HasMaxLength(PersonForm.LongestName);
            builder.Property(person => person.FamilyName).HasMaxLength(PersonForm.LongestName);
            builder.Property(person => person.JobTitle).HasMaxLength(PersonForm.LongestLine);
            builder.Property(person => person.Country).HasMaxLength(3);
            builder.Property(person => person.Region).HasMaxLength(PersonForm.LongestLine);
            builder.Property(person => person.Locality).HasMaxLength(PersonForm.LongestLine);
            builder.Property(person => person.Status).HasMaxLength(PersonForm.LongestLine);
            builder.Property(person => person.Notes).HasMaxLength(PersonForm.LongestNotes);
            builder.Property(person => person.Zone).HasMaxLength(60);
            builder.Property(person => person.Languages).HasMaxLength(100);
            builder.Property(person => person.Revision).IsConcurrencyToken();
            builder.HasIndex(person => person.AccountId).IsUnique();
            builder.HasIndex(person => person.OrganisationId);
            builder.HasIndex(person => person.MergedIntoId);
            builder.HasOne<Account>().WithMany().HasForeignKey(person => person.AccountId).OnDelete(DeleteBehavior.SetNull);
            builder.Ignore(person => person.FullName);
        }
    }
}

/// <summary>What a contact point is.</summary>
public enum ContactKind
{
    /// <summary>E-mail address.</summary>
    Email,

    /// <summary>Telephone number.</summary>
    Phone,

    /// <summary>Name in a messaging service.</summary>
    Messaging,

    /// <summary>Web address.</summary>
    Website,
}

/// <summary>A way to reach a person. An e-mail address belongs to one person only.</summary>
public sealed class ContactPoint
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid PersonId { get; set; }
    public ContactKind Kind { get; init; }

    /// <summary>Work, Personal; Landline, Mobile, Fax, Satellite; Signal, WhatsApp, Telegram … (open list).</summary>
    public required string Type { get; set; }

    /// <summary>As shown: an address, an international number such as <c>+509 3412 3456</c>, a name.</summary>
    public required string Value { get; set; }

    /// <summary>As compared: lower case, or E.164.</summary>
    public required string Key { get; set; }

    /// <summary>Position among those of its kind; the first is the primary one.</summary>
    public int Position { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<ContactPoint>
    {
        public void Configure(EntityTypeBuilder<ContactPoint> builder)
        {
            builder.ToTable("ContactPoints");
            builder.Property(point => point.Type).HasMaxLength(40);
            builder.Property(point => point.Value).HasMaxLength(PersonForm.LongestAddress);
            builder.Property(point => point.Key).HasMaxLength(PersonForm.LongestAddress);
            builder.HasIndex(point => point.PersonId);
            builder.HasIndex(point => point.Key).HasFilter("\"Kind\" = 0").IsUnique();
            builder.HasOne<Person>().WithMany().HasForeignKey(point => point.PersonId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>Two people who know each other; counts once both said so.</summary>
public sealed class Connection
{
    /// <summary>Who asked.</summary>
    public Guid FromId { get; init; }

    /// <summary>Who was asked.</summary>
    public Guid ToId { get; init; }

    public DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? AcceptedAt { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<Connection>
    {
        public void Configure(EntityTypeBuilder<Connection> builder)
        {
            builder.ToTable("Connections");
            builder.HasKey(connection => new { connection.FromId, connection.ToId });
            builder.HasIndex(connection => connection.ToId);
            builder.HasOne<Person>().WithMany().HasForeignKey(connection => connection.FromId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<Person>().WithMany().HasForeignKey(connection => connection.ToId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
