using Microsoft.AspNetCore.Antiforgery;
using Muster.Server.Errors;

namespace Muster.Server.Features.Accounts;

/// <summary>Says that the action checks the form's token itself, as it streams a file that the check would hold in memory.</summary>
sealed record ChecksFormItself;

/// <summary>Refuses a change that none of our own pages asked for: a browser sends its cookie whoever makes it post. The framework judges only routes that bind a form, this step judges all.</summary>
static class FormTokens
{
    public static RouteHandlerBuilder ChecksFormItself(this RouteHandlerBuilder route) => route.WithMetadata(new ChecksFormItself());

    /// <summary>The step after the framework's own. Pages answer 400 <c>page-expired</c>; the API answers 401 to a cookie alone.</summary>
    public static void UseFormTokens(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint() is not RouteEndpoint route || IsSafe(context.Request.Method))
        {
            await next(context);
        }
        else if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            await (CannotBeForged(context.Request) ? next(context) : Refusals.AnswerAsync(context, 401));
        }
        else
        {
            await (await IsOursAsync(context, route) ? next(context) : Refusals.PageExpired(context).ExecuteAsync(context));
        }
    });

    static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    // A browser asks before it sends a token, JSON, PUT or DELETE from another site, and we never say yes.
    static bool CannotBeForged(HttpRequest request) => request.Headers.ContainsKey("Authorization") || !HttpMethods.IsPost(request.Method) || request.HasJsonContentType();

    static async Task<bool> IsOursAsync(HttpContext context, RouteEndpoint route)
    {
        if (route.Metadata.GetMetadata<ChecksFormItself>() is not null)
        {
            return true;
        }

        return context.Features.Get<IAntiforgeryValidationFeature>()?.IsValid
            ?? await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
    }
}
