using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Muster.Server.Errors;
using Muster.Server.Storage;

namespace Muster.Server.Features.Accounts;

/// <summary>Signs in by <c>Authorization: Bearer TOKEN</c>, the bare token, or Basic with the token as password. A token that is wrong, revoked or expired answers 401 rather than passing for anonymous.</summary>
sealed class TokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, MusterDb db, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Token";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        var text = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..] : PasswordOf(header) ?? header;
        var hash = ApiToken.HashOf(text);
        var now = clock.GetUtcNow();
        var token = await db.Set<ApiToken>().SingleOrDefaultAsync(token => token.Hash == hash, Context.RequestAborted);
        if (token is null || token.RevokedAt is not null || token.ExpiresAt < now)
        {
            return AuthenticateResult.Fail("The token is unknown, revoked or expired.");
        }

        // Once a minute is enough to see whether a token is still in use, and spares a write on each call.
        if (token.LastUsedAt is null || now - token.LastUsedAt > TimeSpan.FromMinutes(1))
        {
            await db.Set<ApiToken>().Where(row => row.Id == token.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now), Context.RequestAborted);
        }

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, token.AccountId.ToString())], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    /// <summary>The password of <c>Authorization: Basic …</c> (RFC 7617), in which spreadsheets send a token; null where it is none.</summary>
    static string? PasswordOf(string header)
    {
        const string scheme = "Basic ";
        var bytes = new byte[header.Length];
        if (!header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || !Convert.TryFromBase64String(header[scheme.Length..].Trim(), bytes, out var length))
        {
            return null;
        }

        var pair = System.Text.Encoding.UTF8.GetString(bytes, 0, length);
        return pair.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? pair[(colon + 1)..] : null;
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Refusals.AnswerAsync(Context, 401);
}
