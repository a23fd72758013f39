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

    /// <summary>Found on another level, or under another parent, only: reported as the runner-up, never used.</summary>
    OtherLevel,

    /// <summary>A code or name of an earlier edition only: the unit was merged, split or renamed since. Reported, never used; the runner-up is the present unit of that code where there is one.</summary>
    Former,
}
