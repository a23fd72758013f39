using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;

namespace Muster.Server.Features.Collections;

/// <summary>A collective file in a list.</summary>
/// <param name="Slug">Short name.</param>
/// <param name="Title">Title.</param>
/// <param name="DueOn">Due day.</param>
/// <param name="IsClosed">No more returns are taken.</param>
/// <param name="Partners">Partners expected.</param>
/// <param name="Sent">Partners who have sent.</param>
public sealed record CollectionLine(string Slug, string Title, DateOnly? DueOn, bool IsClosed, int Partners, int Sent);

/// <summary>The collective files of an operation.</summary>
static class ListCollections
{
    const int PageSize = 50;

    public static async Task<RazorComponentResult<CollectionsPage>> Page(OperationScope scope, MusterDb db, int page = 1, CancellationToken cancel = default)
    {
        var all = await OfAsync(scope, db, cancel);
        page = Math.Max(1, page);
        return new(new { Scope = scope, Collections = (IReadOnlyList<CollectionLine>)[.. all.Skip((page - 1) * PageSize).Take(PageSize)], Total = all.Count, Page = page, PageSize });
    }

    /// <returns>All collective files, newest first.</returns>
    public static async Task<Ok<IReadOnlyList<CollectionLine>>> Handle(OperationScope scope, MusterDb db, CancellationToken cancel) => TypedResults.Ok(await OfAsync(scope, db, cancel));

    public static async Task<IReadOnlyList<CollectionLine>> OfAsync(OperationScope scope, MusterDb db, CancellationToken cancel)
    {
        var rows = await db.Set<CollectiveFile>().AsNoTracking().Where(collection => collection.OperationId == scope.Operation.Id).Select(collection => new
        {
            collection.Slug,
            collection.Title,
            collection.DueOn,
            collection.IsClosed,
            collection.CreatedAt,
            Partners = db.Set<CollectionPartner>().Count(partner => partner.CollectionId == collection.Id),
            Sent = db.Set<CollectionPartner>().Count(partner => partner.CollectionId == collection.Id && db.Set<CollectionReturn>().Any(sent => sent.PartnerId == partner.Id)),
        }).ToListAsync(cancel);
        return [.. rows.OrderByDescending(row => row.CreatedAt).Select(row => new CollectionLine(row.Slug, row.Title, row.DueOn, row.IsClosed, row.Partners, row.Sent))];
    }
}

/// <summary>Collective files on the operation's page, for members.</summary>
sealed class CollectionsPanel(MusterDb db, IStringLocalizer<CollectionsText> text) : OperationPanelSource
{
    const int Shown = 6;

    public override async Task<OperationPanel?> DescribeAsync(OperationScope scope, CancellationToken cancel)
    {
        if (!scope.MayContribute)
        {
            return null;
        }

        var all = await ListCollections.OfAsync(scope, db, cancel);
        return new OperationPanel(25, text["collections"], scope.Path + "/collections", all.Count, text["no-collections"],
            [.. all.Take(Shown).Select(line => new OperationPanelItem(line.Title, $"{scope.Path}/collections/{line.Slug}", text["sent-of", line.Sent, line.Partners], null))])
        {
            Action = scope.MaySteer ? (text["new-collection"], scope.Path + "/collections/new") : null,
        };
    }
}
