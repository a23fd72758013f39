using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Between 0.7 and 1.4 men per woman in units of over a thousand people.</summary>
sealed class SexRatioIsPlausible : Rule
{
    static readonly RuleInfo About = new("PS-09", Severity.Warning, "0.7 to 1.4 men per woman in units over 1,000 people", "{code}: {r} men per woman.", "cod.md 4.6");

    int female;
    int male;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        var total = table.Counts.FirstOrDefault(set => set.Concept == Concept.Population)?.Total;
        (female, male) = (total?.Female ?? -1, total?.Male ?? -1);
        return table.Kind == TableKind.Population && female >= 0 && male >= 0;
    }

    public override void Check(Pass pass, Batch batch)
    {
        var (f, m) = (batch[female].Numbers, batch[male].Numbers);
        for (var row = 0; row < batch.Count; row++)
        {
            if (f[row] + m[row] > 1000 && (m[row] < 0.7 * f[row] || m[row] > 1.4 * f[row]))
            {
                pass.Cell(About, Severity.Warning, batch, row, male, null, pass.NameOf(batch, row), f[row] > 0 ? Figure.Of(m[row] / f[row]) : "only");
            }
        }
    }
}
