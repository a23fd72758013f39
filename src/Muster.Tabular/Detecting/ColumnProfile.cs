namespace Muster.Tabular.Detecting;

/// <summary>What a whole pass showed of one column (decided from all its values, never row by row).</summary>
/// <param name="Column">Index from 0.</param>
/// <param name="Type">The type that the values fit; <see cref="ColumnType.Text"/> when fewer than nine in ten of the filled cells fit another.</param>
/// <param name="Filled">Cells that are not blank.</param>
/// <param name="Empty">Blank cells.</param>
/// <param name="Fit">Share 0..1 of filled cells that fit <paramref name="Type"/>.</param>
/// <param name="IsExact">True when every filled cell is written as the number itself is written (<c>12</c>, <c>-3.5</c>, not <c>012</c>, <c>1,234</c> or <c>1E5</c>), so that storing the number loses nothing.</param>
/// <param name="DateOrder">Order of the dates where the column decides it; null where it has none or they can be read in two ways (AB-D07).</param>
/// <param name="DecimalMark">'.' or ',' where the column decides it; null where no number has a fraction or it can be read in two ways.</param>
/// <param name="Distinct">Different values, counted up to 10,000; null beyond.</param>
/// <param name="Minimum">Smallest number, or null.</param>
/// <param name="Maximum">Largest number, or null.</param>
public sealed record ColumnProfile(
    int Column,
    ColumnType Type,
    long Filled,
    long Empty,
    double Fit,
    bool IsExact,
    DateOrder? DateOrder,
    char? DecimalMark,
    int? Distinct,
    double? Minimum,
    double? Maximum);
