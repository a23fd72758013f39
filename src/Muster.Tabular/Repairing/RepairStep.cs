using System.Text.Json.Serialization;
using Muster.Tabular.Detecting;

namespace Muster.Tabular.Repairing;

/// <summary>One decision on how rows are changed or left out. Kept as JSON with the import, so that it can be undone, and replayed on next week's file: it names columns by header, not by position.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "step")]
[JsonDerivedType(typeof(TrimCells), "trim")]
[JsonDerivedType(typeof(DropTotalRows), "drop-totals")]
[JsonDerivedType(typeof(DropRows), "drop-rows")]
[JsonDerivedType(typeof(ReadDates), "read-dates")]
[JsonDerivedType(typeof(ReadNumbers), "read-numbers")]
[JsonDerivedType(typeof(SettlePlace), "settle-place")]
[JsonDerivedType(typeof(AddPlaceCodes), "add-place-codes")]
[JsonDerivedType(typeof(EditCell), "edit-cell")]
[JsonDerivedType(typeof(MapValues), "map-values")]
[JsonDerivedType(typeof(RewritePrefix), "rewrite-prefix")]
[JsonDerivedType(typeof(ReplaceText), "replace-text")]
[JsonDerivedType(typeof(SwapColumns), "swap-columns")]
[JsonDerivedType(typeof(SplitColumn), "split-column")]
[JsonDerivedType(typeof(FillDown), "fill-down")]
[JsonDerivedType(typeof(DropRowsWhere), "drop-rows-where")]
[JsonDerivedType(typeof(SumAgeBands), "sum-age-bands")]
public abstract record RepairStep;

/// <summary>Takes blanks (no-break ones too) off both ends and makes inner runs one blank. Null columns = every text column. P-codes are left alone inside.</summary>
public sealed record TrimCells(IReadOnlyList<string>? Columns = null) : RepairStep;

/// <summary>Leaves out rows that are totals of the rows around them: a total word in a place or name column (Total, Grand total, Ensemble, National ...) and no code of the table's level.</summary>
public sealed record DropTotalRows : RepairStep;

/// <summary>Leaves out the rows with these numbers, with the reason a person gave.</summary>
public sealed record DropRows(IReadOnlyList<int> RowNumbers, string Reason) : RepairStep;

/// <summary>Reads the dates of a column in one order and writes them as yyyy-MM-dd. A cell that is no such date stays as it is and is reported.</summary>
public sealed record ReadDates(string Column, DateOrder Order) : RepairStep;

/// <summary>Reads the numbers of a column with this decimal mark; the other mark, blanks and apostrophes between groups of three are taken off.</summary>
public sealed record ReadNumbers(string Column, char DecimalMark) : RepairStep;

/// <summary>A person's answer: in this column, under this parent, this text means this code. Null code = set aside on purpose (row is queued).</summary>
public sealed record SettlePlace(string Column, int Level, string? Parent, string Text, string? Code) : RepairStep;

/// <summary>Adds a column with the p-codes found for a name column, and its parents' codes; the names stay.</summary>
public sealed record AddPlaceCodes(string NameColumn, int Level, string? ParentColumn) : RepairStep;

/// <summary>A cell changed by hand. With a key the row is found by the values of those columns instead of its number, so that the step can be replayed on next week's file; either way the cell is changed only while it reads as it did.</summary>
public sealed record EditCell(int RowNumber, string Column, string Before, string After, string Reason, IReadOnlyDictionary<string, string>? Key = null) : RepairStep;

/// <summary>Replaces whole values of a column.</summary>
public sealed record MapValues(string Column, IReadOnlyDictionary<string, string> Map) : RepairStep;

/// <summary>Exchanges the beginning of a column's texts: CF01 for CAF01. What begins otherwise stays.</summary>
public sealed record RewritePrefix(string Column, string From, string To) : RepairStep;

/// <summary>Replaces a text wherever it stands in the cells of a column, letter for letter.</summary>
public sealed record ReplaceText(string Column, string Find, string With) : RepairStep;

/// <summary>Exchanges the contents of two columns; their headers stay where they are.</summary>
public sealed record SwapColumns(string First, string Second) : RepairStep;

/// <summary>Splits the texts of a column at a separator into new columns; the column itself stays, and the last new one takes the rest. A cell with another number of parts is reported.</summary>
public sealed record SplitColumn(string Column, string Separator, IReadOnlyList<string> Into) : RepairStep;

/// <summary>Fills blank cells of a column with the value above, as merged cells of a workbook leave them.</summary>
public sealed record FillDown(string Column) : RepairStep;

/// <summary>What a cell is asked by <see cref="DropRowsWhere"/>.</summary>
public enum CellTest
{
    /// <summary>Holds nothing.</summary>
    Blank,

    /// <summary>Is this text, blanks at its ends and letter case aside.</summary>
    Equals,

    /// <summary>Holds this text, letter case aside.</summary>
    Contains,

    /// <summary>Begins with this text, letter case aside.</summary>
    Begins,

    /// <summary>Is a number below this one.</summary>
    Below,

    /// <summary>Is a number above this one.</summary>
    Above,
}

/// <summary>Leaves out the rows whose cell in a column answers the test, with the reason a person gave.</summary>
public sealed record DropRowsWhere(string Column, CellTest Test, string? Value, string Reason) : RepairStep;

/// <summary>Adds columns with wider age bands, such as <c>0-17</c> and <c>60+</c>, as sums of the table's own: for each sex, and only where whole bands fit. Otherwise nothing is added and the reason is reported.</summary>
public sealed record SumAgeBands(IReadOnlyList<string> Bands) : RepairStep;
