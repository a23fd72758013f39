using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;

namespace Muster.Server.Features.KeyFigures;

/// <summary>A person says which report is to be used, and why. The others stay beside it; nothing is averaged (cod.md 6.6).</summary>
static class ChooseAnchor
{
    /// <param name="Value">Report to be used; null takes the choice back.</param>
    /// <param name="Reason">Why; 1 to 1,000 characters, not needed to take a choice back.</param>
    /// <param name="Revision">The revision of the line that the person saw.</param>
    public sealed record Request(Guid? Value, string? Reason, int Revision);

    public static async Task<IResult> FromForm(OperationScope scope, Guid figure, [FromForm] Guid? value, [FromForm] string? reason, [FromForm] int revision, KeyFigureStore store, MusterDb db, TimeProvider clock, HttpContext context, IStringLocalizer<KeyFiguresText> text, CancellationToken cancel)
    {
        var refusal = await ChooseAsync(scope, figure, new Request(value, reason, revision), store, db, clock, context, text, cancel);
        var path = $"{scope.Path}/key-figures/{figure:D}";
        return refusal switch
        {
            null => TypedResults.LocalRedirect(path + "?told=" + (value is null ? "anchor-taken-back" : "anchor-chosen")),
            { Code: "changed-meanwhile" } => TypedResults.LocalRedirect(path + "?told=stale"),
            { Code: "anchor-reason-needed" } => TypedResults.LocalRedirect(path + "?told=reason-needed"),
            _ => refusal,
        };
    }

    /// <returns>200 and the line; 400 <c>anchor-reason-needed</c>; 404 for an unknown line or report; 409 <c>changed-meanwhile</c>.</returns>
    public static async Task<IResult> Handle(OperationScope scope, Guid figure, Request request, KeyFigureStore store, MusterDb db, TimeProvider clock, HttpContext context, IStringLocalizer<KeyFiguresText> text, CancellationToken cancel) =>
        await ChooseAsync(scope, figure, request, store, db, clock, context, text, cancel) is { } refusal ? refusal : TypedResults.Ok(KeyFigureAnswer.Of((await store.FindAsync(scope, figure, cancel))!));

    static async Task<Refusal?> ChooseAsync(OperationScope scope, Guid figure, Request request, KeyFigureStore store, MusterDb db, TimeProvider clock, HttpContext context, IStringLocalizer text, CancellationToken cancel)
    {
        if (await store.FindAsync(scope, figure, cancel) is not { } line || (request.Value is { } wanted && line.Standing.All(report => report.Id != wanted)))
        {
            return Refusals.Of(context, 404);
        }

        var reason = request.Reason?.Trim() ?? "";
        if (request.Value is not null && reason.Length is 0 or > KeyFigureForm.LongestNote)
        {
            return new Refusal(400, "anchor-reason-needed", text["reason-needed"]);
        }

        var kept = await db.Set<KeyFigure>().SingleAsync(row => row.Id == figure, cancel);
        if (kept.Revision != request.Revision)
        {
            return new Refusal(409, "changed-meanwhile", text["changed-meanwhile"]);
        }

        var isChosen = request.Value is not null;
        kept.AnchorId = request.Value;
        kept.AnchorBy = isChosen ? scope.Viewer.AccountId : null;
        kept.AnchorAt = isChosen ? clock.GetUtcNow() : null;
        kept.AnchorReason = isChosen ? reason : null;
        kept.Revision++;
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal(409, "changed-meanwhile", text["changed-meanwhile"]);
        }
    }
}
