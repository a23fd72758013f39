using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>No unit has more than 60,000 people on a square kilometre.</summary>
sealed class DensityIsPlausible : Rule
{
    static readonly RuleInfo About = new("PS-13", Severity.Warning, "No more than 60,000 people on a square kilometre", "{code}: {value} people on a square kilometre.", "cod.md 4.6; growth is seen when two versions are compared");

    int total;
    int area;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        total = table.Counts.FirstOrDefault(set => set.Concept == Concept.Population)?.Total.All ?? -1;
        area = table.First(Concept.Area) ?? -1;
        return total >= 0 && area >= 0;
    }

    public override void Check(Pass pass, Batch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            if (batch[total].Numbers[row] > 60_000 * batch[area].Numbers[row])
            {
                pass.Cell(About, Severity.Warning, batch, row, total, null, pass.NameOf(batch, row), Figure.Of(Math.Round(batch[total].Numbers[row] / batch[area].Numbers[row])));
            }
        }
    }
}
