using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Storage;

namespace Muster.Server.Features.Accounts;

/// <summary>Makes and revokes tokens for scripts.</summary>
static class MakeToken
{
    public static async Task<IResult> Handle([FromForm] string? name, [FromForm] string? days, Viewer viewer, MusterDb db, TimeProvider clock, IStringLocalizer<AccountsText> text, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > 100)
        {
            return await ShowAccount.PageAsync(viewer, db, false, null, text["token-name-needed"], cancel);
        }

        var now = clock.GetUtcNow();
        DateTimeOffset? expires = int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 3650 ? now.AddDays(count) : null;
        var (token, secret) = ApiToken.New(viewer.AccountId!.Value, name.Trim(), now, expires);
        db.Add(token);
        await db.SaveChangesAsync(cancel);
        return await ShowAccount.PageAsync(viewer, db, false, secret, null, cancel);
    }

    /// <returns>A redirect; 404 for a token that is not the person's own.</returns>
    public static async Task<IResult> Revoke(Guid token, Viewer viewer, MusterDb db, TimeProvider clock, HttpContext context, CancellationToken cancel)
    {
        var revoked = await db.Set<ApiToken>().Where(row => row.Id == token && row.AccountId == viewer.AccountId && row.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, clock.GetUtcNow()), cancel);
        return revoked == 1 ? TypedResults.LocalRedirect("/account?saved=true") : Refusals.Of(context, 404);
    }
}
