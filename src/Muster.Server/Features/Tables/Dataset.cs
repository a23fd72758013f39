using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.Tables;

/// <summary>A dataset of an operation: what it is, whose, how far it may go. Its content lies in <see cref="DatasetVersion"/>s.</summary>
public sealed class Dataset
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid OperationId { get; init; }

    /// <summary>Short name in addresses, unique in the operation. High and severe ones carry a random ending.</summary>
    public required string Slug { get; init; }

    public required string Title { get; set; }
    public string? Description { get; set; }

    /// <summary>Where the figures come from, as the field cites it.</summary>
    public string? Source { get; set; }

    public string? Licence { get; set; }
    public string? Method { get; set; }
    public string? Caveats { get; set; }

    /// <summary>First and last day that the figures speak of.</summary>
    public DateOnly? PeriodStart { get; set; }

    public DateOnly? PeriodEnd { get; set; }
    public Sensitivity Sensitivity { get; set; } = Sensitivity.Undecided;
    public Audience Audience { get; set; } = Audience.Named;
    public Guid? CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Newest version; null until the first import is accepted.</summary>
    public Guid? CurrentVersionId { get; set; }

    /// <summary>Title, source and description, folded for search.</summary>
    public string SearchText { get; set; } = "";

    /// <summary>Goes up with each save; a save names the one it saw.</summary>
    public int Revision { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<Dataset>
    {
        public void Configure(EntityTypeBuilder<Dataset> builder)
        {
            builder.ToTable("Datasets");
            builder.HasIndex(dataset => new { dataset.OperationId, dataset.Slug }).IsUnique();
            builder.Property(dataset => dataset.Slug).HasMaxLength(100);
            builder.Property(dataset => dataset.Title).HasMaxLength(300);
            builder.Property(dataset => dataset.Revision).IsConcurrencyToken();
            builder.HasOne<Operation>().WithMany().HasForeignKey(dataset => dataset.OperationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
