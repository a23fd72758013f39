using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>No blanks in front, behind or doubled.</summary>
sealed class TextHasNoStrayBlanks : TextRule
{
    static readonly RuleInfo About = new("AB-N07", Severity.Warning, "No leading, trailing or double blanks", "\"{value}\" has stray blanks.", "cod.md 4.3; HXL core schema, whitespace");

    public override RuleInfo Info => About;

    /// <summary>Blanks in codes are the business of AB-C11; running text may be laid out as people like.</summary>
    public override bool LooksAt(ColumnScan column, Pass pass) => column.Meaning.Concept is not (Concept.PlaceCode or Concept.Note);

    public override bool Fails(ColumnScan column, ReadOnlySpan<char> text, Pass pass) =>
        char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || text.Contains("  ", StringComparison.Ordinal) || text.Contains('\u00A0');

    public override void Report(ColumnScan column, ReadOnlySpan<char> text, Pass pass, Batch batch, int row) =>
        pass.Cell(About, Severity.Warning, batch, row, column.Index, string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), text.ToString());
}
