using System.Globalization;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A boundary set was reviewed within twelve months.</summary>
sealed class ReviewedWithinAYear : Rule
{
    static readonly RuleInfo About = new("AB-D04", Severity.Warning, "Reviewed within twelve months", "Last validated {date}, {months} months ago.", "cod.md 4.4");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.Kind == TableKind.Units && table.First(Concept.ValidFrom) is not null;

    public override void End(Pass pass)
    {
        var column = pass.Columns[pass.Table.First(Concept.ValidFrom)!.Value];
        var latest = Enumerable.Range(0, column.Texts.Count).Select(id => CellDate.Plain(column.Texts[id])).Max();
        if (latest is { } date && date.AddMonths(12) < pass.Options.Today)
        {
            var months = (pass.Options.Today.Year - date.Year) * 12 + pass.Options.Today.Month - date.Month;
            pass.Late(About, Severity.Warning, null, column.Index, null, null, null, 1, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), $"{months}");
        }
    }
}
