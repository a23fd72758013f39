using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Muster.Server.Features.Registry;

/// <summary>Types of organisations (coordination.md 1.9).</summary>
public enum OrganisationKind
{
    /// <summary>Not said.</summary>
    Unknown,
    Academic,
    Civilian,
    Donor,
    Embassy,
    Government,
    InternationalMilitary,
    InternationalNgo,
    InternationalOrganisation,
    Media,
    Military,
    NationalNgo,
    NonStateArmedGroup,
    Other,
    PrivateSector,
    RedCross,
    Religious,
    UnitedNations,
}

/// <summary>An organisation of the one registry that every feature uses (coordination.md 2.1).</summary>
public sealed class Organisation
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>1 to 200 characters.</summary>
    public required string Name { get; set; }

    public string? Acronym { get; set; }
    public OrganisationKind Kind { get; set; }

    /// <summary>Beginning with http.</summary>
    public string? Website { get; set; }

    /// <summary>Id in the Financial Tracking Service.</summary>
    public string? FtsId { get; set; }

    /// <summary>Name, acronym and aliases, folded.</summary>
    public required string SearchText { get; set; }

    /// <summary>The organisation that this one turned out to be; its address leads there.</summary>
    public Guid? MergedIntoId { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public Guid? CreatedBy { get; init; }

    /// <summary>Goes up with each save; a save names the one it saw.</summary>
    public int Revision { get; set; }

    /// <summary>"World Food Programme (WFP)".</summary>
    public string Title => string.IsNullOrEmpty(Acronym) ? Name : $"{Name} ({Acronym})";

    /// <summary>Acronym where there is one: for narrow tables.</summary>
    public string ShortName => string.IsNullOrEmpty(Acronym) ? Name : Acronym;

    sealed class Configuration : IEntityTypeConfiguration<Organisation>
    {
        public void Configure(EntityTypeBuilder<Organisation> builder)
        {
            builder.ToTable("Organisations");
            builder.Property(organisation => organisation.Name).HasMaxLength(OrganisationForm.LongestName);
            builder.Property(organisation => organisation.Acronym).HasMaxLength(OrganisationForm.LongestAcronym);
            builder.Property(organisation => organisation.Website).HasMaxLength(OrganisationForm.LongestWebsite);
            builder.Property(organisation => organisation.FtsId).HasMaxLength(40);
            builder.Property(organisation => organisation.Revision).IsConcurrencyToken();
            builder.HasIndex(organisation => organisation.MergedIntoId);
            builder.Ignore(organisation => organisation.Title);
            builder.Ignore(organisation => organisation.ShortName);
        }
    }
}

/// <summary>A spelling that means an organisation: its name, its acronym, and every other way people write it. No spelling means two.</summary>
public sealed class OrganisationName
{
    /// <summary>The spelling, folded.</summary>
    public required string Key { get; init; }

    /// <summary>As written.</summary>
    public required string Text { get; init; }

    public Guid OrganisationId { get; set; }

    /// <summary>Organisation that brought it along when it was merged; goes back with it.</summary>
    public Guid? BroughtBy { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<OrganisationName>
    {
        public void Configure(EntityTypeBuilder<OrganisationName> builder)
        {
            builder.ToTable("OrganisationNames");
            builder.HasKey(name => name.Key);
            builder.Property(name => name.Key).HasMaxLength(OrganisationForm.LongestName);
            builder.Property(name => name.Text).HasMaxLength(OrganisationForm.LongestName);
            builder.HasOne<Organisation>().WithMany().HasForeignKey(name => name.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
