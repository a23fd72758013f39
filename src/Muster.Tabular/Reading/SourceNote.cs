namespace Muster.Tabular.Reading;

/// <summary>Something about a file that a person should know although its table is read.</summary>
/// <param name="Code">Stable code: <c>workbook-macros</c>, <c>workbook-external-links</c>.</param>
/// <param name="Text">A sentence, in English.</param>
public sealed record SourceNote(string Code, string Text)
{
    internal static SourceNote Macros { get; } = new("workbook-macros", "The workbook holds macros. They are never run; only the values in its cells are read.");

    internal static SourceNote ExternalLinks { get; } = new("workbook-external-links", "Formulas of the workbook refer to other workbooks. Nothing is fetched; the values stored last are read.");
}
