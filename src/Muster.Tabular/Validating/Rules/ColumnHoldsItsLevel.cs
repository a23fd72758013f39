using Muster.Tabular.Matching;

namespace Muster.Tabular.Validating.Rules;

/// <summary>The names of a column are of the level that its header says.</summary>
sealed class ColumnHoldsItsLevel : Rule
{
    static readonly RuleInfo About = new("TB-02", Severity.Warning, "A column holds places of the level that its header says", "{column} holds units of level {found} in {count} of {all} rows, not of level {level}.", "pcodes.md 2, swapped levels; needs a gazetteer");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => options.Matcher is not null;

    public override void End(Pass pass)
    {
        foreach (var column in pass.Places.Questions.GroupBy(question => (question.Column, question.Level)))
        {
            var swap = LevelSwap.Of(pass.Options.Matcher!.Gazetteer, column.Key.Level, column.Select(question => (question.Answer, question.Rows)));
            if (swap is not null)
            {
                pass.Late(About, Severity.Warning, null, pass.Places.ColumnOf(column.First()), null, $"{swap.FoundLevel}", null, swap.Rows, column.Key.Column, $"{swap.FoundLevel}", $"{swap.Rows}", $"{swap.AllRows}", $"{swap.Level}");
            }
        }
    }
}
