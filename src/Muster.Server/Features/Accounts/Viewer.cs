using System.Reflection;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Storage;

namespace Muster.Server.Features.Accounts;

/// <summary>Who asks, loaded once a request. An action takes it as a parameter.</summary>
/// <param name="AccountId">Null for the anonymous reader.</param>
/// <param name="Name">Name shown, empty for the anonymous reader.</param>
/// <param name="IsAdministrator">Server administrator.</param>
/// <param name="Roles">Roles by operation id.</param>
public sealed record Viewer(Guid? AccountId, string Name, bool IsAdministrator, IReadOnlyDictionary<Guid, OperationRole> Roles)
{
    public static Viewer Anonymous { get; } = new(null, "", false, new Dictionary<Guid, OperationRole>());

    public bool IsSignedIn => AccountId is not null;

    /// <summary>Somebody vouched for them. Administrators and information officers count as verified: they are who vouches.</summary>
    public bool IsVerified => isVouchedFor || MayOpenOperations;

    readonly bool isVouchedFor;

    /// <summary>Administrators and information officers open operations: who opens one steers it, and with it the places of its country, which others use too (docs/decisions/0204).</summary>
    public bool MayOpenOperations => IsAdministrator || Roles.Values.Contains(OperationRole.InformationOfficer);

    /// <summary>A server administrator acts as information officer everywhere: a field office has one person for both.</summary>
    public OperationRole RoleIn(Guid operation) =>
        IsAdministrator ? OperationRole.InformationOfficer : Roles.GetValueOrDefault(operation, OperationRole.None);

    /// <summary>Ids of operations in which the viewer has a role.</summary>
    public IReadOnlyList<Guid> Operations => [.. Roles.Keys];

    /// <summary>Binds an action's parameter to the viewer that the access step loaded.</summary>
    public static ValueTask<Viewer?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(context.Features.Get<Viewer>() ?? Anonymous)!;

    Viewer(Guid id, string name, bool isAdministrator, IReadOnlyDictionary<Guid, OperationRole> roles, bool isVerified) : this(id, name, isAdministrator, roles) => isVouchedFor = isVerified;

    /// <summary>Reads the account and its roles.</summary>
    internal static async Task<Viewer> LoadAsync(ClaimsPrincipal user, MusterDb db, CancellationToken cancel)
    {
        if (!Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
        {
            return Anonymous;
        }

        var account = await db.Users.AsNoTracking().Where(account => account.Id == id).Select(account => new { account.DisplayName, account.IsAdministrator, IsVerified = account.VerifiedAt != null }).SingleOrDefaultAsync(cancel);
        if (account is null)
        {
            return Anonymous;
        }

        var roles = await db.Set<Membership>().AsNoTracking().Where(membership => membership.AccountId == id).ToDictionaryAsync(membership => membership.OperationId, membership => membership.Role, cancel);
        return new Viewer(id, account.DisplayName, account.IsAdministrator, roles, account.IsVerified);
    }
}
