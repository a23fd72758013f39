using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Storage;

namespace Muster.Server.Features.Accounts;

/// <summary>The person's own page: name, password, tokens.</summary>
static class ShowAccount
{
    public static async Task<RazorComponentResult<AccountPage>> Page(Viewer viewer, MusterDb db, bool? saved, CancellationToken cancel) =>
        await PageAsync(viewer, db, saved == true, null, null, cancel);

    /// <param name="viewer">Whose page.</param>
    /// <param name="db">Database.</param>
    /// <param name="saved">Says that the last form was saved.</param>
    /// <param name="newToken">Text of a token just made, shown this once.</param>
    /// <param name="error">What was wrong with the last form.</param>
    /// <param name="cancel">Stops.</param>
    internal static async Task<RazorComponentResult<AccountPage>> PageAsync(Viewer viewer, MusterDb db, bool saved, string? newToken, string? error, CancellationToken cancel)
    {
        var account = await db.Users.AsNoTracking().SingleAsync(account => account.Id == viewer.AccountId, cancel);
        var tokens = await db.Set<ApiToken>().AsNoTracking()
            .Where(token => token.AccountId == account.Id && token.RevokedAt == null)
            .OrderByDescending(token => token.CreatedAt).ToListAsync(cancel);
        return new RazorComponentResult<AccountPage>(new { Account = account, Tokens = (IReadOnlyList<ApiToken>)tokens, Saved = saved, NewToken = newToken, Error = error }) { StatusCode = error is null ? 200 : 400 };
    }
}
