using System.Globalization;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Most rows lie where their codes say: many that do not, in units of all kinds, were shifted against each other.</summary>
sealed class PointsAgreeWithCodes : Rule
{
    const double MostWrong = 0.05;
    const int FewestRows = 20;
    const int FewestUnits = 3;

    static readonly RuleInfo About = new("PT-03", Severity.Warning, "Coordinates and codes belong to the same rows", "{share} of the sites disagree: columns may be misaligned.", "cod.md 4.7; more than 5 % of at least 20 rows, in several units; needs a boundary layer");

    readonly HashSet<string> found = new(StringComparer.Ordinal);
    DeclaredUnits? units;
    long asked;
    long wrong;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => (units = DeclaredUnits.Of(table, options.Boundaries)) is not null;

    public override void Check(Pass pass, Batch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            if (batch.Skip[row] || units!.Declared(batch, row) is not { } declared || declared.Layer.At(units.Longitude(batch, row), units.Latitude(batch, row)) is not { } unit)
            {
                continue;
            }

            asked++;
            if (unit.Code != declared.Unit.Code)
            {
                wrong++;
                found.Add(unit.Code);
            }
        }
    }

    public override void End(Pass pass)
    {
        if (asked >= FewestRows && found.Count >= FewestUnits && wrong > MostWrong * asked)
        {
            pass.Late(About, Severity.Warning, null, units!.LatitudeColumn, null, null, null, wrong, string.Create(CultureInfo.InvariantCulture, $"{100.0 * wrong / asked:0} % ({wrong} of {asked})"));
        }
    }
}
