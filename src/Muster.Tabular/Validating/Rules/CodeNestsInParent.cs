using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A unit's p-code belongs to the parent declared in its row, by the country's rule of codes or by the gazetteer.</summary>
sealed class CodeNestsInParent : Rule
{
    static readonly RuleInfo About = new("AB-C07", Severity.Error, "P-codes nest in those of their parents", "{code} does not belong to its declared parent {parent}.", "cod.md 4.2");

    CodePairs[] pairs = [];

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.HasOneRowPerUnit && table.Codes.Count > 1;

    public override void Begin(Pass pass, Batch first) => pairs = CodePairs.Of(pass, first);

    public override void Check(Pass pass, Batch batch)
    {
        foreach (var pair in pairs)
        {
            pair.Check(batch, row => pass.Cell(About, Severity.Error, batch, row, pair.Child, null, batch.Text(row, pair.Child).ToString(), batch.Text(row, pair.Parent).ToString()));
        }
    }
}
