using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Muster.Server.Features.Registry;

/// <summary>A role that people hold, of a vocabulary that administrators keep (coordination.md 1.2): Cluster Coordinator, Information Management Officer.</summary>
public sealed class FunctionalRole
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public required string Name { get; set; }

    /// <summary>Name in French; the English one where null.</summary>
    public string? NameFr { get; set; }

    /// <summary>Offered no more; who holds it keeps it.</summary>
    public bool IsRetired { get; set; }

    /// <summary>In the reader's language.</summary>
    public string Title => System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr" && !string.IsNullOrEmpty(NameFr) ? NameFr : Name;

    sealed class Configuration : IEntityTypeConfiguration<FunctionalRole>
    {
        public void Configure(EntityTypeBuilder<FunctionalRole> builder)
        {
            builder.ToTable("FunctionalRoles");
            builder.Property(role => role.Name).HasMaxLength(120);
            builder.Property(role => role.NameFr).HasMaxLength(120);
            builder.HasIndex(role => role.Name).IsUnique();
            builder.Ignore(role => role.Title);
        }
    }
}
