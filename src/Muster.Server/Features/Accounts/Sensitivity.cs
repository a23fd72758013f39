namespace Muster.Server.Features.Accounts;

/// <summary>What harm disclosure does (product.md, "One table for what may be seen"; protection-im.md DR-C).</summary>
public enum Sensitivity
{
    /// <summary>Not yet decided: treated as high for everything outward (DR-C4).</summary>
    Undecided,

    /// <summary>May be public.</summary>
    Low,

    /// <summary>Members of the operation; metadata public with a request button.</summary>
    Moderate,

    /// <summary>Named people or organisations only.</summary>
    High,

    /// <summary>Nobody: existence and contact for stewards, no file stored.</summary>
    Severe,
}

/// <summary>Who sees a thing, widest first. Never wider than the sensitivity allows.</summary>
public enum Audience
{
    /// <summary>Everybody, signed in or not.</summary>
    Public,

    /// <summary>Anybody with an account.</summary>
    SignedIn,

    /// <summary>Members of the operation.</summary>
    Members,

    /// <summary>Named grants, the uploader and the operation's information officers.</summary>
    Named,
}
