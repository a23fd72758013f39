using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Collections;

/// <summary>A collective file: one template that many partners fill in and send back, put together as one dataset.</summary>
public sealed class CollectiveFile
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid OperationId { get; init; }

    /// <summary>Short name in addresses, unique in the operation.</summary>
    public required string Slug { get; init; }

    public required string Title { get; set; }

    /// <summary>What partners are told on the first sheet.</summary>
    public string? Instructions { get; set; }

    /// <summary>Day by which returns are wanted.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>Country whose places stand in the drop-down lists, ISO3; null where there are none.</summary>
    public string? Country { get; set; }

    /// <summary>True to put a row of HXL tags below the headers.</summary>
    public bool HasTagRow { get; set; }

    /// <summary>Language of the template, ISO 639-1.</summary>
    public required string Language { get; set; }

    /// <summary>JSON of <see cref="TemplateColumn"/>s.</summary>
    public required string ColumnsJson { get; set; }

    /// <summary>From 1; goes up when the columns change, and stands in each workbook.</summary>
    public int TemplateVersion { get; set; } = 1;

    /// <summary>What the returns and the dataset are.</summary>
    public Sensitivity Sensitivity { get; set; } = Sensitivity.Undecided;

    public Audience Audience { get; set; } = Audience.Named;

    /// <summary>True once no more returns are taken.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Dataset of the merged rows; null until the first merge.</summary>
    public Guid? DatasetId { get; set; }

    public Guid? CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Goes up with each save; a save names the one it saw.</summary>
    public int Revision { get; set; }

    public IReadOnlyList<TemplateColumn> Columns => JsonSerializer.Deserialize<IReadOnlyList<TemplateColumn>>(ColumnsJson, TableColumn.Json) ?? [];

    sealed class Configuration : IEntityTypeConfiguration<CollectiveFile>
    {
        public void Configure(EntityTypeBuilder<CollectiveFile> builder)
        {
            builder.ToTable("CollectiveFiles");
            builder.HasIndex(collection => new { collection.OperationId, collection.Slug }).IsUnique();
            builder.Property(collection => collection.Slug).HasMaxLength(100);
            builder.Property(collection => collection.Title).HasMaxLength(300);
            builder.Property(collection => collection.Revision).IsConcurrencyToken();
            builder.Ignore(collection => collection.Columns);
            builder.HasOne<Operation>().WithMany().HasForeignKey(collection => collection.OperationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>An organisation that is to send the template back.</summary>
public sealed class CollectionPartner
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid CollectionId { get; init; }
    public required string Name { get; init; }
    public string? Contact { get; init; }
    public string? Email { get; init; }

    /// <summary>SHA-256 of the secret of the partner's link, hexadecimal; null where there is none. The secret itself is shown once.</summary>
    public string? LinkHash { get; set; }

    public DateTimeOffset? LinkUntil { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<CollectionPartner>
    {
        public void Configure(EntityTypeBuilder<CollectionPartner> builder)
        {
            builder.ToTable("CollectionPartners");
            builder.HasIndex(partner => new { partner.CollectionId, partner.Name }).IsUnique();
            builder.HasIndex(partner => partner.LinkHash).IsUnique();
            builder.Property(partner => partner.Name).HasMaxLength(200);
            builder.Property(partner => partner.Contact).HasMaxLength(200);
            builder.Property(partner => partner.Email).HasMaxLength(320);
            builder.Property(partner => partner.LinkHash).HasMaxLength(64);
            builder.HasOne<CollectiveFile>().WithMany().HasForeignKey(partner => partner.CollectionId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>A file that a partner sent. The newest of a partner counts; the ones before stay on record.</summary>
public sealed class CollectionReturn
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid CollectionId { get; init; }
    public Guid PartnerId { get; init; }

    /// <summary>The import that the file is.</summary>
    public Guid ImportId { get; init; }

    public DateTimeOffset SentAt { get; init; }

    /// <summary>True where it came through the partner's link.</summary>
    public bool CameByLink { get; init; }

    /// <summary>Version of the template that the workbook says it is; null where it says nothing.</summary>
    public int? TemplateVersion { get; init; }

    /// <summary>JSON of <see cref="ReturnCheck"/>: how the file fits the template.</summary>
    public required string CheckJson { get; set; }

    public ReturnCheck Check => JsonSerializer.Deserialize<ReturnCheck>(CheckJson, TableColumn.Json)!;

    sealed class Configuration : IEntityTypeConfiguration<CollectionReturn>
    {
        public void Configure(EntityTypeBuilder<CollectionReturn> builder)
        {
            builder.ToTable("CollectionReturns");
            builder.HasIndex(sent => new { sent.CollectionId, sent.PartnerId });
            builder.HasIndex(sent => sent.ImportId).IsUnique();
            builder.Ignore(sent => sent.Check);
            builder.HasOne<CollectiveFile>().WithMany().HasForeignKey(sent => sent.CollectionId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<CollectionPartner>().WithMany().HasForeignKey(sent => sent.PartnerId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<Import>().WithMany().HasForeignKey(sent => sent.ImportId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>A person's choice between two partners who sent the same row.</summary>
public sealed class CollectionChoice
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid CollectionId { get; init; }

    /// <summary>Key of the row, as shown.</summary>
    public required string RowKey { get; init; }

    /// <summary>Partner whose row stands.</summary>
    public Guid PartnerId { get; set; }

    public Guid? ChosenBy { get; set; }
    public DateTimeOffset ChosenAt { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<CollectionChoice>
    {
        public void Configure(EntityTypeBuilder<CollectionChoice> builder)
        {
            builder.ToTable("CollectionChoices");
            builder.HasIndex(choice => new { choice.CollectionId, choice.RowKey }).IsUnique();
            builder.Property(choice => choice.RowKey).HasMaxLength(1000);
            builder.HasOne<CollectiveFile>().WithMany().HasForeignKey(choice => choice.CollectionId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
