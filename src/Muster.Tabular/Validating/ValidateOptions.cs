using Muster.Tabular.Matching;

namespace Muster.Tabular.Validating;

/// <summary>What a validation knows besides the table.</summary>
public sealed record ValidateOptions
{
    /// <summary>Places of the country; null leaves out the rules that need them and says so.</summary>
    public PlaceMatcher? Matcher { get; init; }

    /// <summary>The day on which "in the future" and "twelve months old" are judged.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Number of units that the metadata states, by level; a level that is not named is not compared (AB-S06).</summary>
    public IReadOnlyDictionary<int, int> UnitsStated { get; init; } = new Dictionary<int, int>();

    /// <summary>Only these rule ids; null = all.</summary>
    public IReadOnlySet<string>? Rules { get; init; }

    /// <summary>Most findings handed out per rule; all are counted.</summary>
    public int MaxFindingsPerRule { get; init; } = 100_000;
}
