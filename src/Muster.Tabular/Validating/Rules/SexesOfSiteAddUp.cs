using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Females, males and unknown add up to the people of a site; less than the total is a breakdown of a part.</summary>
sealed class SexesOfSiteAddUp : Rule
{
    static readonly RuleInfo About = new("SD-02", Severity.Error, "F + M + unknown = total", "{code}: total {t}, F + M {s}, difference {d}.", "cod.md 5.3; a difference of 1 is a warning");

    (int Total, int Female, int Male, int? Unknown)[] sums = [];

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        sums = table.Kind == TableKind.Population ? [] : [.. table.Counts.SelectMany(set => set.TotalAndBands).Where(band => band.All is not null && band.Female is not null && band.Male is not null).Select(band => (band.All!.Value, band.Female!.Value, band.Male!.Value, band.Unknown))];
        return sums.Length > 0;
    }

    public override void Check(Pass pass, Batch batch)
    {
        foreach (var (total, female, male, unknown) in sums)
        {
            for (var row = 0; row < batch.Count; row++)
            {
                var sum = batch[female].Numbers[row] + batch[male].Numbers[row];
                sum += unknown is { } column && !double.IsNaN(batch[column].Numbers[row]) ? batch[column].Numbers[row] : 0;
                var difference = batch[total].Numbers[row] - sum;
                if (difference is 0 or double.NaN || difference > 1)
                {
                    continue;
                }

                pass.Cell(About, Math.Abs(difference) <= 1 ? Severity.Warning : Severity.Error, batch, row, total, Figure.Of(sum), pass.NameOf(batch, row), Figure.Of(batch[total].Numbers[row]), Figure.Of(sum), Figure.Of(difference));
            }
        }
    }
}
