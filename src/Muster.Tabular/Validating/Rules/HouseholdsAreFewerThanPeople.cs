using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>There are no more households than people.</summary>
sealed class HouseholdsAreFewerThanPeople : Rule
{
    static readonly RuleInfo About = new("SD-07", Severity.Error, "No more households than people", "{code}: {h} households, {p} people.", "cod.md 5.3");

    int households;
    int people;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => Households.Of(table, out households, out people);

    public override void Check(Pass pass, Batch batch)
    {
        var (h, p) = (batch[households].Numbers, batch[people].Numbers);
        for (var row = 0; row < batch.Count; row++)
        {
            if (h[row] > p[row])
            {
                pass.Cell(About, Severity.Error, batch, row, households, null, pass.NameOf(batch, row), Figure.Of(h[row]), Figure.Of(p[row]));
            }
        }
    }
}
