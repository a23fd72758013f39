using Muster.Tabular.Matching;

namespace Muster.Server.Features.Population;

/// <summary>A place to choose from a list.</summary>
/// <param name="Code">P-code.</param>
/// <param name="Name">Name.</param>
/// <param name="Level">Level.</param>
public sealed record PlaceOption(string Code, string Name, int Level)
{
    /// <summary>Deeper levels are reached by their code: a list of them is no help.</summary>
    const int Deepest = 2;

    const int Most = 400;

    internal static IReadOnlyList<PlaceOption> Of(Gazetteer gazetteer)
    {
        var country = gazetteer.Country0();
        var units = gazetteer.Places.Where(place => place.Level is 1).OrderBy(place => place.Name, StringComparer.CurrentCultureIgnoreCase).SelectMany(place => gazetteer.Children(place.Code).OrderBy(child => child.Name, StringComparer.CurrentCultureIgnoreCase).Prepend(place)).ToList();
        var shown = units.Count > Most ? units.Where(place => place.Level == 1) : units.Where(place => place.Level <= Deepest);
        return [new(country.Code, country.Name, 0), .. shown.Select(place => new PlaceOption(place.Code, place.Name, place.Level))];
    }
}
