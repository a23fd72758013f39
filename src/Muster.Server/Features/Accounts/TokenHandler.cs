using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Muster.Server.Errors;
using Muster.Server.Storage;

namespace Muster.Server.Features.Accounts;

/// <summary>Signs in by <c>Authorization: Bearer TOKEN</c> (or the bare token). A token that is wrong, revoked or expired answers 401 rather than passing for anonymous.</summary>
sealed class TokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, MusterDb db, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Token";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        var text = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..] : header;
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

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Refusals.AnswerAsync(Context, 401);
}
