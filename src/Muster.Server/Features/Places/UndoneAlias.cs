using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Muster.Server.Features.Places;

/// <summary>An alias that was taken back: what it said, who had decided it, who took it back and why. It can be put back.</summary>
public sealed class UndoneAlias
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public required string Country { get; init; }
    public string? ParentCode { get; init; }
    public required string Text { get; init; }
    public required string Code { get; init; }
    public Guid? DecidedBy { get; init; }
    public DateTimeOffset DecidedAt { get; init; }
    public string? Reason { get; init; }
    public Guid? ImportId { get; init; }
    public Guid? UndoneBy { get; init; }
    public DateTimeOffset UndoneAt { get; init; }

    /// <summary>Why it was taken back; null where nothing was said.</summary>
    public string? UndoneReason { get; init; }

    sealed class Configuration : IEntityTypeConfiguration<UndoneAlias>
    {
        public void Configure(EntityTypeBuilder<UndoneAlias> builder)
        {
            builder.ToTable("UndonePlaceAliases");
            builder.Property(alias => alias.Country).HasMaxLength(3);
            builder.Property(alias => alias.Text).HasMaxLength(300);
            builder.Property(alias => alias.Reason).HasMaxLength(500);
            builder.Property(alias => alias.UndoneReason).HasMaxLength(500);
            builder.HasIndex(alias => new { alias.Country, alias.UndoneAt });
        }
    }
}
