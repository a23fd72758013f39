using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Households have 2 to 10 people, and not exactly as many in many sites.</summary>
sealed class HouseholdSizeIsPlausible : Rule
{
    static readonly RuleInfo About = new("SD-05", Severity.Warning, "Households of 2 to 10 people, not the same in many sites", "{code}: {r} people per household{what}.", "cod.md 5.3");

    readonly Dictionary<double, long> exact = [];
    long rows;
    int households;
    int people;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => Households.Of(table, out households, out people);

    public override void Check(Pass pass, Batch batch)
    {
        var (h, p) = (batch[households].Numbers, batch[people].Numbers);
        for (var row = 0; row < batch.Count; row++)
        {
            if (!(h[row] > 0) || !(p[row] > 0))
            {
                continue;
            }

            rows++;
            var size = p[row] / h[row];
            if (size == Math.Floor(size) && h[row] > 2)
            {
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(exact, size, out _)++;
            }

            if (size is >= 1 and < 2 or > 10)
            {
                pass.Cell(About, Severity.Warning, batch, row, people, null, pass.NameOf(batch, row), Figure.Of(size), "");
            }
        }
    }

    public override void End(Pass pass)
    {
        foreach (var (size, count) in exact.Where(entry => entry.Value >= 10 && entry.Value * 10 >= rows))
        {
            pass.Late(About, Severity.Warning, null, people, null, null, null, count, "The table", Figure.Of(size), $", exactly, in {count} of {rows} rows: multiplied, not counted");
        }
    }
}
