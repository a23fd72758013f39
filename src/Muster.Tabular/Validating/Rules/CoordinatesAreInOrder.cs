using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Latitude and longitude are not exchanged in single rows: an exchanged point lies where the others do when it is turned.</summary>
sealed class CoordinatesAreInOrder : Rule
{
    static readonly RuleInfo About = new("PT-02", Severity.Warning, "Latitude and longitude are not exchanged", "Latitude {lat} and longitude {lon} may be exchanged.", "cod.md 4.7, the part that a table alone can show");

    int latitude;
    int longitude;
    double middleLatitude = double.NaN;
    double middleLongitude;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        (latitude, longitude) = (table.First(Concept.Latitude) ?? -1, table.First(Concept.Longitude) ?? -1);
        return latitude >= 0 && longitude >= 0;
    }

    public override void Begin(Pass pass, Batch first)
    {
        var lat = first[latitude].Numbers[..first.Count].Where(number => !double.IsNaN(number)).Order().ToArray();
        var lon = first[longitude].Numbers[..first.Count].Where(number => !double.IsNaN(number)).Order().ToArray();
        if (lat.Length > 2 && lon.Length > 2)
        {
            (middleLatitude, middleLongitude) = (lat[lat.Length / 2], lon[lon.Length / 2]);
        }
    }

    public override void Check(Pass pass, Batch batch)
    {
        var (lat, lon) = (batch[latitude].Numbers, batch[longitude].Numbers);
        for (var row = 0; row < batch.Count; row++)
        {
            var asWritten = Math.Abs(lat[row] - middleLatitude) + Math.Abs(lon[row] - middleLongitude);
            var turned = Math.Abs(lon[row] - middleLatitude) + Math.Abs(lat[row] - middleLongitude);
            if (asWritten > 20 && turned * 4 < asWritten)
            {
                pass.Row(About, Severity.Warning, batch, row, null, batch.Text(row, latitude).ToString(), batch.Text(row, longitude).ToString());
            }
        }
    }
}
