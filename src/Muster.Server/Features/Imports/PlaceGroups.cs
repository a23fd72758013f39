using Muster.Tabular.Matching;

namespace Muster.Server.Features.Imports;

/// <summary>How far the question of a place is answered: the groups in which people work them off.</summary>
public enum PlaceGroup
{
    /// <summary>Several units fit.</summary>
    Ambiguous,

    /// <summary>One unit comes near; a person confirms.</summary>
    Suggested,

    /// <summary>No unit fits.</summary>
    Unknown,

    /// <summary>Used without asking.</summary>
    Certain,
}

/// <summary>Sorts answers into groups.</summary>
static class PlaceGroups
{
    public static PlaceGroup Of(PlaceAnswer answer) => answer switch
    {
        { IsCertain: true } => PlaceGroup.Certain,
        { Method: MatchMethod.Ambiguous } => PlaceGroup.Ambiguous,
        { Code: not null } => PlaceGroup.Suggested,
        _ => PlaceGroup.Unknown,
    };
}
