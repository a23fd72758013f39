using Muster.Tabular.Detecting;

namespace Muster.Tabular.Tagging;

/// <summary>The meaning read for one column, with how sure and why.</summary>
/// <param name="Column">The column.</param>
/// <param name="Meaning">Its meaning; <see cref="Meaning.Unknown"/> where nothing is known.</param>
/// <param name="Confidence">0 to 1; 1 for a person's decision or an exact schema header.</param>
/// <param name="Reason">One English sentence: "Header of the classic COD schema (cod.md 2.1)".</param>
public sealed record ColumnMeaning(SheetColumn Column, Meaning Meaning, double Confidence, string Reason);

/// <summary>Reads meanings from headers and tags (cod.md 2.1 and 3, hxl.md 4 and 5).</summary>
public static class Tagger
{
    /// <summary>A meaning for each column, in column order.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="decided">Meanings a person has set, by column index: they win, with confidence 1.</param>
    public static IReadOnlyList<ColumnMeaning> Tag(Sheet sheet, IReadOnlyDictionary<int, Meaning>? decided = null) => throw new NotImplementedException();
}
