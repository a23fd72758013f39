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

    /// <summary>Whether a viewer sees a contact list (coordination.md 1.3, H-4): nobody does who is not signed in.</summary>
    /// <param name="viewer">Who asks.</param>
    /// <param name="reach">How far the list is open.</param>
    /// <param name="isManager">Keeps it.</param>
    /// <param name="isMember">Stands on it, approved.</param>
    public static bool MaySeeList(Viewer viewer, ListReach reach, bool isManager, bool isMember) => viewer.IsSignedIn && (isManager || reach switch
    {
        ListReach.SignedIn => true,
        ListReach.Verified => viewer.IsVerified,
        ListReach.Members => isMember,
        _ => false,
    });

    /// <summary>Whether a viewer sees a person at all: flagged ones are for administrators, those who have not claimed their record for verified people (coordination.md 1.6, H-8).</summary>
    /// <param name="viewer">Who asks.</param>
    /// <param name="account">Account of the person, or null.</param>
    /// <param name="isFlagged">Flagged by an administrator.</param>
    public static bool MaySeePerson(Viewer viewer, Guid? account, bool isFlagged) =>
        viewer.IsAdministrator || (viewer.IsSignedIn && !isFlagged && (account is not null || viewer.IsVerified));

    /// <summary>Whether a viewer sees details that a person keeps for some.</summary>
    /// <param name="viewer">Who asks.</param>
    /// <param name="account">Account of the person, or null.</param>
    /// <param name="reach">For whom they are.</param>
    /// <param name="isConnected">The two are connected.</param>
    public static bool MaySeeDetails(Viewer viewer, Guid? account, DetailReach reach, bool isConnected) =>
        viewer.IsAdministrator || (account is not null && account == viewer.AccountId) || reach switch
        {
            DetailReach.Anyone => viewer.IsSignedIn,
            DetailReach.Verified => viewer.IsVerified,
            _ => isConnected,
        };
}

/// <summary>How far a contact list is open.</summary>
public enum ListReach
{
    /// <summary>Its owner and managers.</summary>
    Managers,

    /// <summary>Its members too.</summary>
    Members,

    /// <summary>Verified people.</summary>
    Verified,

    /// <summary>Anybody signed in.</summary>
    SignedIn,
}

/// <summary>Who sees a group of a person's details (coordination.md 1.2: anyone, verified, connections). The person and administrators always see all.</summary>
public enum DetailReach
{
    /// <summary>Anybody signed in who sees the person.</summary>
    Anyone,

    /// <summary>Verified people.</summary>
    Verified,

    /// <summary>People the person is connected with.</summary>
    Connections,
}
