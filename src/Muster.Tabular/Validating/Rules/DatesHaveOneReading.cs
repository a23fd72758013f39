using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Day and month of the dates of a column can be told apart.</summary>
sealed class DatesHaveOneReading : Rule
{
    static readonly RuleInfo About = new("AB-D07", Severity.Warning, "Day and month are told apart by the column", "{count} dates can be read in two ways.", "cod.md 4.4");

    public override RuleInfo Info => About;

    public override void End(Pass pass)
    {
        foreach (var column in pass.Columns.Where(column => column.IsDate && column.Votes.Order is null && column.Votes.TwoReadings + column.Votes.DayFirst + column.Votes.MonthFirst > 0))
        {
            // Where some dates need the day first and others the month, none of the rest can be trusted.
            var count = column.Votes.TwoReadings + (column.Votes.DayFirst > 0 ? Math.Min(column.Votes.DayFirst, column.Votes.MonthFirst) : 0);
            var example = Enumerable.Range(0, column.Texts.Count).FirstOrDefault(id => column.Facts(id).DateReading.Form == DateForm.TwoReadings, -1);
            pass.Late(About, Severity.Warning, null, column.Index, example < 0 ? null : column.Texts[example], null, null, count, $"{count}");
        }
    }
}
