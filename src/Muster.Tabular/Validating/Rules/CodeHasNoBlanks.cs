using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>P-codes hold no blanks of any kind.</summary>
sealed class CodeHasNoBlanks : TextRule
{
    static readonly RuleInfo About = new("AB-C11", Severity.Warning, "P-codes hold no blanks", "P-code \"{code}\" contains blanks.", "cod.md 4.2");

    public override RuleInfo Info => About;

    public override bool LooksAt(ColumnScan column, Pass pass) => column.Meaning.Concept == Concept.PlaceCode;

    public override bool Fails(ColumnScan column, ReadOnlySpan<char> text, Pass pass)
    {
        // "Not available" and a name under the header of a code are other faults.
        if (Placeholders.Contains(text) || text.Trim().ContainsAny(' ', '\u00A0') && !text.ContainsAnyInRange('0', '9'))
        {
            return false;
        }

        foreach (var sign in text)
        {
            if (char.IsWhiteSpace(sign) || sign is '\u200B' or '\uFEFF')
            {
                return true;
            }
        }

        return false;
    }

    public override void Report(ColumnScan column, ReadOnlySpan<char> text, Pass pass, Batch batch, int row) =>
        pass.Cell(About, Severity.Warning, batch, row, column.Index, string.Concat(text.ToString().Where(sign => !char.IsWhiteSpace(sign) && sign is not ('\u200B' or '\uFEFF'))), text.ToString());
}
