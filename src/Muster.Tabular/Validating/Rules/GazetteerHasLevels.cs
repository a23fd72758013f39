using System.Globalization;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>The gazetteer has the levels that the table names: what it lacks is not checked, and that is said.</summary>
sealed class GazetteerHasLevels : Rule
{
    static readonly RuleInfo About = new("TB-04", Severity.Information, "The gazetteer has the levels of the table", "Places of level {level} were not checked: the gazetteer has level {levels}.", "Muster: what was not checked is said; needs a gazetteer");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => options.Matcher is not null;

    public override void Begin(Pass pass, Batch first)
    {
        var levels = pass.Options.Matcher!.Gazetteer.Levels;
        foreach (var place in pass.Table.Codes.Concat(pass.Table.Names).Where(place => place.Level > 0 && !levels.Contains(place.Level)).DistinctBy(place => place.Level))
        {
            pass.Late(About, Severity.Information, null, place.Column, null, null, null, 1, place.Level.ToString(CultureInfo.InvariantCulture), string.Join(", ", levels));
        }
    }
}
