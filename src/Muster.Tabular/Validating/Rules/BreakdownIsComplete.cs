using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Sex and age are known for all people of a row, not for a part of them. Never scaled.</summary>
sealed class BreakdownIsComplete : Rule
{
    static readonly RuleInfo About = new("SD-06", Severity.Information, "The breakdown covers the whole total", "{code}: the {what} cover {s} of {t} people.", "cod.md 5.3");

    (string What, int Total, int[] Parts)[] parts = [];

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        parts = table.Kind == TableKind.Population ? [] :
        [
            .. from set in table.Counts
               where set.Total is { All: not null, Female: not null, Male: not null }
               select ("sexes", set.Total.All!.Value, new[] { set.Total.Female, set.Total.Male, set.Total.Unknown }.OfType<int>().ToArray()),
            .. from set in table.Counts
               from sex in new[] { Sex.All, Sex.Female, Sex.Male }
               let bands = set.Partition(sex)
               where set.Total.Of(sex) is not null && bands is { Count: > 1 }
               select ("age bands", set.Total.Of(sex)!.Value, bands.Select(band => band.Of(sex)!.Value).ToArray()),
        ];
        return parts.Length > 0;
    }

    public override void Check(Pass pass, Batch batch)
    {
        foreach (var (what, total, columns) in parts)
        {
            for (var row = 0; row < batch.Count; row++)
            {
                var (sum, filled) = (0.0, false);
                foreach (var column in columns)
                {
                    var number = batch[column].Numbers[row];
                    (sum, filled) = double.IsNaN(number) ? (sum, filled) : (sum + number, true);
                }

                if (filled && batch[total].Numbers[row] - sum > Math.Max(1, columns.Length - 1))
                {
                    pass.Cell(About, Severity.Information, batch, row, total, null, pass.NameOf(batch, row), what, Figure.Of(sum), Figure.Of(batch[total].Numbers[row]));
                }
            }
        }
    }
}
