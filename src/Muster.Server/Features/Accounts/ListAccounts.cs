using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Storage;

namespace Muster.Server.Features.Accounts;

/// <summary>Who has an account on this server.</summary>
static class ListAccounts
{
    public const int PageSize = 50;

    public static Task<RazorComponentResult<AdminPage>> Page(Viewer viewer, MusterDb db, int? page, CancellationToken cancel) => PageAsync(viewer, db, page ?? 1, null, null, cancel);

    internal static async Task<RazorComponentResult<AdminPage>> PageAsync(Viewer viewer, MusterDb db, int page, string? made, string? error, CancellationToken cancel)
    {
        var accounts = await db.Users.AsNoTracking().OrderBy(account => account.DisplayName).ThenBy(account => account.Id)
            .Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        var total = await db.Users.CountAsync(cancel);
        var model = new { Accounts = (IReadOnlyList<Account>)accounts, Total = total, Page = Math.Max(page, 1), Me = viewer.AccountId, Made = made, Error = error };
        return new RazorComponentResult<AdminPage>(model) { StatusCode = error is null ? 200 : 400 };
    }
}
