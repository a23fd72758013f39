using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Muster.Server.Features.Imports.Reviewing;

/// <summary>Who has taken a question of an import on themselves. The questions are in the examination; a mark is kept only where somebody took one.</summary>
public sealed class ReviewMark
{
    public Guid ImportId { get; init; }

    /// <summary>Stable name of the question, such as <c>finding:AB-C01</c>.</summary>
    public required string Question { get; init; }

    /// <summary>Who works on it; null where it was given back.</summary>
    public Guid? TakenBy { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Goes up with each change; a change names the one it saw.</summary>
    public int Revision { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<ReviewMark>
    {
        public void Configure(EntityTypeBuilder<ReviewMark> builder)
        {
            builder.ToTable("ImportReviewMarks");
            builder.HasKey(mark => new { mark.ImportId, mark.Question });
            builder.Property(mark => mark.Question).HasMaxLength(80);
            builder.Property(mark => mark.Revision).IsConcurrencyToken();
            builder.HasOne<Import>().WithMany().HasForeignKey(mark => mark.ImportId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
