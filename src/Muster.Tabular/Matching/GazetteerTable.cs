using Muster.Tabular.Validating;

namespace Muster.Tabular.Matching;

/// <summary>The units that a gazetteer table lists.</summary>
/// <param name="Places">Units, parents before children, each code once.</param>
/// <param name="Country">ISO 3166 alpha-3 where the table says it or all codes begin with its letters; null where it is not known or there are several.</param>
/// <param name="ValidFrom">Latest date of validity as written, or null.</param>
/// <param name="Findings">What was wrong with rows: units without a code, codes with two names or two parents.</param>
public sealed record GazetteerTable(IReadOnlyList<Place> Places, string? Country, string? ValidFrom, IReadOnlyList<Finding> Findings)
{
    /// <summary>Joins tables of one country, the deepest knowledge of each unit first, and gives units without a listed parent the longest code above them that theirs begins with.</summary>
    public static GazetteerTable Combine(IReadOnlyList<GazetteerTable> tables)
    {
        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var place in tables.SelectMany(table => table.Places))
        {
            places[place.Code] = places.TryGetValue(place.Code, out var known) ? Merge(known, place) : place;
        }

        var countries = tables.Select(table => table.Country).OfType<string>().Distinct().ToList();
        return new(
            [.. WithParents(places).OrderBy(place => place.Level)],
            countries.Count == 1 ? countries[0] : null,
            tables.Select(table => table.ValidFrom).Max(StringComparer.Ordinal),
            [.. tables.SelectMany(table => table.Findings)]);
    }

    static Place Merge(Place known, Place other)
    {
        var names = new Dictionary<string, string>(known.Names, StringComparer.Ordinal);
        foreach (var (language, name) in other.Names)
        {
            names.TryAdd(language, name);
        }

        return known with { Parent = known.Parent ?? other.Parent, Name = known.Name.Length > 0 ? known.Name : other.Name, Names = names };
    }

    static IEnumerable<Place> WithParents(Dictionary<string, Place> places)
    {
        var byLevel = places.Values.ToLookup(place => place.Level, place => place.Code);
        return places.Values.Select(place => place.Parent is not null || place.Level == 0 ? place : place with { Parent = ParentByPrefix(place, byLevel) });
    }

    static string? ParentByPrefix(Place place, ILookup<int, string> byLevel)
    {
        for (var level = place.Level - 1; level >= 0; level--)
        {
            var found = byLevel[level].Where(code => place.Code.Length > code.Length && place.Code.StartsWith(code, StringComparison.Ordinal)).MaxBy(code => code.Length);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }
}
