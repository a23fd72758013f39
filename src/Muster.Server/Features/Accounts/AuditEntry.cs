using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Muster.Server.Features.Accounts;

/// <summary>Who did what to what, for things that must be answered for: exports, publications, role changes, wipes. Never changed.</summary>
public sealed class AuditEntry
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public DateTimeOffset At { get; init; }
    public Guid? AccountId { get; init; }
    public Guid? OperationId { get; init; }

    /// <summary>For example <c>dataset.export</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Address or id of the thing.</summary>
    public required string Subject { get; init; }

    /// <summary>A sentence, or null.</summary>
    public string? Detail { get; init; }

    sealed class Configuration : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> builder)
        {
            builder.ToTable("AuditEntries");
            builder.Property(entry => entry.Action).HasMaxLength(100);
            builder.Property(entry => entry.Subject).HasMaxLength(400);
            builder.HasIndex(entry => new { entry.OperationId, entry.At });
        }
    }
}
