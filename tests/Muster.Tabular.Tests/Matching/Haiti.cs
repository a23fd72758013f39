using Muster.Tabular.Matching;

namespace Muster.Tabular.Tests.Matching;

/// <summary>A few units of Haiti with what makes them hard: French and English names, elided articles, ordinals, a hyphen in the code.</summary>
static class Haiti
{
    public static Gazetteer Gazetteer(params PlaceAlias[] aliases) => new("HTI", "test 2018-11-29", Places(), aliases);

    public static PlaceMatcher Matcher(params PlaceAlias[] aliases) => new(Gazetteer(aliases));

    static List<Place> Places() =>
    [
        Unit("HT", 0, null, "Haiti", "Haïti"),
        Unit("HT01", 1, "HT", "West", "Ouest"),
        Unit("HT02", 1, "HT", "South-East", "Sud-Est"),
        Unit("HT07", 1, "HT", "South", "Sud"),
        Unit("HT08", 1, "HT", "Grande'Anse", "Grande'Anse"),
        Unit("HT09", 1, "HT", "North-West", "Nord-Ouest"),
        Unit("HT0111", 2, "HT01", "Port-au-Prince", "Port-au-Prince"),
        Unit("HT0114", 2, "HT01", "Petion-Ville", "Pétion-Ville"),
        Unit("HT0121", 2, "HT01", "Leogane", "Léogâne"),
        Unit("HT0211", 2, "HT02", "Cayes-Jacmel", "Cayes-Jacmel"),
        Unit("HT0711", 2, "HT07", "Les Cayes", "Les Cayes"),
        Unit("HT0811", 2, "HT08", "Jeremie", "Jérémie"),
        Unit("HT0812", 2, "HT08", "Abricots", "Abricots"),
        Unit("HT0821", 2, "HT08", "Anse D'Hainault", "Anse D'Hainault"),
        Unit("HT0751", 2, "HT07", "L'Asile", "L'Asile"),
        Unit("HT0111-01", 3, "HT0111", "1re Section Turgeau", "1re Section Turgeau"),
        Unit("HT0111-02", 3, "HT0111", "2e Section Morne l'Hopital", "2e Section Morne l'Hôpital"),
        Unit("HT0114-01", 3, "HT0114", "1re Section Montagne Noire", "1re Section Montagne Noire"),
        Unit("HT0811-07", 3, "HT0811", "7e Section Fond Rouge", "7e Section Fond Rouge"),
        Unit("HT0812-07", 3, "HT0812", "3e Section Fond Rouge", "3e Section Fond Rouge"),
    ];

    static Place Unit(string code, int level, string? parent, string english, string french) =>
        new(code, level, parent, english, new Dictionary<string, string> { ["en"] = english, ["fr"] = french });
}
