using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.Population;

/// <summary>A decision on which source an operation uses for the population of a place and the places below it. Never changed: the newest one for a place holds, the older ones are its history (cod.md 6.6).</summary>
public sealed class PopulationChoice
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid OperationId { get; init; }

    /// <summary>P-code of the place.</summary>
    public required string PlaceCode { get; init; }

    /// <summary>Key of the source (<see cref="PopulationSource.Key"/>); null where a choice was taken back.</summary>
    public string? SourceKey { get; init; }

    /// <summary>The figure that the person saw.</summary>
    public decimal? Value { get; init; }

    /// <summary>Why; null where a choice was taken back.</summary>
    public string? Reason { get; init; }

    /// <summary>From 1 for each place: two people cannot both decide after the same decision.</summary>
    public int Number { get; init; }

    public Guid? DecidedBy { get; init; }
    public DateTimeOffset DecidedAt { get; init; }

    sealed class Configuration : IEntityTypeConfiguration<PopulationChoice>
    {
        public void Configure(EntityTypeBuilder<PopulationChoice> builder)
        {
            builder.ToTable("PopulationChoices");
            builder.Property(choice => choice.PlaceCode).HasMaxLength(40);
            builder.Property(choice => choice.SourceKey).HasMaxLength(120);
            builder.Property(choice => choice.Value).HasPrecision(28, 6);
            builder.Property(choice => choice.Reason).HasMaxLength(1000);
            builder.HasIndex(choice => new { choice.OperationId, choice.PlaceCode, choice.Number }).IsUnique();
            builder.HasOne<Operation>().WithMany().HasForeignKey(choice => choice.OperationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
