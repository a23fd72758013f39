using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.Imports;

/// <summary>Where an import stands on its way.</summary>
public enum ImportState
{
    /// <summary>The job reads and checks the file.</summary>
    Examining,

    /// <summary>A person looks at meanings, findings and places, and decides.</summary>
    Review,

    /// <summary>The job writes the table.</summary>
    Storing,

    /// <summary>It is a version.</summary>
    Accepted,

    /// <summary>The file cannot be read as a table; <see cref="Import.Problem"/> says what, where and what next.</summary>
    Unreadable,

    /// <summary>A person gave it up; the record stays.</summary>
    Discarded,
}

/// <summary>One upload on its way to becoming a version: upload, preview, meanings, findings, places, difference, acceptance.</summary>
public sealed class Import
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid OperationId { get; init; }

    /// <summary>SHA-256 of the file as it came.</summary>
    public required string FileHash { get; init; }

    public required string FileName { get; init; }
    public long SizeInBytes { get; init; }
    public ImportState State { get; set; }

    /// <summary>Sheet, header row, encoding, separator, meanings, country and edition as chosen; JSON of ImportChoices.</summary>
    public string ChoicesJson { get; set; } = "{}";

    /// <summary>Sheet, meanings, counts, profiles and place questions of the last examination; SHA-256 of a JSON file, as it can be large.</summary>
    public string? ExaminationHash { get; set; }

    /// <summary>SHA-256 of the findings, JSON lines.</summary>
    public string? FindingsHash { get; set; }

    /// <summary>SHA-256 of the place questions, JSON lines of PlaceQuestion.</summary>
    public string? PlacesHash { get; set; }

    /// <summary>SHA-256 of the changed cells, JSON lines of CellChange.</summary>
    public string? ChangesHash { get; set; }

    /// <summary>SHA-256 of the rows queued and dropped, JSON lines of SetAsideRow.</summary>
    public string? SetAsideHash { get; set; }

    /// <summary>SHA-256 of the queued rows as typed, CSV; made at acceptance, null where none was queued.</summary>
    public string? QueuedHash { get; set; }

    /// <summary>SHA-256 of the headers in their order: next week's file of the same form is known by it.</summary>
    public string? FormKey { get; set; }

    /// <summary>Counts of the last examination or of the acceptance, JSON of RowLedger.</summary>
    public string? LedgerJson { get; set; }

    /// <summary>JSON of ReadProblem.</summary>
    public string? Problem { get; set; }

    /// <summary>Title, dataset and metadata asked for at acceptance, JSON.</summary>
    public string? AcceptanceJson { get; set; }

    /// <summary>Dataset that the uploader means to give a new version, or null.</summary>
    public Guid? IntendedDatasetId { get; init; }

    /// <summary>The earlier import whose choices and steps were taken over; never done a second time by itself.</summary>
    public Guid? ReplayedFrom { get; set; }

    /// <summary>Made of other tables: once examined it is stored as <see cref="AcceptanceJson"/> says, without another decision.</summary>
    public bool AcceptsItself { get; set; }

    /// <summary>Where it was made of other tables: the highest sensitivity among them (protection-im.md DR-C7).</summary>
    public Sensitivity? LeastSensitivity { get; init; }

    /// <summary>Where it was made of other tables: the narrowest audience among them.</summary>
    public Audience? LeastAudience { get; init; }

    public Guid? DatasetId { get; set; }
    public Guid? VersionId { get; set; }
    public Guid? UploadedBy { get; init; }
    public DateTimeOffset UploadedAt { get; init; }
    public Guid? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Goes up with each save; a save names the one it saw.</summary>
    public int Revision { get; set; }

    /// <summary>Every stored file that the import names; null where there is none.</summary>
    public IEnumerable<string?> FileHashes => [FileHash, ExaminationHash, FindingsHash, PlacesHash, ChangesHash, SetAsideHash, QueuedHash];

    sealed class Configuration : IEntityTypeConfiguration<Import>
    {
        public void Configure(EntityTypeBuilder<Import> builder)
        {
            builder.ToTable("Imports");
            builder.Property(import => import.FileName).HasMaxLength(300);
            builder.HasIndex(import => new { import.OperationId, import.UploadedAt });
            builder.HasIndex(import => new { import.OperationId, import.FormKey });
            builder.Property(import => import.FormKey).HasMaxLength(64);
            builder.Property(import => import.Revision).IsConcurrencyToken();
            builder.Ignore(import => import.FileHashes);
            builder.HasOne<Operation>().WithMany().HasForeignKey(import => import.OperationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>A recorded repair: one decision of a person, which is one <see cref="Tabular.Repairing.RepairStep"/> or several of a kind. It can be undone while in review, and replayed on next week's file.</summary>
public sealed class ImportStep
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid ImportId { get; init; }

    /// <summary>Order in which it was taken, from 1.</summary>
    public int Order { get; init; }

    /// <summary>JSON array of RepairSteps.</summary>
    public required string StepJson { get; init; }
    public Guid? TakenBy { get; init; }
    public DateTimeOffset TakenAt { get; init; }
    public Guid? UndoneBy { get; set; }
    public DateTimeOffset? UndoneAt { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<ImportStep>
    {
        public void Configure(EntityTypeBuilder<ImportStep> builder)
        {
            builder.ToTable("ImportSteps");
            builder.HasIndex(step => new { step.ImportId, step.Order }).IsUnique();
            builder.HasOne<Import>().WithMany().HasForeignKey(step => step.ImportId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
