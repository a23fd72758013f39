using Muster.Server.Errors;

namespace Muster.Server.Features.Accounts;

/// <summary>For routes of the API that take forms or files: a script shows its token, so no form token is asked; a browser's cookie alone does not open them, as another site could make it post.</summary>
static class TokenOnly
{
    public static RouteHandlerBuilder ByTokenOnly(this RouteHandlerBuilder route) => route.DisableAntiforgery().AddEndpointFilter(async (context, next) =>
        context.HttpContext.Request.Headers.ContainsKey("Authorization") ? await next(context) : Refusals.Of(context.HttpContext, 401));
}
