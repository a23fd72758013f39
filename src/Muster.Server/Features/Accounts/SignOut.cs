using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Muster.Server.Features.Accounts;

/// <summary>Ends the session on this device.</summary>
static class SignOut
{
    public static async Task<RedirectHttpResult> Handle(SignInManager<Account> signIn)
    {
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect("/");
    }
}
