using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Muster.Server.Features.Imports;

namespace Muster.Server.Features.Combinations;

/// <summary>How a table was made of others.</summary>
public enum DerivationKind
{
    /// <summary>Columns of a second table beside the rows of a first.</summary>
    Join,

    /// <summary>Rows of one table below those of another.</summary>
    Append,

    /// <summary>A dataset's next round below its earlier ones.</summary>
    Round,

    /// <summary>The returns of partners, one table.</summary>
    Collection,
}

/// <summary>What a table was made of and how: kept with the import that brought it in, so that it can be told and done again.</summary>
public sealed class Derivation
{
    /// <summary>The import; its file is the table as made.</summary>
    public Guid ImportId { get; init; }

    public Guid OperationId { get; init; }
    public DerivationKind Kind { get; init; }

    /// <summary>Settings, JSON of <see cref="CombinationForm"/> for joins and appends.</summary>
    public required string RecipeJson { get; init; }

    public Guid? MadeBy { get; init; }
    public DateTimeOffset MadeAt { get; init; }

    sealed class Configuration : IEntityTypeConfiguration<Derivation>
    {
        public void Configure(EntityTypeBuilder<Derivation> builder)
        {
            builder.ToTable("Derivations");
            builder.HasKey(derivation => derivation.ImportId);
            builder.HasIndex(derivation => derivation.OperationId);
            builder.HasOne<Import>().WithOne().HasForeignKey<Derivation>(derivation => derivation.ImportId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>One table that went into another. The source may be deleted later; the line then names nothing any more.</summary>
public sealed class DerivationSource
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid ImportId { get; init; }

    /// <summary>From 1, in the order of the making.</summary>
    public int Order { get; init; }

    /// <summary>Dataset and version, where it was one.</summary>
    public Guid? DatasetId { get; init; }

    public Guid? VersionId { get; init; }

    /// <summary>Import whose rows went in, where it had not become a version of its own.</summary>
    public Guid? SourceImportId { get; init; }

    sealed class Configuration : IEntityTypeConfiguration<DerivationSource>
    {
        public void Configure(EntityTypeBuilder<DerivationSource> builder)
        {
            builder.ToTable("DerivationSources");
            builder.HasIndex(source => new { source.ImportId, source.Order }).IsUnique();
            builder.HasIndex(source => source.DatasetId);
            builder.HasIndex(source => source.SourceImportId);
            builder.HasOne<Derivation>().WithMany().HasForeignKey(source => source.ImportId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
