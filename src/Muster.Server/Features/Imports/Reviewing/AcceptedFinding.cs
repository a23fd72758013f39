using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Muster.Tabular.Validating;

namespace Muster.Server.Features.Imports.Reviewing;

/// <summary>Findings of a rule that a person accepts, with the reason. Kept with the import, and so with the version made of it.</summary>
public sealed class AcceptedFinding
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid ImportId { get; init; }
    public required string Rule { get; init; }
    public Severity Severity { get; init; }
    public required string Reason { get; set; }

    /// <summary>Findings of the rule when it was accepted: more of them are another matter.</summary>
    public long Count { get; set; }

    public Guid? By { get; set; }
    public DateTimeOffset At { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<AcceptedFinding>
    {
        public void Configure(EntityTypeBuilder<AcceptedFinding> builder)
        {
            builder.ToTable("ImportAcceptedFindings");
            builder.Property(accepted => accepted.Rule).HasMaxLength(40);
            builder.Property(accepted => accepted.Reason).HasMaxLength(1000);
            builder.HasIndex(accepted => new { accepted.ImportId, accepted.Rule, accepted.Severity }).IsUnique();
            builder.HasOne<Import>().WithMany().HasForeignKey(accepted => accepted.ImportId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
