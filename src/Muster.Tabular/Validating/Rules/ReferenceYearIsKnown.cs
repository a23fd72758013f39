using System.Globalization;
using System.Text.RegularExpressions;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A population table says its year, one year, not older than five.</summary>
sealed partial class ReferenceYearIsKnown : Rule
{
    static readonly RuleInfo About = new("PS-14", Severity.Warning, "One reference year, not older than five years", "Reference year: {what}.", "cod.md 3 and 4.6: the year column, else the year in the file name");

    readonly SortedSet<int> years = [];
    int? year;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        year = table.First(Concept.Year);
        return table.Kind == TableKind.Population;
    }

    public override void Check(Pass pass, Batch batch)
    {
        if (year is not { } column)
        {
            return;
        }

        double last = 0;
        for (var row = 0; row < batch.Count; row++)
        {
            var number = batch[column].Numbers[row];
            if (number != last && number is > 1000 and < 3000)
            {
                last = number;
                years.Add((int)number);
            }
        }
    }

    public override void End(Pass pass)
    {
        if (years.Count == 0 && YearInName().Match(pass.Table.FileName) is { Success: true } match)
        {
            years.Add(int.Parse(match.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture));
        }

        var what = years.Count == 0 ? "none is given"
            : years.Count > 1 ? $"{string.Join(", ", years)} in one table"
            : years.Max < pass.Options.Today.Year - 5 ? $"{years.Max} is more than five years ago"
            : null;
        if (what is not null)
        {
            pass.Late(About, Severity.Warning, null, year, null, null, null, 1, what);
        }
    }

    [GeneratedRegex(@"(?<!\d)(?:19|20)\d\d(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex YearInName();
}
