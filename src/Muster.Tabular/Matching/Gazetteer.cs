using System.Collections.Frozen;

namespace Muster.Tabular.Matching;

/// <summary>How a child's code relates to its parent's (cod.md 2.3): a property of the country.</summary>
public enum Nesting
{
    /// <summary>The child's code begins with the parent's.</summary>
    Prefix,

    /// <summary>Codes are padded with zeros to one length.</summary>
    Padded,

    /// <summary>No rule: only the gazetteer tells.</summary>
    None,
}

/// <summary>An alias that a person or a published list has settled: this text under this parent means this code.</summary>
/// <param name="Parent">P-code of the parent within which it holds; null for the whole country.</param>
/// <param name="Text">The text as written.</param>
/// <param name="Code">The p-code meant.</param>
public sealed record PlaceAlias(string? Parent, string Text, string Code);

/// <summary>The units of one country in one edition, ready for matching. Immutable; shared between threads.</summary>
public sealed class Gazetteer
{
    readonly FrozenDictionary<string, Place> byCode;
    readonly FrozenDictionary<string, Place>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    readonly Dictionary<string, Place[]> children;
    readonly SortedSet<int> levels;

    /// <summary>Builds the index.</summary>
    /// <param name="country">ISO 3166 alpha-3.</param>
    /// <param name="edition">Name of the edition with its date, for example "CNIGS 2018-11-29"; goes with every answer.</param>
    /// <param name="places">Units of all levels. Of several with one code the first counts.</param>
    /// <param name="aliases">Settled aliases.</param>
    /// <param name="nesting">The country's rule; null works it out from the codes.</param>
    public Gazetteer(string country, string edition, IReadOnlyCollection<Place> places, IReadOnlyCollection<PlaceAlias>? aliases = null, Nesting? nesting = null)
    {
        (Country, Edition, Aliases) = (country, edition, aliases ?? []);
        var unique = new Dictionary<string, Place>(places.Count, StringComparer.Ordinal);
        foreach (var place in places)
        {
            unique.TryAdd(place.Code, place);
        }

        Places = unique.Values;
        byCode = unique.ToFrozenDictionary(StringComparer.Ordinal);
        bySpan = byCode.GetAlternateLookup<ReadOnlySpan<char>>();
        children = Places.Where(place => place.Parent is not null)
            .GroupBy(place => place.Parent!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.OrderBy(place => place.Code, StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        Nesting = nesting ?? NestingRule.Of(Places, unique);
        levels = [.. Places.Select(place => place.Level)];
    }

    /// <summary>ISO 3166 alpha-3.</summary>
    public string Country { get; }

    /// <summary>Edition with its date.</summary>
    public string Edition { get; }

    /// <summary>All units, each code once.</summary>
    public IReadOnlyCollection<Place> Places { get; }

    /// <summary>Settled aliases.</summary>
    public IReadOnlyCollection<PlaceAlias> Aliases { get; }

    /// <summary>Earlier editions, newest first: old units are recognised and reported, never matched.</summary>
    public IReadOnlyList<Gazetteer> Earlier { get; init; } = [];

    /// <summary>The country's rule of codes: the one that at least nine in ten pairs of parent and child follow.</summary>
    public Nesting Nesting { get; }

    /// <summary>Levels that have units, the highest first. What a table holds of other levels cannot be judged by this gazetteer.</summary>
    internal IReadOnlySet<int> Levels => levels;

    /// <summary>The unit with exactly this code, or null.</summary>
    public Place? Find(ReadOnlySpan<char> code) => bySpan.TryGetValue(code, out var place) ? place : null;

    /// <summary>Units whose parent is this code, in code order.</summary>
    public IReadOnlyList<Place> Children(string code) => children.TryGetValue(code, out var found) ? found : [];

    /// <summary>The ancestor of a unit on a level, itself included; null where there is none.</summary>
    public Place? Ancestor(string code, int level)
    {
        var place = Find(code);
        while (place is not null && place.Level > level)
        {
            place = Above(place);
        }

        return place?.Level == level ? place : null;
    }

    /// <summary>True where a unit lies under another or is that unit, by the parents that the gazetteer lists.</summary>
    public bool IsWithin(string code, string ancestor)
    {
        for (var place = Find(code); place is not null; place = Above(place))
        {
            if (place.Code == ancestor || place.Parent == ancestor)
            {
                return true;
            }
        }

        return code == ancestor;
    }

    /// <summary>The parent, where it is on a higher level: a table that says otherwise must not hold a walk for ever.</summary>
    Place? Above(Place place) => place.Parent is not null && Find(place.Parent) is { } parent && parent.Level < place.Level ? parent : null;

    /// <summary>True for the country itself, in whichever of its codes: alpha-2, alpha-3, or the parent that level 1 names.</summary>
    public bool IsCountry(ReadOnlySpan<char> code) =>
        code.Equals(Country, StringComparison.OrdinalIgnoreCase) ||
        (CountryCodes.Alpha2(Country) is { } alpha2 && code.Equals(alpha2, StringComparison.OrdinalIgnoreCase)) ||
        Find(code) is { Level: 0 };
}
