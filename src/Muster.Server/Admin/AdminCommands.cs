using Microsoft.AspNetCore.Identity;
using Muster.Server.Features.Accounts;
using Muster.Server.Storage;

namespace Muster.Server.Admin;

/// <summary><c>./run admin VERB</c>: what an administrator does on the machine itself, also while the server runs.</summary>
static class AdminCommands
{
    const string Help = """
        ./run admin create-account EMAIL NAME [--administrator] [--password WORDS]
        ./run admin reset-password EMAIL [--password WORDS]
        ./run admin token EMAIL [PURPOSE]
        ./run admin check [--repair]

        Without --password a password is made and printed once. A token is printed once.
        check compares database, files and tables with each other; with --repair it removes bytes that nothing refers to.
        """;

    public static bool IsAsked(string[] args) => args.Contains("admin");

    /// <returns>0 done, 1 findings of <c>check</c>, 2 could not.</returns>
    public static async Task<int> RunAsync(string[] args, IServiceProvider services)
    {
        string[] words = [.. args.SkipWhile(word => word != "admin").Skip(1)];
        await services.MigrateAsync(CancellationToken.None);
        await using var scope = services.CreateAsyncScope();
        return words switch
        {
            ["create-account", var email, var name, .. var rest] => await CreateAsync(scope.ServiceProvider, email, name, rest),
            ["reset-password", var email, .. var rest] => await ResetAsync(scope.ServiceProvider, email, rest),
            ["token", var email, .. var rest] => await TokenAsync(scope.ServiceProvider, email, rest),
            ["check", .. var rest] => await ActivatorUtilities.CreateInstance<StoreCheck>(scope.ServiceProvider).RunAsync(Console.Out, rest.Contains("--repair")),
            ["help" or "--help"] => Say(0, Help),
            _ => Say(2, Help),
        };
    }

    static async Task<int> CreateAsync(IServiceProvider services, string email, string name, string[] rest)
    {
        var password = PasswordIn(rest) ?? NewPassword();
        var (account, error) = await services.GetRequiredService<AccountMaker>().MakeAsync(email, name, password, rest.Contains("--administrator"));
        if (account is null)
        {
            return Say(2, error!);
        }

        if (PasswordIn(rest) is null)
        {
            Console.WriteLine($"Password: {password}");
        }

        return Say(0, $"The account of {account.Email} was made.");
    }

    static async Task<int> ResetAsync(IServiceProvider services, string email, string[] rest)
    {
        var accounts = services.GetRequiredService<UserManager<Account>>();
        if (await accounts.FindByEmailAsync(email) is not { } account)
        {
            return Say(2, $"There is no account with the e-mail {email}.");
        }

        var password = PasswordIn(rest) ?? NewPassword();
        var result = await SetPasswordAsync(services, account, password);
        if (!result.Succeeded)
        {
            return Say(2, string.Join(" ", result.Errors.Select(error => error.Description)));
        }

        await accounts.SetLockoutEndDateAsync(account, null);
        return Say(0, PasswordIn(rest) is null ? $"Password: {password}" : "The password was changed.");
    }

    static async Task<int> TokenAsync(IServiceProvider services, string email, string[] rest)
    {
        if (await services.GetRequiredService<UserManager<Account>>().FindByEmailAsync(email) is not { } account)
        {
            return Say(2, $"There is no account with the e-mail {email}.");
        }

        var db = services.GetRequiredService<MusterDb>();
        var (token, text) = ApiToken.New(account.Id, rest.FirstOrDefault() ?? "command line", services.GetRequiredService<TimeProvider>().GetUtcNow(), null);
        db.Add(token);
        await db.SaveChangesAsync();
        return Say(0, text);
    }

    static async Task<IdentityResult> SetPasswordAsync(IServiceProvider services, Account account, string password)
    {
        var accounts = services.GetRequiredService<UserManager<Account>>();
        return await accounts.ResetPasswordAsync(account, await accounts.GeneratePasswordResetTokenAsync(account), password);
    }

    static string? PasswordIn(string[] rest) => Array.IndexOf(rest, "--password") is >= 0 and var at && at + 1 < rest.Length ? rest[at + 1] : null;

    /// <summary>Twenty characters from an alphabet without look-alikes.</summary>
    internal static string NewPassword() => System.Security.Cryptography.RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 20);

    static int Say(int code, string text)
    {
        (code == 0 ? Console.Out : Console.Error).WriteLine(text);
        return code;
    }
}
