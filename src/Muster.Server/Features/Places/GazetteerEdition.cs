using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Muster.Tabular.Matching;

namespace Muster.Server.Features.Places;

/// <summary>The administrative units of one country as of a date: names and codes, with boundaries where they were loaded (cod.md 2). Older editions stay.</summary>
public sealed class GazetteerEdition
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>ISO 3166 alpha-3.</summary>
    public required string Country { get; init; }

    /// <summary>For example "CNIGS 2018-11-29".</summary>
    public required string Name { get; set; }

    public string? Source { get; set; }
    public string? Licence { get; set; }

    /// <summary>Date of the dataset (validOn).</summary>
    public DateOnly ValidOn { get; set; }

    public Nesting Nesting { get; set; }

    /// <summary>The one that new imports are matched with; one a country.</summary>
    public bool IsCurrent { get; set; }

    public DateTimeOffset LoadedAt { get; init; }
    public Guid? LoadedBy { get; init; }

    /// <summary>Goes up when units or boundaries change: caches compare it.</summary>
    public int Revision { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<GazetteerEdition>
    {
        public void Configure(EntityTypeBuilder<GazetteerEdition> builder)
        {
            builder.ToTable("GazetteerEditions");
            builder.Property(edition => edition.Country).HasMaxLength(3);
            builder.Property(edition => edition.Name).HasMaxLength(200);
            builder.HasIndex(edition => new { edition.Country, edition.ValidOn });
        }
    }
}

/// <summary>One unit of an edition.</summary>
public sealed class PlaceRow
{
    public Guid EditionId { get; init; }

    /// <summary>P-code as published.</summary>
    public required string Code { get; init; }

    public int Level { get; init; }
    public string? ParentCode { get; init; }
    public required string Name { get; set; }

    /// <summary>All names by language, JSON object.</summary>
    public required string NamesJson { get; set; }

    /// <summary>All names and the code, folded for search.</summary>
    public required string SearchText { get; set; }

    public double? AreaSqKm { get; set; }

    /// <summary>Bounding box of the boundary in degrees; null without one.</summary>
    public double? West { get; set; }

    public double? South { get; set; }
    public double? East { get; set; }
    public double? North { get; set; }

    /// <summary>Boundary as well-known binary, WGS 84; null without one.</summary>
    public byte[]? Boundary { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<PlaceRow>
    {
        public void Configure(EntityTypeBuilder<PlaceRow> builder)
        {
            builder.ToTable("Places");
            builder.HasKey(place => new { place.EditionId, place.Code });
            builder.Property(place => place.Code).HasMaxLength(40);
            builder.Property(place => place.ParentCode).HasMaxLength(40);
            builder.HasIndex(place => new { place.EditionId, place.Level });
            builder.HasIndex(place => new { place.EditionId, place.ParentCode });
            builder.HasOne<GazetteerEdition>().WithMany().HasForeignKey(place => place.EditionId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>A settled alias: who decided that this text means this unit, and when (pcodes.md 4, rule 3).</summary>
public sealed class AliasRow
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public required string Country { get; init; }
    public string? ParentCode { get; init; }
    public required string Text { get; init; }
    public required string Code { get; init; }
    public Guid? DecidedBy { get; init; }
    public DateTimeOffset DecidedAt { get; init; }

    /// <summary>Why, in the words of who decided; null where nothing was said.</summary>
    public string? Reason { get; init; }

    /// <summary>Import in which it was settled; null for one added by hand or from a list.</summary>
    public Guid? ImportId { get; init; }

    sealed class Configuration : IEntityTypeConfiguration<AliasRow>
    {
        public void Configure(EntityTypeBuilder<AliasRow> builder)
        {
            builder.ToTable("PlaceAliases");
            builder.Property(alias => alias.Country).HasMaxLength(3);
            builder.Property(alias => alias.Text).HasMaxLength(300);
            builder.Property(alias => alias.Reason).HasMaxLength(500);
            builder.HasIndex(alias => new { alias.Country, alias.ParentCode, alias.Text }).IsUnique();
        }
    }
}
