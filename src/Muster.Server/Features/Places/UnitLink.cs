using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Muster.Server.Features.Places;

/// <summary>How it is known that a unit of one edition goes on as a unit of another.</summary>
public enum LinkMethod
{
    /// <summary>A correspondence file says so.</summary>
    File,

    /// <summary>Both editions have the code.</summary>
    SameCode,

    /// <summary>The name occurs once in each edition under the same unit above.</summary>
    SameName,

    /// <summary>The areas overlap.</summary>
    Overlap,

    /// <summary>A person says so.</summary>
    Hand,
}

/// <summary>A unit of an older edition and one that goes on from it. A proposal until a person confirms it: only confirmed ones carry figures (cod.md 2.4).</summary>
public sealed class UnitLink
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid FromEditionId { get; init; }
    public Guid ToEditionId { get; init; }

    /// <summary>P-code in the older edition.</summary>
    public required string OldCode { get; init; }

    /// <summary>P-code in the newer one.</summary>
    public required string NewCode { get; init; }

    public int Level { get; init; }
    public LinkMethod Method { get; set; }

    /// <summary>Share of the old unit's figures that goes to the new one, 0 to 1, as the correspondence file states it; null where nothing is stated.</summary>
    public double? Weight { get; set; }

    /// <summary>Share of the old unit's area that lies in the new one, 0 to 1; null without both boundaries.</summary>
    public double? OldShare { get; set; }

    /// <summary>Share of the new unit's area that lay in the old one, 0 to 1; null without both boundaries.</summary>
    public double? NewShare { get; set; }

    public bool IsConfirmed { get; set; }
    public Guid? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<UnitLink>
    {
        public void Configure(EntityTypeBuilder<UnitLink> builder)
        {
            builder.ToTable("PlaceLinks");
            builder.Property(link => link.OldCode).HasMaxLength(40);
            builder.Property(link => link.NewCode).HasMaxLength(40);
            builder.HasIndex(link => new { link.FromEditionId, link.ToEditionId, link.OldCode, link.NewCode }).IsUnique();
            builder.HasIndex(link => link.ToEditionId);
            builder.HasOne<GazetteerEdition>().WithMany().HasForeignKey(link => link.FromEditionId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<GazetteerEdition>().WithMany().HasForeignKey(link => link.ToEditionId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
