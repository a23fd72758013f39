namespace Muster.Tabular.Matching;

/// <summary>An answer is never a bare code.</summary>
/// <param name="Code">P-code found, or null: ambiguous names, non-places and finds elsewhere have none.</param>
/// <param name="Method">How.</param>
/// <param name="Score">0 to 1; 1 for a code or an exact name.</param>
/// <param name="RunnerUp">Next best code, or null; for <see cref="MatchMethod.Ambiguous"/> the first of the units that fit, for <see cref="MatchMethod.OtherLevel"/> the unit found elsewhere, for <see cref="MatchMethod.Former"/> the present unit of that code.</param>
/// <param name="RunnerUpScore">Its score.</param>
/// <param name="Edition">Edition of the gazetteer.</param>
public sealed record PlaceAnswer(string? Code, MatchMethod Method, double Score, string? RunnerUp, double RunnerUpScore, string Edition)
{
    /// <summary>What is to be told besides.</summary>
    public PlaceFaults Faults { get; init; }

    /// <summary>The earlier edition that has the unit; null but for <see cref="MatchMethod.Former"/>.</summary>
    public string? FormerEdition { get; init; }

    /// <summary>The unit in that edition, as its code and name there.</summary>
    public Place? FormerPlace { get; init; }

    /// <summary>True where the answer may be used without asking a person.</summary>
    public bool IsCertain => Method is MatchMethod.Code or MatchMethod.Exact or MatchMethod.Folded or MatchMethod.Alias or MatchMethod.Variant;
}
