using System.Globalization;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Sites have places of their own: several on one point stand at a centroid.</summary>
sealed class SitesAreApart : Rule
{
    static readonly RuleInfo About = new("PT-04", Severity.Warning, "Sites don't share coordinates", "{count} sites share {lat}, {lon}.", "cod.md 4.7");

    readonly Dictionary<(double Latitude, double Longitude), (int FirstRow, long Count)> seen = [];
    int latitude;
    int longitude;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        (latitude, longitude) = (table.First(Concept.Latitude) ?? -1, table.First(Concept.Longitude) ?? -1);
        return table.Kind == TableKind.Records && latitude >= 0 && longitude >= 0 && !table.With(Concept.Round).Any();
    }

    public override void Check(Pass pass, Batch batch)
    {
        var (lat, lon) = (batch[latitude].Numbers, batch[longitude].Numbers);
        for (var row = 0; row < batch.Count && seen.Count < 500_000; row++)
        {
            if (!double.IsNaN(lat[row]) && !double.IsNaN(lon[row]))
            {
                var key = (lat[row], lon[row]);
                seen[key] = seen.TryGetValue(key, out var known) ? (known.FirstRow, known.Count + 1) : (batch.RowNumber(row), 1);
            }
        }
    }

    public override void End(Pass pass)
    {
        foreach (var (point, (row, count)) in seen.Where(entry => entry.Value.Count > 1))
        {
            pass.Late(About, Severity.Warning, row, latitude, null, null, null, count, $"{count}", point.Latitude.ToString(CultureInfo.InvariantCulture), point.Longitude.ToString(CultureInfo.InvariantCulture));
        }
    }
}
