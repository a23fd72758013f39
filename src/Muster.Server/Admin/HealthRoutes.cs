using Muster.Server.Features.Accounts;
using Muster.Server.Storage;

namespace Muster.Server.Admin;

/// <summary>For supervisors and load balancers.</summary>
static class HealthRoutes
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new { status = "live" })).OpenToAll().DisableRateLimiting();
        routes.MapGet("/health/ready", Ready).OpenToAll().DisableRateLimiting();
    }

    /// <returns>200 when the database answers; 503 otherwise.</returns>
    static async Task<IResult> Ready(MusterDb db, CancellationToken cancel)
    {
        try
        {
            return await db.Database.CanConnectAsync(cancel)
                ? TypedResults.Ok(new { status = "ready" })
                : TypedResults.Json(new { status = "database-away" }, statusCode: 503);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return TypedResults.Json(new { status = "database-away" }, statusCode: 503);
        }
    }
}
