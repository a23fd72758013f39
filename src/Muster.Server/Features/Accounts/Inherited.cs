namespace Muster.Server.Features.Accounts;

/// <summary>What a table made of others takes from them: the highest sensitivity and the narrowest audience (protection-im.md DR-C7: the mosaic effect).</summary>
static class Inherited
{
    /// <summary>The highest of the sensitivities. An undecided one counts as high (DR-C4), and stays undecided where none is higher.</summary>
    public static Sensitivity Highest(IEnumerable<Sensitivity> sensitivities) => sensitivities.MaxBy(Rank);

    /// <summary>The narrowest of the audiences that the sensitivity allows too.</summary>
    public static Audience Narrowest(Sensitivity sensitivity, IEnumerable<Audience> audiences) => (Audience)Math.Max((int)Access.Widest(sensitivity), audiences.Max(audience => (int)audience));

    /// <summary>True where a sensitivity protects as much as another.</summary>
    public static bool Covers(Sensitivity sensitivity, Sensitivity least) => Weight(sensitivity) >= Weight(least);

    static int Rank(Sensitivity sensitivity) => Weight(sensitivity) * 2 + (sensitivity == Sensitivity.Undecided ? 0 : 1);

    static int Weight(Sensitivity sensitivity) => sensitivity switch
    {
        Sensitivity.Low => 0,
        Sensitivity.Moderate => 1,
        Sensitivity.Severe => 3,
        _ => 2,
    };
}
