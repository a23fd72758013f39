using Muster.Server.Errors;
using Muster.Server.Pages;
using Muster.Server.Storage;

namespace Muster.Server.Features.Accounts;

/// <summary>Loads the thing a route is about and judges the viewer by <see cref="Access"/>. One gate a kind of thing; it leaves what it loaded in <see cref="HttpContext.Features"/> for the action.</summary>
abstract class Gate
{
    public abstract Task<Verdict> JudgeAsync(HttpContext context, Viewer viewer, Need need, CancellationToken cancel);
}

/// <summary>The stated verdict of a route: every endpoint carries exactly one, or the server answers 500 and a test fails.</summary>
/// <param name="Gate">Type of the gate; null where there is no thing to load.</param>
/// <param name="Need">What the route does to the thing.</param>
/// <param name="Minimum">Without a gate: who may come.</param>
sealed record AccessRule(Type? Gate, Need Need, AccessRule.Who Minimum)
{
    /// <summary>Who may come where no thing is loaded.</summary>
    public enum Who
    {
        /// <summary>Everybody; the action shows each viewer only what they may see.</summary>
        Everybody,

        /// <summary>Anybody signed in.</summary>
        SignedIn,

        /// <summary>Administrators, and information officers of any operation; see <see cref="Viewer.MayOpenOperations"/>.</summary>
        Officer,

        /// <summary>Server administrators; for others the page does not exist.</summary>
        Administrator,
    }

    public override string ToString() => Gate is null ? Minimum.ToString() : $"{Gate.Name}:{Need}";
}

/// <summary>How routes state their verdict.</summary>
static class AccessRules
{
    public static T OpenToAll<T>(this T builder) where T : IEndpointConventionBuilder => builder.WithMetadata(new AccessRule(null, Need.Read, AccessRule.Who.Everybody));

    public static T ForSignedIn<T>(this T builder) where T : IEndpointConventionBuilder => builder.WithMetadata(new AccessRule(null, Need.Read, AccessRule.Who.SignedIn));

    public static T ForOfficers<T>(this T builder) where T : IEndpointConventionBuilder => builder.WithMetadata(new AccessRule(null, Need.Steer, AccessRule.Who.Officer));

    public static T ForAdministrators<T>(this T builder) where T : IEndpointConventionBuilder => builder.WithMetadata(new AccessRule(null, Need.Steer, AccessRule.Who.Administrator));

    /// <summary>Asks a gate before the action.</summary>
    public static TBuilder Behind<TGate, TBuilder>(this TBuilder builder, Need need) where TGate : Gate where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AccessRule(typeof(TGate), need, AccessRule.Who.Everybody));

    /// <summary>Asks a gate before the action.</summary>
    public static RouteHandlerBuilder Behind<TGate>(this RouteHandlerBuilder builder, Need need) where TGate : Gate => builder.Behind<TGate, RouteHandlerBuilder>(need);

    /// <summary>The step after routing that loads the viewer and asks the route's rule.</summary>
    public static void UseAccessRules(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var endpoint = context.GetEndpoint();
        var rule = endpoint?.Metadata.GetMetadata<AccessRule>();
        // The fallback that serves files not yet in the manifest, in a checkout only, cannot carry metadata.
        // Routing's own answers to a wrong method or media type (405, 415) are no routes and lead to nothing.
        if (endpoint is RouteEndpoint && rule is null && endpoint.DisplayName?.StartsWith("Fallback {**path:file}", StringComparison.Ordinal) != true)
        {
            throw new InvalidOperationException($"The route {endpoint.DisplayName} states no access rule.");
        }

        if (rule is null)
        {
            await next(context);
            return;
        }

        var viewer = await Viewer.LoadAsync(context.User, context.RequestServices.GetRequiredService<MusterDb>(), context.RequestAborted);
        context.Features.Set(viewer);
        var reader = context.RequestServices.GetRequiredService<PageContext>();
        (reader.ReaderName, reader.IsSignedIn, reader.IsAdministrator) = (viewer.Name, viewer.IsSignedIn, viewer.IsAdministrator);
        var verdict = rule switch
        {
            { Gate: { } gate } => await ((Gate)context.RequestServices.GetRequiredService(gate)).JudgeAsync(context, viewer, rule.Need, context.RequestAborted),
            { Minimum: AccessRule.Who.SignedIn } => viewer.IsSignedIn ? Verdict.Allowed : Verdict.Refused,
            { Minimum: AccessRule.Who.Officer } => viewer.MayOpenOperations ? Verdict.Allowed : Verdict.Refused,
            { Minimum: AccessRule.Who.Administrator } => viewer.IsAdministrator ? Verdict.Allowed : viewer.IsSignedIn ? Verdict.Hidden : Verdict.Refused,
            _ => Verdict.Allowed,
        };
        if (verdict == Verdict.Allowed)
        {
            await next(context);
            return;
        }

        await Refusals.AnswerAsync(context, verdict == Verdict.Hidden ? 404 : viewer.IsSignedIn ? 403 : 401);
    });
}
