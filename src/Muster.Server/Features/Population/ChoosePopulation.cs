using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.Population;

/// <summary>A person says which source an operation uses for a place, and why. The others stay beside it; nothing is averaged (cod.md 6.6).</summary>
static class ChoosePopulation
{
    const int LongestReason = 1000;

    /// <param name="Source">Key of the source; null takes the choice back.</param>
    /// <param name="Reason">Why; 1 to 1,000 characters, not needed to take a choice back.</param>
    /// <param name="Number">Number of the newest decision that the person saw; 0 where there was none.</param>
    public sealed record Request(string? Source, string? Reason, int Number);

    public static async Task<IResult> FromForm(OperationScope scope, string code, [FromForm] string? source, [FromForm] string? reason, [FromForm] int number, PopulationStore store, TimeProvider clock, HttpContext context, IStringLocalizer<PopulationText> text, CancellationToken cancel)
    {
        var refusal = await DecideAsync(scope, code, new Request(source, reason, number), store, clock, context, text, cancel);
        var path = $"{scope.Path}/population/{Uri.EscapeDataString(code)}";
        return refusal switch
        {
            null => TypedResults.LocalRedirect(path + "?told=" + (string.IsNullOrEmpty(source) ? "taken-back" : "chosen")),
            { Code: "changed-meanwhile" } => TypedResults.LocalRedirect(path + "?told=stale"),
            { Code: "population-reason-needed" } => TypedResults.LocalRedirect(path + "?told=reason-needed"),
            _ => refusal,
        };
    }

    /// <returns>204; 400 <c>population-reason-needed</c>; 404 for an unknown place or source; 409 <c>changed-meanwhile</c>.</returns>
    public static async Task<IResult> Handle(OperationScope scope, string code, Request request, PopulationStore store, TimeProvider clock, HttpContext context, IStringLocalizer<PopulationText> text, CancellationToken cancel) =>
        await DecideAsync(scope, code, request, store, clock, context, text, cancel) is { } refusal ? refusal : TypedResults.NoContent();

    static async Task<Refusal?> DecideAsync(OperationScope scope, string code, Request request, PopulationStore store, TimeProvider clock, HttpContext context, IStringLocalizer text, CancellationToken cancel)
    {
        if (await store.PlaceAsync(scope, code, cancel) is not { } found)
        {
            return Refusals.Of(context, 404);
        }

        var desk = await store.OpenAsync(scope, found.Gazetteer, cancel);
        var key = string.IsNullOrEmpty(request.Source) ? null : request.Source;
        var source = desk.Of(found.Place).FirstOrDefault(source => source.Key == key);
        if (key is not null && source is null)
        {
            return Refusals.Of(context, 404);
        }

        var reason = request.Reason?.Trim() ?? "";
        if (key is not null && reason.Length is 0 or > LongestReason)
        {
            return new Refusal(400, "population-reason-needed", text["reason-needed"]);
        }

        var choice = new PopulationChoice
        {
            OperationId = scope.Operation.Id,
            PlaceCode = found.Place.Code,
            SourceKey = key,
            Value = source?.Total,
            Reason = key is null ? null : reason,
            Number = request.Number + 1,
            DecidedBy = scope.Viewer.AccountId,
            DecidedAt = clock.GetUtcNow(),
        };
        return desk.LastNumber(found.Place) == request.Number && await store.DecideAsync(choice, cancel) ? null : new Refusal(409, "changed-meanwhile", text["changed-meanwhile"]);
    }
}
