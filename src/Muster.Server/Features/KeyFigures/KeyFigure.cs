using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.KeyFigures;

/// <summary>A line of the operation's register: one indicator in one place and one unit. What was reported for it stands in <see cref="ReportedFigure"/>s side by side; at most one of them is the anchor, chosen by a person (cod.md 6.6).</summary>
public sealed class KeyFigure
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid OperationId { get; init; }

    /// <summary>As first written: <c>people_displaced</c>, "Children out of school".</summary>
    public required string Indicator { get; init; }

    /// <summary>The indicator in its one spelling (<see cref="Indicators.KeyOf"/>).</summary>
    public required string IndicatorKey { get; init; }

    /// <summary>Name of the place; empty for the whole operation.</summary>
    public required string Area { get; init; }

    /// <summary>P-code, or null where none is known.</summary>
    public string? PlaceCode { get; init; }

    /// <summary>What makes the place one: the code, else the folded name behind a tilde, else empty.</summary>
    public required string PlaceKey { get; init; }

    /// <summary>What is counted: people, households, houses …</summary>
    public required string Unit { get; init; }

    /// <summary>The figure to be used; null until somebody chose.</summary>
    public Guid? AnchorId { get; set; }

    public Guid? AnchorBy { get; set; }
    public DateTimeOffset? AnchorAt { get; set; }
    public string? AnchorReason { get; set; }

    /// <summary>Indicator and place, folded for search.</summary>
    public required string SearchText { get; init; }

    /// <summary>Goes up with each choice; a choice names the one it saw.</summary>
    public int Revision { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<KeyFigure>
    {
        public void Configure(EntityTypeBuilder<KeyFigure> builder)
        {
            builder.ToTable("KeyFigures");
            builder.HasIndex(figure => new { figure.OperationId, figure.IndicatorKey, figure.PlaceKey, figure.Unit }).IsUnique();
            builder.Property(figure => figure.Indicator).HasMaxLength(KeyFigureForm.LongestName);
            builder.Property(figure => figure.IndicatorKey).HasMaxLength(KeyFigureForm.LongestName);
            builder.Property(figure => figure.Area).HasMaxLength(KeyFigureForm.LongestName);
            builder.Property(figure => figure.PlaceCode).HasMaxLength(40);
            builder.Property(figure => figure.PlaceKey).HasMaxLength(KeyFigureForm.LongestName + 1);
            builder.Property(figure => figure.Unit).HasMaxLength(KeyFigureForm.LongestUnit);
            builder.Property(figure => figure.AnchorReason).HasMaxLength(KeyFigureForm.LongestNote);
            builder.Property(figure => figure.Revision).IsConcurrencyToken();
            builder.HasOne<Operation>().WithMany().HasForeignKey(figure => figure.OperationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>What somebody reported for a key figure at a date. Never changed: a wrong one is withdrawn, and can be brought back.</summary>
public sealed class ReportedFigure
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid KeyFigureId { get; init; }

    /// <summary>Day it speaks of.</summary>
    public DateOnly AsOf { get; init; }

    /// <summary>Null where the source gives none: a dash or a blank is not a zero.</summary>
    public decimal? Value { get; init; }

    /// <summary>As typed or as the cell holds it.</summary>
    public required string ValueText { get; init; }

    /// <summary>Who published it.</summary>
    public required string Source { get; init; }

    public string? Url { get; init; }
    public string? Note { get; init; }

    /// <summary>Dataset of the cell it was taken from; null for one entered by hand.</summary>
    public Guid? DatasetId { get; init; }

    /// <summary>Number of the version it was taken from.</summary>
    public int? VersionNumber { get; init; }

    /// <summary>Row of the cell, from 1 as the spreadsheet shows it.</summary>
    public int? RowNumber { get; init; }

    /// <summary>Header of the cell's column.</summary>
    public string? ColumnHeader { get; init; }

    public Guid? CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public Guid? WithdrawnBy { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }

    public bool IsWithdrawn => WithdrawnAt is not null;

    /// <summary>True where both say the same: date, value, source.</summary>
    public bool SaysTheSame(ReportedFigure other) =>
        AsOf == other.AsOf && Value == other.Value && string.Equals(Source, other.Source, StringComparison.OrdinalIgnoreCase);

    sealed class Configuration : IEntityTypeConfiguration<ReportedFigure>
    {
        public void Configure(EntityTypeBuilder<ReportedFigure> builder)
        {
            builder.ToTable("ReportedFigures");
            builder.HasIndex(figure => new { figure.KeyFigureId, figure.AsOf });
            builder.Property(figure => figure.Value).HasPrecision(28, 6);
            builder.Property(figure => figure.ValueText).HasMaxLength(100);
            builder.Property(figure => figure.Source).HasMaxLength(KeyFigureForm.LongestSource);
            builder.Property(figure => figure.Url).HasMaxLength(KeyFigureForm.LongestUrl);
            builder.Property(figure => figure.Note).HasMaxLength(KeyFigureForm.LongestNote);
            builder.Property(figure => figure.ColumnHeader).HasMaxLength(500);
            builder.Ignore(figure => figure.IsWithdrawn);
            builder.HasOne<KeyFigure>().WithMany().HasForeignKey(figure => figure.KeyFigureId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
