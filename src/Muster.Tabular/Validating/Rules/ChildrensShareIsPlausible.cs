using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>People under 18 are 20 to 70 % of a site.</summary>
sealed class ChildrensShareIsPlausible : Rule
{
    static readonly RuleInfo About = new("SD-03", Severity.Warning, "20 to 70 % are under 18, in sites over 100 people", "{code}: {share} % are under 18.", "cod.md 5.3");

    int[] children = [];
    int[] all = [];

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        var set = (table.Counts.Count > 0 ? table.Counts[0] : null);
        var sexes = set?.Partition(Sex.All) is not null ? [Sex.All] : new[] { Sex.Female, Sex.Male };
        if (table.Kind == TableKind.Population || set is null || sexes.Any(sex => set.Partition(sex) is null || set.Partition(sex)!.All(band => band.Age!.Value.ToMonths != 216)))
        {
            return false;
        }

        all = [.. sexes.SelectMany(sex => set.Partition(sex)!.Select(band => band.Of(sex)!.Value))];
        children = [.. sexes.SelectMany(sex => set.Partition(sex)!.Where(band => band.Age!.Value.ToMonths <= 216).Select(band => band.Of(sex)!.Value))];
        return true;
    }

    public override void Check(Pass pass, Batch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            var (young, people) = (Sum(batch, row, children), Sum(batch, row, all));
            if (people > 100 && (young < 0.2 * people || young > 0.7 * people))
            {
                pass.Row(About, Severity.Warning, batch, row, null, pass.NameOf(batch, row), Figure.Of(Math.Round(100 * young / people, 1)));
            }
        }
    }

    static double Sum(Batch batch, int row, int[] columns)
    {
        var sum = 0.0;
        foreach (var column in columns)
        {
            sum += batch[column].Numbers[row];
        }

        return sum;
    }
}
