using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A boundary layer has one date of validity.</summary>
sealed class OneDatePerLayer : Rule
{
    static readonly RuleInfo About = new("AB-D02", Severity.Warning, "A layer has one date", "{column} has {count} different values.", "cod.md 4.4");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.Kind == TableKind.Units;

    public override void End(Pass pass)
    {
        foreach (var column in pass.Columns.Where(column => column.Meaning is { Concept: Concept.ValidFrom or Concept.Date, Qualifier: null }))
        {
            var values = Enumerable.Range(0, column.Texts.Count).Count(id => column.Facts(id).Form != CellForm.Blank);
            if (values > 1)
            {
                pass.Late(About, Severity.Warning, null, column.Index, column.Texts[1], column.Texts[0], null, values, column.Header, $"{values}");
            }
        }
    }
}
