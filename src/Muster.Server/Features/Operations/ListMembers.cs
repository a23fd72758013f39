using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Accounts;
using Muster.Server.Storage;

namespace Muster.Server.Features.Operations;

/// <summary>Who is a member of the operation, and in which role.</summary>
static class ListMembers
{
    public static Task<RazorComponentResult<MembersPage>> Page(OperationScope scope, MusterDb db, CancellationToken cancel) => PageAsync(scope, db, null, cancel);

    /// <summary>Adds an account by e-mail, changes its role, or with <see cref="OperationRole.None"/> takes it off.</summary>
    public static async Task<IResult> Save(OperationScope scope, [FromForm] string? email, [FromForm] OperationRole role, MusterDb db, TimeProvider clock, IStringLocalizer<OperationsText> text, CancellationToken cancel)
    {
        var wanted = (email ?? "").Trim().ToUpperInvariant();
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(account => account.NormalizedEmail == wanted, cancel);
        if (account is null || !Enum.IsDefined(role))
        {
            return await PageAsync(scope, db, text["member-unknown", email ?? ""], cancel);
        }

        var present = await db.Set<Membership>().SingleOrDefaultAsync(membership => membership.OperationId == scope.Operation.Id && membership.AccountId == account.Id, cancel);
        if (present is not null && role == OperationRole.None)
        {
            db.Remove(present);
        }
        else if (present is not null)
        {
            present.Role = role;
        }
        else if (role != OperationRole.None)
        {
            db.Add(new Membership { OperationId = scope.Operation.Id, AccountId = account.Id, Role = role, Since = clock.GetUtcNow() });
        }

        db.Add(new AuditEntry { At = clock.GetUtcNow(), AccountId = scope.Viewer.AccountId, OperationId = scope.Operation.Id, Action = "member.role", Subject = account.Id.ToString("D"), Detail = role.ToString() });
        await db.SaveChangesAsync(cancel);
        return TypedResults.LocalRedirect(scope.Path + "/members");
    }

    static async Task<RazorComponentResult<MembersPage>> PageAsync(OperationScope scope, MusterDb db, string? error, CancellationToken cancel)
    {
        var members = await db.Set<Membership>().AsNoTracking().Where(membership => membership.OperationId == scope.Operation.Id)
            .Join(db.Users, membership => membership.AccountId, account => account.Id, (membership, account) => new Member(account.DisplayName, account.Email!, membership.Role, membership.Since))
            .ToListAsync(cancel);
        return new RazorComponentResult<MembersPage>(new { Scope = scope, Members = (IReadOnlyList<Member>)[.. members.OrderBy(member => member.Name, StringComparer.CurrentCultureIgnoreCase)], Error = error }) { StatusCode = error is null ? 200 : 400 };
    }
}

/// <summary>A member of an operation.</summary>
/// <param name="Name">Name shown.</param>
/// <param name="Email">Address.</param>
/// <param name="Role">Role.</param>
/// <param name="Since">When they joined.</param>
public sealed record Member(string Name, string Email, OperationRole Role, DateTimeOffset Since);
