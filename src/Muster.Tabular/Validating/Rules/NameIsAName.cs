using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A name is no number, no sign and no placeholder.</summary>
sealed class NameIsAName : TextRule
{
    static readonly RuleInfo About = new("AB-N09", Severity.Warning, "Names are names, not figures or placeholders", "\"{value}\" is not a name.", "cod.md 4.3");

    public override RuleInfo Info => About;

    public override bool LooksAt(ColumnScan column, Pass pass) => column.Meaning.Concept is Concept.PlaceName or Concept.SiteName;

    public override bool Fails(ColumnScan column, ReadOnlySpan<char> text, Pass pass)
    {
        if (Placeholders.Contains(text))
        {
            return true;
        }

        foreach (var sign in text)
        {
            if (char.IsLetter(sign))
            {
                return false;
            }
        }

        return true;
    }

    public override void Report(ColumnScan column, ReadOnlySpan<char> text, Pass pass, Batch batch, int row) =>
        pass.Cell(About, Severity.Warning, batch, row, column.Index, null, text.ToString());
}
