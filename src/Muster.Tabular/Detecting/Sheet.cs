namespace Muster.Tabular.Detecting;

/// <summary>What the values of a column are.</summary>
public enum ColumnType
{
    /// <summary>No value anywhere.</summary>
    Empty,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Whole numbers.</summary>
    WholeNumber,

    /// <summary>Numbers with a fraction.</summary>
    Number,

    /// <summary>Dates, with or without a time.</summary>
    Date,

    /// <summary>Yes and no.</summary>
    Boolean,
}

/// <summary>Order of the parts of a date written with figures.</summary>
public enum DateOrder
{
    /// <summary>2016-10-04.</summary>
    YearMonthDay,

    /// <summary>04/10/2016.</summary>
    DayMonthYear,

    /// <summary>10/04/2016.</summary>
    MonthDayYear,
}

/// <summary>A column as the sheet writes it.</summary>
/// <param name="Index">Position from 0.</param>
/// <param name="Header">Text above it; several header rows joined by " / "; empty where there is none.</param>
/// <param name="Tag">HXL tag above it as written, or null.</param>
public sealed record SheetColumn(int Index, string Header, string? Tag);

/// <summary>Where the table lies in a sheet. Row numbers count from 1.</summary>
/// <param name="Index">Sheet index from 0.</param>
/// <param name="Name">Sheet name.</param>
/// <param name="HeaderRows">Numbers of the header rows, top first; empty where the table has no header.</param>
/// <param name="TagRows">Numbers of HXL tag rows; usually none or one (hxl.md 1).</param>
/// <param name="FirstDataRow">Number of the first row below header and tags; it may be blank, as every row below is accounted for.</param>
/// <param name="Columns">Columns in order; trailing columns with neither header nor value are left out.</param>
public sealed record Sheet(int Index, string Name, IReadOnlyList<int> HeaderRows, IReadOnlyList<int> TagRows, int FirstDataRow, IReadOnlyList<SheetColumn> Columns);
