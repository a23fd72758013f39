using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Females and males add up to both sexes, in the total and in every band. A difference of one in a cell is rounding: three numbers rounded from decimals that agree differ by no more.</summary>
sealed class SexesAddUp : Rule
{
    static readonly RuleInfo About = new("PS-04", Severity.Error, "T = F + M for the total and every band", "{code}: T {t}, F + M {s}, difference {d}.", "cod.md 4.6; a difference of 1 in a cell is rounding, a warning");

    const double Rounding = 1.000001;

    (int Total, int Female, int Male, int? Unknown)[] sums = [];

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        sums = table.Kind != TableKind.Population ? [] :
        [
            .. table.Counts.Where(set => set.Concept == Concept.Population)
                .SelectMany(set => set.TotalAndBands)
                .Where(band => band.All is not null && band.Female is not null && band.Male is not null)
                .Select(band => (band.All!.Value, band.Female!.Value, band.Male!.Value, band.Unknown)),
        ];
        return sums.Length > 0;
    }

    public override void Check(Pass pass, Batch batch)
    {
        foreach (var (total, female, male, unknown) in sums)
        {
            var (t, f, m) = (batch[total].Numbers, batch[female].Numbers, batch[male].Numbers);
            for (var row = 0; row < batch.Count; row++)
            {
                var sum = f[row] + m[row];
                if (t[row] - sum is not (0 or double.NaN))
                {
                    Judge(pass, batch, row, total, t[row], sum + (unknown is { } column ? Filled(batch[column].Numbers[row]) : 0));
                }
            }
        }
    }

    static double Filled(double number) => double.IsNaN(number) ? 0 : number;

    static void Judge(Pass pass, Batch batch, int row, int column, double total, double sum)
    {
        var difference = total - sum;
        if (difference != 0)
        {
            pass.Cell(About, Math.Abs(difference) <= Rounding ? Severity.Warning : Severity.Error, batch, row, column, Figure.Of(sum), pass.Wants(About) ? [pass.NameOf(batch, row), Figure.Of(total), Figure.Of(sum), Figure.Of(difference)] : []);
        }
    }
}
