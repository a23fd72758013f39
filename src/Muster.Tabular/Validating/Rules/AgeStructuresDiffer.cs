using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>The same age structure in all units: the bands were computed from one structure, not counted.</summary>
sealed class AgeStructuresDiffer : Rule
{
    static readonly RuleInfo About = new("PS-11", Severity.Warning, "Age structures differ between units", "Age shares are identical in {count} units.", "cod.md 4.6");

    /// <summary>Rounding on the way up from smaller units moves a band by less than a thousandth of the people; real structures differ by percents.</summary>
    const double Tolerance = 0.001;

    int total;
    int[] bands = [];
    double[] shares = [];
    double size;
    long same;
    long compared;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        var set = table.Counts.FirstOrDefault(set => set.Concept == Concept.Population);
        var sex = set?.Total.Female is not null && set.Partition(Sex.Female) is not null ? Sex.Female : Sex.All;
        total = set?.Total.Of(sex) ?? -1;
        bands = set?.Partition(sex)?.Select(band => band.Of(sex)!.Value).ToArray() ?? [];
        return table.Kind == TableKind.Population && total >= 0 && bands.Length > 2;
    }

    /// <summary>The largest unit of the first rows shows the shares most exactly.</summary>
    public override void Begin(Pass pass, Batch first)
    {
        for (var row = 0; row < first.Count; row++)
        {
            if (first[total].Numbers[row] > size)
            {
                size = first[total].Numbers[row];
                shares = [.. bands.Select(band => first[band].Numbers[row] / size)];
            }
        }
    }

    public override void Check(Pass pass, Batch batch)
    {
        for (var row = 0; row < batch.Count && size > 0; row++)
        {
            var people = batch[total].Numbers[row];
            if (people >= 1000)
            {
                compared++;
                same += IsSame(batch, row, people) ? 1 : 0;
            }
        }
    }

    bool IsSame(Batch batch, int row, double people)
    {
        for (var at = 0; at < bands.Length; at++)
        {
            if (!(Math.Abs(batch[bands[at]].Numbers[row] - shares[at] * people) <= 1.5 + people * Tolerance))
            {
                return false;
            }
        }

        return true;
    }

    public override void End(Pass pass)
    {
        if (compared >= 5 && same * 10 >= compared * 9)
        {
            pass.Late(About, Severity.Warning, null, null, null, null, null, same, $"{same}");
        }
    }
}
