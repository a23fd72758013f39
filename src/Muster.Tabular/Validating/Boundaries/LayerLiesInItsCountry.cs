using Muster.Tabular.Mapping;
using Muster.Tabular.Matching;
using NetTopologySuite.Geometries;

namespace Muster.Tabular.Validating.Boundaries;

/// <summary>A layer lies where its country lies: the box of the level above where there is one, else about the middle of the country that its codes name.</summary>
sealed class LayerLiesInItsCountry : LayerRule
{
    /// <summary>Degrees from the middle of the widest country to its end, islands in other oceans left out.</summary>
    const double Far = 20;

    static readonly RuleInfo About = new("AB-G05", Severity.Warning, "Shapes lie in their country", "{code} lies outside {country}{hint}.", "cod.md 4.5; the box of the level above, else about the middle of the country; needs shapes");

    public override RuleInfo Info => About;

    public override void Check(LayerPass pass, LayerInHand layer)
    {
        var box = layer.Box();
        if (CountryOf(layer) is not { } country || CountryPositions.Find(country) is not { } home || box.IsNull || Away(box.Centre.X, box.Centre.Y) < Far)
        {
            return;
        }

        var isExchanged = Away(box.Centre.Y, box.Centre.X) < Far;
        var around = LayerPass.Point(box.Centre);
        pass.Layer(About, Severity.Warning, around, null, layer.Units.Count, $"The layer around {around}", country, isExchanged ? "; latitude and longitude may be exchanged" : "");

        double Away(double longitude, double latitude)
        {
            var east = Math.Abs(longitude - home.Longitude) % 360;
            return Math.Max(Math.Min(east, 360 - east), Math.Abs(latitude - home.Latitude));
        }
    }

    public override void Compare(LayerPass pass, LayerInHand upper, LayerInHand lower)
    {
        var box = upper.Box();
        if (box.IsNull)
        {
            return;
        }

        for (var index = 0; index < lower.Units.Count; index++)
        {
            if (lower.IsSound(index) && !box.Intersects(lower.Units[index].Shape!.EnvelopeInternal))
            {
                var (unit, own) = (lower.Units[index], lower.Units[index].Shape!.EnvelopeInternal);
                var turned = new Envelope(own.MinY, own.MaxY, own.MinX, own.MaxX);
                pass.Unit(About, Severity.Warning, unit, LayerPass.Point(own.Centre), null, unit.Title, $"the box of level {upper.Level}", box.Intersects(turned) ? "; latitude and longitude may be exchanged" : "");
            }
        }
    }

    /// <summary>The country that most codes begin with.</summary>
    static string? CountryOf(LayerInHand layer) => layer.Units
        .Select(unit => unit.Code.Length > 2 && char.IsAsciiLetter(unit.Code[2]) && CountryCodes.Alpha3(unit.Code.AsSpan(0, 3)) is { } three ? three : unit.Code.Length > 1 ? CountryCodes.Alpha3(unit.Code.AsSpan(0, 2)) : null)
        .OfType<string>().GroupBy(country => country).Where(group => group.Count() * 2 > layer.Units.Count).Select(group => group.Key).FirstOrDefault();
}
