using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Names and other texts hold no line breaks, tabs or other control characters.</summary>
sealed class NameHasNoControls : TextRule
{
    static readonly RuleInfo About = new("AB-N06", Severity.Error, "Names hold no line breaks or control characters", "{column} contains {what}.", "cod.md 4.3");

    public override RuleInfo Info => About;

    public override bool LooksAt(ColumnScan column, Pass pass) => column.Meaning.Concept != Concept.Note;

    public override bool Fails(ColumnScan column, ReadOnlySpan<char> text, Pass pass) => What(text) is not null;

    public override void Report(ColumnScan column, ReadOnlySpan<char> text, Pass pass, Batch batch, int row) =>
        pass.Cell(About, column.Meaning.Concept == Concept.PlaceName ? Severity.Error : Severity.Warning, batch, row, column.Index, null, column.Header, What(text) ?? "");

    static string? What(ReadOnlySpan<char> text)
    {
        if (text.Contains("_x000D_", StringComparison.OrdinalIgnoreCase) || text.Contains("_x000A_", StringComparison.OrdinalIgnoreCase))
        {
            return "an escaped line break";
        }

        foreach (var sign in text)
        {
            if (sign < ' ' || sign is >= '\u007F' and < '\u00A0')
            {
                return sign is '\r' or '\n' ? "a line break" : sign == '\t' ? "a tab" : $"the control character U+{(int)sign:X4}";
            }
        }

        return null;
    }
}
