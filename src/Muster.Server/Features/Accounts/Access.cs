namespace Muster.Server.Features.Accounts;

/// <summary>Role of a person in one operation.</summary>
public enum OperationRole
{
    /// <summary>Not a member.</summary>
    None,

    /// <summary>Member: sees what members see, uploads files.</summary>
    Member,

    /// <summary>Information officer: decides imports, publishes, sets sensitivity, manages members.</summary>
    InformationOfficer,
}

/// <summary>What a route needs of its viewer.</summary>
public enum Need
{
    /// <summary>See the thing. Who may not gets 404.</summary>
    Read,

    /// <summary>Add to it: upload, propose, comment.</summary>
    Contribute,

    /// <summary>Decide on it: accept, publish, change, delete.</summary>
    Steer,
}

/// <summary>Answer of a gate.</summary>
public enum Verdict
{
    /// <summary>Go on.</summary>
    Allowed,

    /// <summary>The thing does not exist for this viewer: 404 in every format.</summary>
    Hidden,

    /// <summary>The thing is seen but this may not be done to it: 403, or sign-in for who is anonymous.</summary>
    Refused,
}

/// <summary>The one place where it is decided who may do what (product.md, "One table for what may be seen"). Gates load the thing, then ask here.</summary>
static class Access
{
    /// <summary>The widest audience that a sensitivity allows.</summary>
    public static Audience Widest(Sensitivity sensitivity) => sensitivity switch
    {
        Sensitivity.Low => Audience.Public,
        Sensitivity.Moderate => Audience.Members,
        _ => Audience.Named,
    };

    /// <summary>True where this audience is no wider than the sensitivity allows.</summary>
    public static bool IsAllowed(Sensitivity sensitivity, Audience audience) => audience >= Widest(sensitivity);

    /// <summary>Audiences to choose from for a sensitivity, widest first.</summary>
    public static IEnumerable<Audience> Audiences(Sensitivity sensitivity) => Enum.GetValues<Audience>().Where(audience => IsAllowed(sensitivity, audience));

    /// <summary>Whether a viewer sees a thing of an operation.</summary>
    /// <param name="viewer">Who asks.</param>
    /// <param name="operation">The operation that holds it.</param>
    /// <param name="sensitivity">Its sensitivity.</param>
    /// <param name="audience">Its audience; narrowed here when wider than the sensitivity allows.</param>
    /// <param name="owner">Account that uploaded it.</param>
    public static bool MayRead(Viewer viewer, Guid operation, Sensitivity sensitivity, Audience audience, Guid? owner)
    {
        // The uploader and the officers (a server administrator is one everywhere) always see it.
        if (viewer.RoleIn(operation) == OperationRole.InformationOfficer || (owner is not null && owner == viewer.AccountId))
        {
            return true;
        }

        return (Audience)Math.Max((int)audience, (int)Widest(sensitivity)) switch
        {
            Audience.Public => true,
            Audience.SignedIn => viewer.IsSignedIn,
            Audience.Members => viewer.RoleIn(operation) >= OperationRole.Member,
            _ => false,
        };
    }

    /// <summary>Whether a viewer may do this in an operation they see.</summary>
    public static Verdict Judge(Viewer viewer, Guid operation, Need need, bool sees) => need switch
    {
        _ when !sees => Verdict.Hidden,
        Need.Read => Verdict.Allowed,
        Need.Contribute when viewer.RoleIn(operation) >= OperationRole.Member => Verdict.Allowed,
        Need.Steer when viewer.RoleIn(operation) >= OperationRole.InformationOfficer => Verdict.Allowed,
        _ => Verdict.Refused,
    };
}
