using Muster.Tabular.Mapping;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>The coordinates of a row lie in a unit of the country at all.</summary>
sealed class PointLiesInCountry : Rule
{
    static readonly RuleInfo About = new("PT-02b", Severity.Warning, "Coordinates lie in the country", "{lat}, {lon} lies in no unit of the boundaries{hint}.", "cod.md 4.7; needs a boundary layer");

    int latitude;
    int longitude;
    IReadOnlyList<BoundaryLayer> layers = [];

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        (latitude, longitude, layers) = (table.First(Concept.Latitude) ?? -1, table.First(Concept.Longitude) ?? -1, options.Boundaries?.Layers ?? []);
        return latitude >= 0 && longitude >= 0 && layers.Count > 0;
    }

    public override void Check(Pass pass, Batch batch)
    {
        var (lat, lon) = (batch[latitude].Numbers, batch[longitude].Numbers);
        for (var row = 0; row < batch.Count; row++)
        {
            if (batch.Skip[row] || double.IsNaN(lat[row]) || double.IsNaN(lon[row]) || At(lon[row], lat[row]) is not null)
            {
                continue;
            }

            var hint = At(lat[row], lon[row]) is { } turned ? $"; with latitude and longitude exchanged it lies in {turned.Title}" : "";
            pass.Row(About, Severity.Warning, batch, row, null, batch.Text(row, latitude).ToString(), batch.Text(row, longitude).ToString(), hint);
        }
    }

    BoundaryUnit? At(double x, double y)
    {
        foreach (var layer in layers)
        {
            if (layer.At(x, y) is { } unit)
            {
                return unit;
            }
        }

        return null;
    }
}
