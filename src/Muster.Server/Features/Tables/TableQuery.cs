namespace Muster.Server.Features.Tables;

/// <summary>How a filter compares; the words are those of addresses, in lower case.</summary>
public enum TableOperator
{
    /// <summary>Exactly this text, number or day.</summary>
    Equals,

    /// <summary>Another one; blank cells do not count as another.</summary>
    Not,

    /// <summary>Text somewhere in the cell, accents and letter case aside.</summary>
    Contains,

    /// <summary>Text at the beginning, accents and letter case aside.</summary>
    Begins,

    /// <summary>Nothing in the cell.</summary>
    Blank,

    /// <summary>Something in the cell.</summary>
    Filled,

    /// <summary>Number or day before this one.</summary>
    Below,

    /// <summary>Number or day up to this one.</summary>
    AtMost,

    /// <summary>Number or day after this one.</summary>
    Above,

    /// <summary>Number or day from this one on.</summary>
    AtLeast,

    /// <summary>One of several, each exactly.</summary>
    Any,
}

/// <summary>A condition on one column.</summary>
/// <param name="Column">Index from 0.</param>
/// <param name="Operator">How it compares.</param>
/// <param name="Values">None for blank and filled, several for any, else one; numbers with a point, days as yyyy-MM-dd.</param>
public sealed record TableFilter(int Column, TableOperator Operator, IReadOnlyList<string> Values);

/// <summary>One sort key; blank cells stand last in both directions.</summary>
/// <param name="Column">Index from 0.</param>
/// <param name="Descending">Largest first.</param>
public sealed record TableSort(int Column, bool Descending);

/// <summary>What is asked of a table; never SQL from outside.</summary>
public sealed record TableQuery
{
    /// <summary>Most rows of one page.</summary>
    public const int MostRows = 1000;

    /// <summary>Indexes of the columns wanted, in order; null = all.</summary>
    public IReadOnlyList<int>? Columns { get; init; }

    /// <summary>All must hold.</summary>
    public IReadOnlyList<TableFilter> Filters { get; init; } = [];

    /// <summary>First key first; equal rows stand in the order of the source.</summary>
    public IReadOnlyList<TableSort> Sorts { get; init; } = [];

    /// <summary>Rows to pass over.</summary>
    public long Offset { get; init; }

    /// <summary>1 to <see cref="MostRows"/>.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>A row of a table.</summary>
/// <param name="Number">Its number in the source, from 1 as the spreadsheet shows it.</param>
/// <param name="Cells">In the order of the columns asked for: null for a blank cell, <see cref="long"/> or <see cref="double"/> where the column stores numbers exactly, else the text as typed.</param>
public sealed record TableRow(int Number, IReadOnlyList<object?> Cells);

/// <summary>A page of rows.</summary>
/// <param name="Columns">Indexes of its columns.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Total">Rows that pass the filters.</param>
public sealed record TablePage(IReadOnlyList<int> Columns, IReadOnlyList<TableRow> Rows, long Total);

/// <summary>A distinct value with its rows.</summary>
/// <param name="Value">As typed; null for blank cells.</param>
/// <param name="Rows">Rows with it.</param>
public sealed record TableValue(string? Value, long Rows);

/// <summary>The distinct values of a column.</summary>
/// <param name="Values">Most frequent first, then by text.</param>
/// <param name="Distinct">Different values, blank not counted.</param>
public sealed record TableValues(IReadOnlyList<TableValue> Values, long Distinct);

/// <summary>Values of a column that may tell rounds.</summary>
/// <param name="Values">Filled ones, as typed.</param>
/// <param name="Repeat">Some place has rows of several of them.</param>
public sealed record RoundValues(IReadOnlyList<string> Values, bool Repeat);

/// <summary>The sum of one column over some rows. A blank cell is missing, never zero.</summary>
/// <param name="Column">Index from 0.</param>
/// <param name="Total">Sum of the numbers; null where there is none.</param>
/// <param name="Filled">Cells with a number.</param>
/// <param name="Missing">Cells that are blank or no number.</param>
/// <param name="IsExact">True when the sum was made with decimals, digit for digit; false when the values are too large or too finely divided for that.</param>
public sealed record ColumnSum(int Column, decimal? Total, long Filled, long Missing, bool IsExact);

/// <summary>Sums of the rows that share their values in some columns.</summary>
/// <param name="Keys">The shared values as typed, in the order of the columns asked for; null for blank.</param>
/// <param name="Rows">Rows of the group.</param>
/// <param name="Sums">In the order of the columns asked for.</param>
public sealed record GroupSums(IReadOnlyList<string?> Keys, long Rows, IReadOnlyList<ColumnSum> Sums);

/// <summary>The query names something the table does not have; the code is that of the refusal.</summary>
sealed class TableQueryException(string code, int? column = null, string? value = null) : Exception(code)
{
    public string Code { get; } = code;

    /// <summary>Column concerned.</summary>
    public int? Column { get; } = column;

    /// <summary>What was given.</summary>
    public string? Value { get; } = value;
}
