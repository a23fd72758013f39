using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Joining;

/// <summary>What becomes of a row of the first table that has no partner.</summary>
public enum JoinKind
{
    /// <summary>It stays, with empty cells.</summary>
    Left,

    /// <summary>It is left out, and named among the unmatched.</summary>
    Inner,
}

/// <summary>The two tables of a join.</summary>
public enum JoinSide
{
    /// <summary>The table whose rows are written.</summary>
    Left,

    /// <summary>The table whose columns are added.</summary>
    Right,
}

/// <summary>Two columns whose texts must be equal, outer blanks aside.</summary>
/// <param name="Left">Column of the first table.</param>
/// <param name="Right">Column of the second.</param>
public sealed record JoinKey(ColumnMeaning Left, ColumnMeaning Right);

/// <summary>How two tables are joined.</summary>
public sealed record JoinOptions
{
    /// <summary>Columns that together name a row. None: rows are joined by their place.</summary>
    public IReadOnlyList<JoinKey> Keys { get; init; } = [];

    /// <summary>Places of the country, for a join by place: rows are found by name too, and up the hierarchy. Null: by the codes in the rows.</summary>
    public Gazetteer? Gazetteer { get; init; }

    /// <summary>Level of a join by place; null takes the coarser of the two tables' own.</summary>
    public int? Level { get; init; }

    /// <summary>What becomes of rows without a partner.</summary>
    public JoinKind Kind { get; init; }

    /// <summary>True to let a row become several where the second table has its key several times.</summary>
    public bool AllowRepeats { get; init; }

    /// <summary>Columns of the second table that are added; null adds all but those of the key.</summary>
    public IReadOnlyList<ColumnMeaning>? Take { get; init; }
}

/// <summary>A row without a partner.</summary>
/// <param name="Side">Its table.</param>
/// <param name="RowNumber">Its number from 1.</param>
/// <param name="Key">Its key, parts joined by " | "; empty where it has none.</param>
public sealed record UnmatchedRow(JoinSide Side, int RowNumber, string Key);

/// <summary>What a join did.</summary>
/// <param name="Read">Rows of the first table, blank ones aside.</param>
/// <param name="Written">Rows written.</param>
/// <param name="Matched">Rows of the first table with a partner.</param>
/// <param name="LeftUnmatched">Rows of the first table without one.</param>
/// <param name="RightUnmatched">Rows of the second table that no row asked for.</param>
/// <param name="CellsLeftOut">Filled cells beyond the header of the first table, which have no column to stand in.</param>
public sealed record JoinResult(long Read, long Written, long Matched, long LeftUnmatched, long RightUnmatched, long CellsLeftOut);
