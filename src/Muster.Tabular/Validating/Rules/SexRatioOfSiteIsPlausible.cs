using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Half to twice as many men as women in a site of over a hundred people.</summary>
sealed class SexRatioOfSiteIsPlausible : Rule
{
    static readonly RuleInfo About = new("SD-04", Severity.Warning, "0.5 to 2 men per woman in sites over 100 people", "{code}: {r} men per woman.", "cod.md 5.3");

    int female;
    int male;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        var total = table.Counts.FirstOrDefault(set => set.Total is { Female: not null, Male: not null })?.Total;
        (female, male) = (total?.Female ?? -1, total?.Male ?? -1);
        return table.Kind != TableKind.Population && total is not null;
    }

    public override void Check(Pass pass, Batch batch)
    {
        var (f, m) = (batch[female].Numbers, batch[male].Numbers);
        for (var row = 0; row < batch.Count; row++)
        {
            if (f[row] + m[row] > 100 && (m[row] < 0.5 * f[row] || m[row] > 2 * f[row]))
            {
                pass.Cell(About, Severity.Warning, batch, row, male, null, pass.NameOf(batch, row), f[row] > 0 ? Figure.Of(m[row] / f[row]) : "only");
            }
        }
    }
}
