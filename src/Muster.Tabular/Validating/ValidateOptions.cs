using Muster.Tabular.Mapping;
using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Validating;

/// <summary>What a validation knows besides the table.</summary>
public sealed record ValidateOptions
{
    /// <summary>Places of the country; null leaves out the rules that need them and says so.</summary>
    public PlaceMatcher? Matcher { get; init; }

    /// <summary>Boundaries of the country: coordinates of a table are held against them, and the layers of a file against those of other levels. Null leaves out the rules that need them.</summary>
    public BoundarySet? Boundaries { get; init; }

    /// <summary>The day on which "in the future" and "twelve months old" are judged.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Number of units that the metadata states, by level; a level that is not named is not compared (AB-S06).</summary>
    public IReadOnlyDictionary<int, int> UnitsStated { get; init; } = new Dictionary<int, int>();

    /// <summary>Gazetteers of earlier editions, newest first: what changed since, and codes given to other places (AB-C12, AB-C13).</summary>
    public IReadOnlyList<Gazetteer> Earlier { get; init; } = [];

    /// <summary>Version of the last edition, such as <c>v01</c> (AB-D06); null where it is not known.</summary>
    public string? LastVersion { get; init; }

    /// <summary>People of the country by another source (PS-08), or null.</summary>
    public NationalTotal? SecondSource { get; init; }

    /// <summary>Age bands that the response has agreed on (SD-01); null takes the sets in use.</summary>
    public IReadOnlyList<AgeBand>? StandardBands { get; init; }

    /// <summary>Only these rule ids; null = all.</summary>
    public IReadOnlySet<string>? Rules { get; init; }

    /// <summary>Most findings handed out per rule; all are counted.</summary>
    public int MaxFindingsPerRule { get; init; } = 100_000;
}

/// <summary>People of a country in a year, as a source gives them.</summary>
/// <param name="People">Number of people, above 0.</param>
/// <param name="Source">The source with its year: <c>UN WPP 2024, 2016</c>.</param>
public sealed record NationalTotal(double People, string Source);
