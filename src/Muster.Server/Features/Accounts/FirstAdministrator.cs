using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Errors;
using Muster.Server.Storage;

namespace Muster.Server.Features.Accounts;

/// <summary>Makes the first administrator of a new server: only while there is no account at all, and only with the code printed where the server was started.</summary>
static class FirstAdministrator
{
    public static async Task<IResult> Page(string? code, MusterDb db, SetupCode setup, HttpContext context, CancellationToken cancel) =>
        await IsOpenAsync(code, db, setup, cancel) ? Form(code!, null, null, null) : Refusals.Of(context, 404);

    /// <returns>A redirect, signed in; 400 and the form again; 404 when there is an account already or the code is another.</returns>
    public static async Task<IResult> Handle([FromForm] string? code, [FromForm] string? name, [FromForm] string? email, [FromForm] string? password, MusterDb db, SetupCode setup, AccountMaker maker, SignInManager<Account> signIn, HttpContext context, CancellationToken cancel)
    {
        if (!await IsOpenAsync(code, db, setup, cancel))
        {
            return Refusals.Of(context, 404);
        }

        var (account, error) = await maker.MakeAsync(email ?? "", name ?? "", password ?? "", administrator: true);
        if (account is null)
        {
            return Form(code!, name, email, error);
        }

        await signIn.SignInAsync(account, isPersistent: true);
        return TypedResults.LocalRedirect("/");
    }

    static async Task<bool> IsOpenAsync(string? code, MusterDb db, SetupCode setup, CancellationToken cancel) =>
        setup.Fits(code) && !await db.Users.AnyAsync(cancel);

    static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<SetupPage> Form(string code, string? name, string? email, string? error) =>
        new(new { Code = code, Name = name, Email = email, Error = error }) { StatusCode = error is null ? 200 : 400 };
}

/// <summary>The code of this start, known to who reads the server's console.</summary>
sealed class SetupCode
{
    /// <summary>20 characters without look-alikes.</summary>
    public string Text { get; } = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 20);

    public bool Fits(string? code) => code is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(Text));
}
