using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Equal numbers of both sexes in several units: halved, not counted.</summary>
sealed class SexesDiffer : Rule
{
    static readonly RuleInfo About = new("PS-10", Severity.Warning, "The sexes are not equal in several units", "{code} has equal numbers of both sexes, {n} each; so have {count} units.", "cod.md 4.6");

    readonly List<(int Row, string? Place, double Number)> equal = [];
    double byChance;
    long count;
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
            if (!(f[row] > 0) || !(m[row] > 0))
            {
                continue;
            }

            // Two counts of about n differ by about the root of n: so often are they equal by chance.
            byChance += 1 / Math.Sqrt(Math.PI * (f[row] + m[row]));
            if (f[row] == m[row])
            {
                count++;
                if (equal.Count < 10_000)
                {
                    equal.Add((batch.RowNumber(row), pass.PlaceOf(batch, row), f[row]));
                }
            }
        }
    }

    public override void End(Pass pass)
    {
        if (count < 2 || count < 3 * byChance + 1)
        {
            return;
        }

        foreach (var (row, place, number) in equal)
        {
            pass.Late(About, Severity.Warning, row, male, Figure.Of(number), null, place, 1, place ?? $"Row {row}", Figure.Of(number), $"{count}");
        }
    }
}
