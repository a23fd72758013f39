using Microsoft.EntityFrameworkCore;
using Muster.Server.Errors;
using Muster.Server.Features.Accounts;
using Muster.Server.Storage;

namespace Muster.Server.Features.Places;

/// <summary>Takes back that a text means a unit; versions stored with it stay as they are.</summary>
static class UndoAlias
{
    /// <returns>A redirect to the unit; 404 for an unknown alias.</returns>
    public static async Task<IResult> Handle(CountryScope scope, Guid alias, MusterDb db, TimeProvider clock, HttpContext context, CancellationToken cancel)
    {
        if (await db.Set<AliasRow>().SingleOrDefaultAsync(row => row.Id == alias && row.Country == scope.Country, cancel) is not { } found)
        {
            return Refusals.Of(context, 404);
        }

        db.Remove(found);
        db.Add(new AuditEntry { At = clock.GetUtcNow(), AccountId = scope.Viewer.AccountId, Action = "places.alias-undone", Subject = $"{scope.Country} {found.Code}", Detail = found.Text });
        await db.SaveChangesAsync(cancel);
        return TypedResults.LocalRedirect($"{scope.Path}/{Uri.EscapeDataString(found.Code)}");
    }
}
