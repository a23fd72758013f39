using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.Imports.Uploading;

/// <summary>An upload that comes in pieces and may be broken off: what has arrived stays, and the rest can follow from another browser or day.</summary>
public sealed class Upload
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid OperationId { get; init; }

    /// <summary>Only this account goes on with it.</summary>
    public Guid AccountId { get; init; }

    public required string FileName { get; init; }

    /// <summary>Whole size, told at the beginning.</summary>
    public long SizeInBytes { get; init; }

    /// <summary>When the file was last changed on the sender's machine, as the sender tells it: with name and size it says that the same file is chosen again.</summary>
    public string? Stamp { get; init; }

    /// <summary>SHA-256 of the whole file as the sender tells it, or null.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Dataset that is to get a new version, or null.</summary>
    public Guid? DatasetId { get; init; }

    /// <summary>Bytes that have arrived.</summary>
    public long Offset { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>The import made of it; null while bytes are missing.</summary>
    public Guid? ImportId { get; set; }

    /// <summary>Goes up with each piece.</summary>
    public int Revision { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<Upload>
    {
        public void Configure(EntityTypeBuilder<Upload> builder)
        {
            builder.ToTable("Uploads");
            builder.Property(upload => upload.FileName).HasMaxLength(300);
            builder.Property(upload => upload.Stamp).HasMaxLength(100);
            builder.Property(upload => upload.Sha256).HasMaxLength(64);
            builder.Property(upload => upload.Revision).IsConcurrencyToken();
            builder.HasIndex(upload => new { upload.OperationId, upload.AccountId });
            builder.HasIndex(upload => upload.ChangedAt);
            builder.HasOne<Operation>().WithMany().HasForeignKey(upload => upload.OperationId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<Account>().WithMany().HasForeignKey(upload => upload.AccountId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>A piece that has arrived, kept in the file store like any other bytes, so that every node can go on.</summary>
public sealed class UploadPart
{
    public Guid UploadId { get; init; }

    /// <summary>Where it begins in the file.</summary>
    public long Offset { get; init; }

    public long SizeInBytes { get; init; }

    /// <summary>SHA-256.</summary>
    public required string Hash { get; init; }

    sealed class Configuration : IEntityTypeConfiguration<UploadPart>
    {
        public void Configure(EntityTypeBuilder<UploadPart> builder)
        {
            builder.ToTable("UploadParts");
            builder.HasKey(part => new { part.UploadId, part.Offset });
            builder.Property(part => part.Hash).HasMaxLength(64);
            builder.HasIndex(part => part.Hash);
            builder.HasOne<Upload>().WithMany().HasForeignKey(part => part.UploadId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
