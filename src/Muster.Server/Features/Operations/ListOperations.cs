using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Storage;

namespace Muster.Server.Features.Operations;

/// <summary>The operations that the viewer may see; the start page.</summary>
static class ListOperations
{
    public static async Task<RazorComponentResult<HomePage>> Page(Viewer viewer, MusterDb db, CancellationToken cancel) =>
        new(new { Operations = await SeenAsync(viewer, db, cancel), MayCreate = viewer.MayOpenOperations });

    /// <returns>All operations seen, active first, then by name.</returns>
    public static async Task<Ok<IReadOnlyList<OperationAnswer>>> Handle(Viewer viewer, MusterDb db, CancellationToken cancel) =>
        TypedResults.Ok<IReadOnlyList<OperationAnswer>>([.. (await SeenAsync(viewer, db, cancel)).Select(OperationAnswer.Of)]);

    internal static async Task<IReadOnlyList<Operation>> SeenAsync(Viewer viewer, MusterDb db, CancellationToken cancel)
    {
        // Operations are few (tens, not thousands): the rule that decides stays in one place, in C#.
        var all = await db.Set<Operation>().AsNoTracking().ToListAsync(cancel);
        return [.. all.Where(operation => OperationGate.Sees(viewer, operation)).OrderByDescending(operation => operation.Status == OperationStatus.Active).ThenBy(operation => operation.Name, StringComparer.CurrentCultureIgnoreCase)];
    }
}

/// <summary>An operation as the API gives it.</summary>
/// <param name="Id">Lower-case UUID.</param>
/// <param name="Slug">Short name in addresses.</param>
/// <param name="Name">Name.</param>
/// <param name="Countries">ISO 3166 alpha-3 codes.</param>
/// <param name="Disaster">Name of the disaster, or null.</param>
/// <param name="Glide">GLIDE number, or null.</param>
/// <param name="ExpectedEnd">Range such as <c>2017-Q1</c>, or null.</param>
/// <param name="Status"><c>planned</c>, <c>active</c>, <c>closed</c>.</param>
/// <param name="Zone">IANA zone.</param>
/// <param name="Description">A paragraph, or null.</param>
/// <param name="Sensitivity">See product table.</param>
/// <param name="Audience">See product table.</param>
/// <param name="IsDemonstration">May be wiped in one action.</param>
/// <param name="Revision">To be named by a save.</param>
sealed record OperationAnswer(Guid Id, string Slug, string Name, IReadOnlyList<string> Countries, string? Disaster, string? Glide, string? ExpectedEnd, OperationStatus Status, string Zone, string? Description, Sensitivity Sensitivity, Audience Audience, bool IsDemonstration, int Revision)
{
    public static OperationAnswer Of(Operation operation) => new(
        operation.Id, operation.Slug, operation.Name, operation.CountryCodes, operation.Disaster, operation.Glide, operation.ExpectedEnd, operation.Status,
        operation.Zone, operation.Description, operation.Sensitivity, operation.Audience, operation.IsDemonstration, operation.Revision);
}
