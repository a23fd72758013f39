using Microsoft.EntityFrameworkCore;
using Muster.Server.Errors;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;

namespace Muster.Server.Features.KeyFigures;

/// <summary>Takes a report out of the register, or brings it back. It stays on its line, struck out, with who did it and when.</summary>
static class WithdrawFigure
{
    public static async Task<IResult> FromForm(OperationScope scope, Guid figure, Guid value, KeyFigureStore store, MusterDb db, TimeProvider clock, HttpContext context, CancellationToken cancel) =>
        await SetAsync(scope, figure, value, isWithdrawn: true, store, db, clock, cancel) ? TypedResults.LocalRedirect($"{scope.Path}/key-figures/{figure:D}?told=withdrawn") : Refusals.Of(context, 404);

    public static async Task<IResult> ReturnFromForm(OperationScope scope, Guid figure, Guid value, KeyFigureStore store, MusterDb db, TimeProvider clock, HttpContext context, CancellationToken cancel) =>
        await SetAsync(scope, figure, value, isWithdrawn: false, store, db, clock, cancel) ? TypedResults.LocalRedirect($"{scope.Path}/key-figures/{figure:D}?told=returned") : Refusals.Of(context, 404);

    /// <returns>204; 404 where there is no such report.</returns>
    public static async Task<IResult> Handle(OperationScope scope, Guid figure, Guid value, KeyFigureStore store, MusterDb db, TimeProvider clock, HttpContext context, CancellationToken cancel) =>
        await SetAsync(scope, figure, value, isWithdrawn: true, store, db, clock, cancel) ? TypedResults.NoContent() : Refusals.Of(context, 404);

    static async Task<bool> SetAsync(OperationScope scope, Guid figure, Guid value, bool isWithdrawn, KeyFigureStore store, MusterDb db, TimeProvider clock, CancellationToken cancel)
    {
        if (await store.FindAsync(scope, figure, cancel) is not { } line || line.Reported.All(report => report.Id != value))
        {
            return false;
        }

        var report = await db.Set<ReportedFigure>().SingleAsync(report => report.Id == value, cancel);
        if (report.IsWithdrawn != isWithdrawn)
        {
            report.WithdrawnBy = isWithdrawn ? scope.Viewer.AccountId : null;
            report.WithdrawnAt = isWithdrawn ? clock.GetUtcNow() : null;
            await db.SaveChangesAsync(cancel);
        }

        return true;
    }
}
