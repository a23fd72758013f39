using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Figures that all end in 00 were rounded or guessed.</summary>
sealed class FiguresAreNotRounded : Rule
{
    static readonly RuleInfo About = new("PS-15", Severity.Warning, "Figures are not all rounded", "{count} values of {column} are rounded to {unit}.", "cod.md 4.6");

    readonly Dictionary<int, (long Filled, long Hundreds, long Tens)> seen = [];

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        foreach (var column in table.Columns.Where(column => column.Meaning is { Concept: Concept.Population, Age: null }))
        {
            seen[column.Column.Index] = default;
        }

        return table.Kind == TableKind.Population && seen.Count > 0;
    }

    public override void Check(Pass pass, Batch batch)
    {
        foreach (var column in seen.Keys)
        {
            var (filled, hundreds, tens) = seen[column];

            // Most columns show a figure that is not round at once; then nothing more has to be looked at.
            if (filled >= 20 && tens * 10 < filled * 9)
            {
                continue;
            }

            for (var row = 0; row < batch.Count; row++)
            {
                var number = batch[column].Numbers[row];
                if (number > 0)
                {
                    filled++;
                    hundreds += number % 100 == 0 ? 1 : 0;
                    tens += number % 10 == 0 ? 1 : 0;
                }
            }

            seen[column] = (filled, hundreds, tens);
        }
    }

    public override void End(Pass pass)
    {
        foreach (var (column, (filled, hundreds, tens)) in seen.Where(entry => entry.Value.Filled >= 5))
        {
            if (tens == filled)
            {
                pass.Late(About, Severity.Warning, null, column, null, null, null, filled, $"{filled}", pass.Header(column), hundreds == filled ? "hundreds" : "tens");
            }
        }
    }
}
