using Muster.Tabular.Detecting;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Sorting;

/// <summary>How the cells of a column are ordered.</summary>
public enum SortKind
{
    /// <summary>As text: case, accents and outer blanks aside.</summary>
    Text,

    /// <summary>As numbers, however they are dressed.</summary>
    Number,

    /// <summary>As dates, with their time of day where one follows.</summary>
    Date,
}

/// <summary>A column to sort by.</summary>
/// <param name="Column">The column.</param>
/// <param name="IsDescending">Largest, latest or last first. Cells that are no number or date come behind those that are, blank ones last, in both directions.</param>
/// <param name="Kind">How it is ordered; null takes what the whole column is.</param>
/// <param name="DateOrder">Order of dates that can be read in two ways; null where the column must decide it.</param>
public sealed record SortColumn(ColumnMeaning Column, bool IsDescending = false, SortKind? Kind = null, DateOrder? DateOrder = null);

/// <summary>Limits of a sort.</summary>
public sealed record SortOptions
{
    /// <summary>Bytes of rows and keys held at once; beyond, sorted runs go to temporary files. At least 1 MiB.</summary>
    public long MemoryLimit { get; init; } = 256L << 20;

    /// <summary>Folder of the temporary files; null takes the system's. They go at the end, however it comes.</summary>
    public string? TemporaryFolder { get; init; }
}

/// <summary>What a sort did.</summary>
/// <param name="Rows">Rows written.</param>
/// <param name="BlankRows">Blank rows, which are left out.</param>
/// <param name="Runs">Sorted runs that went to temporary files; 0 where all fitted into memory.</param>
/// <param name="Keys">The keys as they were decided.</param>
/// <param name="Others">For each key the filled cells that are no number or date, though the column is ordered so.</param>
public sealed record SortResult(long Rows, long BlankRows, int Runs, IReadOnlyList<SortColumn> Keys, IReadOnlyList<long> Others);
