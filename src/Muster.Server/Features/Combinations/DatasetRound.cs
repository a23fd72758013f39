using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Combinations;

/// <summary>How a round came into its dataset.</summary>
public enum RoundMode
{
    /// <summary>Its rows stand alone in the version; earlier rounds are in earlier versions.</summary>
    Replace,

    /// <summary>Its rows stand below those of the earlier rounds.</summary>
    Append,
}

/// <summary>One round of a dataset that is collected again and again: which number and day, and which import brought it.</summary>
public sealed class DatasetRound
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid DatasetId { get; init; }

    /// <summary>Import that the round came in by; for the first rounds of a dataset that had none, that of its version.</summary>
    public Guid ImportId { get; init; }

    /// <summary>Version in which it first stands; known before that version exists.</summary>
    public Guid VersionId { get; init; }

    public int Number { get; init; }

    /// <summary>As it stands in the round column of appended tables.</summary>
    public required string Label { get; init; }

    /// <summary>Day that the round speaks of.</summary>
    public DateOnly? AsOf { get; init; }

    public RoundMode Mode { get; init; }

    sealed class Configuration : IEntityTypeConfiguration<DatasetRound>
    {
        public void Configure(EntityTypeBuilder<DatasetRound> builder)
        {
            builder.ToTable("DatasetRounds");
            builder.HasIndex(round => new { round.DatasetId, round.Number });
            builder.HasIndex(round => round.VersionId);
            builder.Property(round => round.Label).HasMaxLength(100);
            builder.HasOne<Dataset>().WithMany().HasForeignKey(round => round.DatasetId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
