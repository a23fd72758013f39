using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Muster.Server.Features.Accounts;

/// <summary>Signs in with e-mail and password; five wrong passwords lock the account for fifteen minutes.</summary>
static class SignIn
{
    public static RazorComponentResult<SignInPage> Page(string? back) => new(new { Back = Local(back) });

    /// <returns>A redirect to where the person came from; 400 and the form again when it does not fit.</returns>
    public static async Task<IResult> Handle([FromForm] string? email, [FromForm] string? password, [FromForm] string? back, SignInManager<Account> signIn, IStringLocalizer<AccountsText> text)
    {
        var account = email is null ? null : await signIn.UserManager.FindByEmailAsync(email.Trim());
        var result = account is null ? Microsoft.AspNetCore.Identity.SignInResult.Failed : await signIn.PasswordSignInAsync(account, password ?? "", isPersistent: true, lockoutOnFailure: true);
        if (result.Succeeded)
        {
            return TypedResults.LocalRedirect(Local(back));
        }

        // One message for an unknown address and a wrong password: who has an account here is nobody's business.
        var message = text[result.IsLockedOut ? "sign-in-locked" : "sign-in-wrong"];
        return new RazorComponentResult<SignInPage>(new { Back = Local(back), Email = email, Error = message.Value }) { StatusCode = 400 };
    }

    /// <summary>Only addresses of this server; anything else goes to the start page.</summary>
    internal static string Local(string? back) => back is ['/', ..] and not ['/', '/' or '\\', ..] && !back.Any(char.IsControl) ? back : "/";
}
