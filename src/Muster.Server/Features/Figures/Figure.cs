using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.Figures;

/// <summary>What a saved figure draws; the words are those of addresses, in lower case.</summary>
public enum FigureKind
{
    /// <summary>Areas shaded by class.</summary>
    Map,

    /// <summary>Circles as large as the figure, over plain or shaded areas.</summary>
    Symbols,

    /// <summary>Points where sites or facilities lie.</summary>
    Points,

    /// <summary>One small map for each round, sex or group.</summary>
    Multiples,

    /// <summary>Lying bars.</summary>
    Bars,

    /// <summary>Figures over time.</summary>
    Line,

    /// <summary>Males and females by age.</summary>
    Pyramid,

    /// <summary>A table.</summary>
    Table,
}

/// <summary>A figure that somebody made, named and saved. It holds what is drawn and how, never data: it follows its datasets, or stays with one version of each as its maker chose. Who does not see all its datasets does not see it.</summary>
public sealed class Figure
{
    internal const int LongestTitle = 300;
    internal const int LongestSettings = 8000;

    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid OperationId { get; init; }

    /// <summary>Short name in addresses, unique in the operation.</summary>
    public required string Slug { get; init; }

    public required string Title { get; set; }
    public FigureKind Kind { get; set; }

    /// <summary>JSON of <see cref="FigureSettings"/>.</summary>
    public required string SettingsJson { get; set; }

    public Guid DatasetId { get; set; }

    /// <summary>Dataset that is joined to the first by place; null for none.</summary>
    public Guid? SecondDatasetId { get; set; }

    /// <summary>Number of the version that it stays with; null where it follows the dataset.</summary>
    public int? FrozenVersion { get; set; }

    /// <summary>The same of the second dataset.</summary>
    public int? SecondFrozenVersion { get; set; }

    public Guid? CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public Guid? ChangedBy { get; set; }
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Title, folded for search.</summary>
    public required string SearchText { get; set; }

    /// <summary>Goes up with each save; a save names the one it saw.</summary>
    public int Revision { get; set; }

    /// <summary>What it draws and how.</summary>
    public FigureSettings Settings => JsonSerializer.Deserialize<FigureSettings>(SettingsJson, FigureSettings.Json) ?? new FigureSettings();

    sealed class Configuration : IEntityTypeConfiguration<Figure>
    {
        public void Configure(EntityTypeBuilder<Figure> builder)
        {
            builder.ToTable("Figures");
            builder.HasIndex(figure => new { figure.OperationId, figure.Slug }).IsUnique();
            builder.HasIndex(figure => figure.DatasetId);
            builder.Property(figure => figure.Slug).HasMaxLength(100);
            builder.Property(figure => figure.Title).HasMaxLength(LongestTitle);
            builder.Property(figure => figure.SettingsJson).HasMaxLength(LongestSettings);
            builder.Property(figure => figure.SearchText).HasMaxLength(LongestTitle);
            builder.Property(figure => figure.Kind).HasConversion<string>().HasMaxLength(20);
            builder.Property(figure => figure.Revision).IsConcurrencyToken();
            builder.Ignore(figure => figure.Settings);
            builder.HasOne<Operation>().WithMany().HasForeignKey(figure => figure.OperationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>A batch of sheets, one for each unit: asked for by a person, drawn by a job.</summary>
public sealed class SheetBatch
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid FigureId { get; init; }

    /// <summary>Level of the units.</summary>
    public int Level { get; init; }

    /// <summary>One file for each sheet, in an archive; else one document of many pages.</summary>
    public bool IsArchive { get; init; }

    /// <summary>Language of the sheets.</summary>
    public required string Language { get; init; }

    /// <summary>Sheets in it; 0 until they are known.</summary>
    public int Sheets { get; set; }

    /// <summary>SHA-256 of the file; null until it is made.</summary>
    public string? FileHash { get; set; }

    public string? Error { get; set; }
    public Guid? CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<SheetBatch>
    {
        public void Configure(EntityTypeBuilder<SheetBatch> builder)
        {
            builder.ToTable("SheetBatches");
            builder.HasIndex(batch => batch.FigureId);
            builder.Property(batch => batch.Language).HasMaxLength(10);
            builder.Property(batch => batch.FileHash).HasMaxLength(64);
            builder.HasOne<Figure>().WithMany().HasForeignKey(batch => batch.FigureId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
