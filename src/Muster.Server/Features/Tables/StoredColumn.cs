using System.Globalization;

namespace Muster.Server.Features.Tables;

/// <summary>What a comparison works on.</summary>
enum StoredValue
{
    /// <summary>Text only.</summary>
    Text,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Days, with or without a time.</summary>
    Date,
}

/// <summary>A column as it lies in Parquet (see <see cref="Tabular.Writing.ParquetLayout"/>).</summary>
/// <param name="Index">Index from 0.</param>
/// <param name="IsTyped">The column itself holds numbers; else it holds text.</param>
/// <param name="HasTwin">A column with the value stands beside the text.</param>
/// <param name="Value">What to sort, compare and sum by.</param>
/// <param name="HasSortText">A column with the text without accents and letter case stands beside it.</param>
sealed record StoredColumn(int Index, bool IsTyped, bool HasTwin, StoredValue Value, bool HasSortText = false)
{
    /// <summary>Column with what was typed.</summary>
    public string Cell => $"c{Index}";

    /// <summary>The same as text.</summary>
    public string Text => IsTyped ? $"CAST(c{Index} AS VARCHAR)" : $"c{Index}";

    /// <summary>Column with the value.</summary>
    public string Comparable => HasTwin ? $"v{Index}" : $"c{Index}";

    /// <summary>What to sort by: numbers and days as such, text without accents and letter case.</summary>
    public string SortKey => HasSortText ? $"s{Index}" : Value == StoredValue.Text ? $"strip_accents(lower(c{Index}))" : Comparable;
}

/// <summary>Cells as text.</summary>
public static class CellText
{
    /// <summary>A cell as it was typed; empty for a blank one.</summary>
    public static string Of(object? cell) => cell switch
    {
        null => "",
        string text => text,
        double number => Of(number),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    /// <summary>A number stored exactly was typed without an exponent, and so is written without one.</summary>
    public static string Of(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) && Math.Abs(number) < 7e27 ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : text;
    }
}
