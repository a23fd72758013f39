using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>The bands of each sex add up to its total, where they cover all ages once. A difference up to the number of bands is rounding.</summary>
sealed class BandsAddUp : Rule
{
    static readonly RuleInfo About = new("PS-05", Severity.Error, "Age bands sum to their totals", "{code}: {sex} bands sum to {s}, total {t}.", "cod.md 4.6; rounding up to the number of bands is a warning");

    (Sex Sex, int Total, int[] Bands)[] sums = [];

    /// <summary>Sites: bands that leave ages out, or of both sexes, may be less than the total, never more.</summary>
    (Sex Sex, int Total, int[] Columns)[] parts = [];
    readonly double[] sum = new double[RowBlock.Capacity];

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        sums =
        [
            .. from set in table.Counts
               where table.Kind != TableKind.Population || set.Concept == Concept.Population
               from sex in new[] { Sex.All, Sex.Female, Sex.Male }
               let total = set.Total.Of(sex)
               let bands = set.Partition(sex)
               where total is not null && bands is { Count: > 1 }
               select (sex, total.Value, bands.Select(band => band.Of(sex)!.Value).ToArray()),
        ];
        parts = table.Kind == TableKind.Population ? [] :
        [
            .. from set in table.Counts
               from sex in new[] { Sex.All, Sex.Female, Sex.Male }
               let total = set.Total.Of(sex)
               let columns = set.Disjoint(sex)
               where total is not null && columns is not null && !sums.Any(known => known.Total == total)
               select (sex, total.Value, columns.ToArray()),
        ];
        return sums.Length + parts.Length > 0;
    }

    public override void Check(Pass pass, Batch batch)
    {
        foreach (var (sex, total, bands) in sums)
        {
            Array.Clear(sum, 0, batch.Count);
            foreach (var band in bands)
            {
                var numbers = batch[band].Numbers.AsSpan(0, batch.Count);
                for (var row = 0; row < numbers.Length; row++)
                {
                    sum[row] += numbers[row];
                }
            }

            var totals = batch[total].Numbers;
            for (var row = 0; row < batch.Count; row++)
            {
                if (totals[row] - sum[row] is not (0 or double.NaN) and var difference)
                {
                    Report(pass, batch, row, sex, total, bands.Length, difference);
                }
            }
        }

        CheckParts(pass, batch);
    }

    void CheckParts(Pass pass, Batch batch)
    {
        foreach (var (sex, total, columns) in parts)
        {
            for (var row = 0; row < batch.Count; row++)
            {
                sum[row] = 0;
                foreach (var column in columns)
                {
                    sum[row] += double.IsNaN(batch[column].Numbers[row]) ? 0 : batch[column].Numbers[row];
                }

                if (sum[row] > batch[total].Numbers[row])
                {
                    Report(pass, batch, row, sex, total, columns.Length, batch[total].Numbers[row] - sum[row]);
                }
            }
        }
    }

    void Report(Pass pass, Batch batch, int row, Sex sex, int column, int bands, double difference)
    {
        // Sites often break down only part of their people: that is SD-06, not an error.
        if (pass.Table.Kind != TableKind.Population && difference > bands)
        {
            return;
        }

        pass.Cell(About, Math.Abs(difference) <= bands ? Severity.Warning : Severity.Error, batch, row, column, Figure.Of(sum[row]), pass.Wants(About) ? [pass.NameOf(batch, row), Name(sex), Figure.Of(sum[row]), Figure.Of(batch[column].Numbers[row])] : []);
    }

    static string Name(Sex sex) => sex switch { Sex.Female => "F", Sex.Male => "M", _ => "T" };
}
