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
    /// <summary>Builds the index.</summary>
    /// <param name="country">ISO 3166 alpha-3.</param>
    /// <param name="edition">Name of the edition with its date, for example "CNIGS 2018-11-29"; goes with every answer.</param>
    /// <param name="places">Units of all levels.</param>
    /// <param name="aliases">Settled aliases.</param>
    /// <param name="nesting">The country's rule; null works it out from the codes.</param>
    public Gazetteer(string country, string edition, IReadOnlyCollection<Place> places, IReadOnlyCollection<PlaceAlias>? aliases = null, Nesting? nesting = null)
    {
        (Country, Edition, Places) = (country, edition, places);
        _ = aliases;
        _ = nesting;
    }

    /// <summary>ISO 3166 alpha-3.</summary>
    public string Country { get; }

    /// <summary>Edition with its date.</summary>
    public string Edition { get; }

    /// <summary>All units.</summary>
    public IReadOnlyCollection<Place> Places { get; }

    /// <summary>The country's rule of codes.</summary>
    public Nesting Nesting => throw new NotImplementedException();

    /// <summary>The unit with exactly this code, or null.</summary>
    public Place? Find(ReadOnlySpan<char> code) => throw new NotImplementedException();

    /// <summary>Units whose parent is this code, in code order.</summary>
    public IReadOnlyList<Place> Children(string code) => throw new NotImplementedException();

    /// <summary>The ancestor of a unit on a level, itself included; null where there is none.</summary>
    public Place? Ancestor(string code, int level) => throw new NotImplementedException();
}
