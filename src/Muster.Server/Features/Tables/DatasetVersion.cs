using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Muster.Tabular.Detecting;
using Muster.Tabular.Repairing;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Tables;

/// <summary>An accepted upload. Never changed (product decision 5): it names its source file, its findings, what was changed, by whom and why.</summary>
public sealed class DatasetVersion
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid DatasetId { get; init; }

    /// <summary>From 1.</summary>
    public int Number { get; init; }

    /// <summary>Import that made it.</summary>
    public Guid ImportId { get; init; }

    /// <summary>SHA-256 of the file as uploaded.</summary>
    public required string FileHash { get; init; }

    public required string FileName { get; init; }

    /// <summary>SHA-256 of the Parquet table.</summary>
    public required string TableHash { get; init; }

    /// <summary>SHA-256 of the findings (JSON lines of <see cref="Tabular.Validating.Finding"/>), or null where there were none.</summary>
    public string? FindingsHash { get; init; }

    /// <summary>Country of the places in it, ISO3, and the edition they were matched with.</summary>
    public Guid? EditionId { get; init; }

    /// <summary>Columns as JSON of <see cref="TableColumn"/>s.</summary>
    public required string ColumnsJson { get; init; }

    /// <summary>Counts as JSON of <see cref="RowLedger"/>.</summary>
    public required string LedgerJson { get; init; }

    public long Rows { get; init; }
    public int Errors { get; init; }
    public int Warnings { get; init; }
    public string? Note { get; init; }
    public Guid? CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    public IReadOnlyList<TableColumn> Columns => JsonSerializer.Deserialize<IReadOnlyList<TableColumn>>(ColumnsJson, TableColumn.Json) ?? [];

    public RowLedger Ledger => JsonSerializer.Deserialize<RowLedger>(LedgerJson, TableColumn.Json)!;

    sealed class Configuration : IEntityTypeConfiguration<DatasetVersion>
    {
        public void Configure(EntityTypeBuilder<DatasetVersion> builder)
        {
            builder.ToTable("DatasetVersions");
            builder.HasIndex(version => new { version.DatasetId, version.Number }).IsUnique();
            // One import makes one version, however often its job is begun again.
            builder.HasIndex(version => version.ImportId).IsUnique();
            builder.Ignore(version => version.Columns);
            builder.Ignore(version => version.Ledger);
            builder.HasOne<Dataset>().WithMany().HasForeignKey(version => version.DatasetId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>A column of a stored table.</summary>
/// <param name="Index">Position i; its Parquet columns are those of <see cref="Tabular.Writing.ParquetLayout"/>.</param>
/// <param name="Header">As in the file, or as the step that added it names it.</param>
/// <param name="Tag">HXL tag as written, or null.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Reason">Why.</param>
/// <param name="Profile">What its values are.</param>
public sealed record TableColumn(int Index, string Header, string? Tag, Meaning Meaning, double Confidence, string Reason, ColumnProfile Profile)
{
    /// <summary>How columns, ledgers and choices are kept as JSON.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };
}
