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

/// <summary>A cell changed by hand.</summary>
public sealed record EditCell(int RowNumber, string Column, string Before, string After, string Reason) : RepairStep;

/// <summary>Replaces whole values of a column.</summary>
public sealed record MapValues(string Column, IReadOnlyDictionary<string, string> Map) : RepairStep;
