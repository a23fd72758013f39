namespace Muster.Tabular.Matching;

/// <summary>How an answer was found (pcodes.md section 4: exact, alias, fuzzy and guess stay distinct).</summary>
public enum MatchMethod
{
    /// <summary>No answer.</summary>
    None,

    /// <summary>The code itself, as listed.</summary>
    Code,

    /// <summary>A code restored: a lost zero or letters, exactly one listed code fits.</summary>
    RestoredCode,

    /// <summary>A listed name, letter for letter.</summary>
    Exact,

    /// <summary>A listed name after folding accents, case, punctuation.</summary>
    Folded,

    /// <summary>A settled alias.</summary>
    Alias,

    /// <summary>A listed name without type words, articles or ordinal.</summary>
    Variant,

    /// <summary>One strictly nearest name by edit distance. A suggestion for a person, not a fact.</summary>
    Fuzzy,

    /// <summary>Several units fit: never chosen, asked.</summary>
    Ambiguous,

    /// <summary>"National", "Unknown", "-": from a closed list of texts that name no unit.</summary>
    NotAPlace,

    /// <summary>Found on another level only: reported, never used.</summary>
    OtherLevel,
}

/// <summary>An answer is never a bare code.</summary>
/// <param name="Code">P-code found, or null.</param>
/// <param name="Method">How.</param>
/// <param name="Score">0 to 1; 1 for a code or an exact name.</param>
/// <param name="RunnerUp">Next best code, or null.</param>
/// <param name="RunnerUpScore">Its score.</param>
/// <param name="Edition">Edition of the gazetteer.</param>
public sealed record PlaceAnswer(string? Code, MatchMethod Method, double Score, string? RunnerUp, double RunnerUpScore, string Edition)
{
    /// <summary>True where the answer may be used without asking a person.</summary>
    public bool IsCertain => Method is MatchMethod.Code or MatchMethod.Exact or MatchMethod.Folded or MatchMethod.Alias or MatchMethod.Variant;
}

/// <summary>Finds the unit that a text means (pcodes.md section 4). Thread-safe; answers for equal questions are equal.</summary>
public sealed class PlaceMatcher(Gazetteer gazetteer)
{
    /// <summary>The gazetteer asked.</summary>
    public Gazetteer Gazetteer { get; } = gazetteer;

    /// <summary>Looks for a unit.</summary>
    /// <param name="text">Name or code as written.</param>
    /// <param name="level">Level expected.</param>
    /// <param name="parent">P-code of a unit above it (any level), or null where it is not known.</param>
    public PlaceAnswer Match(string text, int level, string? parent = null) => throw new NotImplementedException();
}
