using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Muster.Server.Storage;

namespace Muster.Server.Features.Accounts;

/// <summary>Changes the person's own password; other sessions end.</summary>
static class ChangePassword
{
    public static async Task<IResult> Handle([FromForm] string? present, [FromForm] string? wanted, Viewer viewer, SignInManager<Account> signIn, MusterDb db, CancellationToken cancel)
    {
        var account = await signIn.UserManager.FindByIdAsync(viewer.AccountId!.Value.ToString());
        var result = await signIn.UserManager.ChangePasswordAsync(account!, present ?? "", wanted ?? "");
        if (!result.Succeeded)
        {
            return await ShowAccount.PageAsync(viewer, db, false, null, string.Join(" ", result.Errors.Select(error => error.Description)), cancel);
        }

        await signIn.RefreshSignInAsync(account!);
        return TypedResults.LocalRedirect("/account?saved=true");
    }
}
