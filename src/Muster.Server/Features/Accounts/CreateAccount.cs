using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Muster.Server.Errors;
using Muster.Server.Storage;

namespace Muster.Server.Features.Accounts;

/// <summary>Makes an account with a first password, which its owner changes.</summary>
static class CreateAccount
{
    public static async Task<IResult> Handle([FromForm] string? name, [FromForm] string? email, [FromForm] string? password, [FromForm] bool administrator, Viewer viewer, AccountMaker maker, MusterDb db, CancellationToken cancel)
    {
        var (account, error) = await maker.MakeAsync(email ?? "", name ?? "", password ?? "", administrator);
        return await ListAccounts.PageAsync(viewer, db, 1, account?.Email, error, cancel);
    }

    /// <returns>A redirect; 404 for an unknown account, 409 <c>last-administrator</c>.</returns>
    public static async Task<IResult> SetAdministrator(Guid account, [FromForm] bool administrator, Viewer viewer, UserManager<Account> accounts, HttpContext context, Microsoft.Extensions.Localization.IStringLocalizer<AccountsText> text)
    {
        if (await accounts.FindByIdAsync(account.ToString()) is not { } found)
        {
            return Refusals.Of(context, 404);
        }

        if (!administrator && found.Id == viewer.AccountId)
        {
            return new Refusal(409, "last-administrator", text["not-yourself"], text["not-yourself-next"]);
        }

        found.IsAdministrator = administrator;
        await accounts.UpdateAsync(found);
        return TypedResults.LocalRedirect("/admin");
    }
}

/// <summary>Makes accounts, for the page and the command line alike.</summary>
sealed class AccountMaker(UserManager<Account> accounts, TimeProvider clock)
{
    /// <returns>The account, or a sentence on what was wrong.</returns>
    public async Task<(Account? Account, string? Error)> MakeAsync(string email, string name, string password, bool administrator)
    {
        var account = new Account
        {
            Id = Guid.NewGuid(),
            DisplayName = string.IsNullOrWhiteSpace(name) ? email.Trim() : name.Trim(),
            Email = email.Trim(),
            UserName = email.Trim(),
            EmailConfirmed = true,
            IsAdministrator = administrator,
            CreatedAt = clock.GetUtcNow(),
        };
        if (account.DisplayName.Length > 200)
        {
            return (null, "The name is longer than 200 characters.");
        }

        var result = await accounts.CreateAsync(account, password);
        return result.Succeeded ? (account, null) : (null, string.Join(" ", result.Errors.Select(error => error.Description).Distinct()));
    }
}
