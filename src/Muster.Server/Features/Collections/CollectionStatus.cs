using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Imports;
using Muster.Server.Storage;

namespace Muster.Server.Features.Collections;

/// <summary>A partner and the return that counts.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Organisation.</param>
/// <param name="Contact">Person, or null.</param>
/// <param name="Email">Address, or null.</param>
/// <param name="HasLink">A link of their own is open.</param>
/// <param name="LinkUntil">Until when.</param>
/// <param name="Newest">The newest return; null where they have sent none.</param>
/// <param name="Earlier">Returns before it.</param>
public sealed record PartnerLine(Guid Id, string Name, string? Contact, string? Email, bool HasLink, DateTimeOffset? LinkUntil, ReturnLine? Newest, int Earlier)
{
    public bool HasSent => Newest is not null;
}

/// <summary>A return.</summary>
/// <param name="Id">Id.</param>
/// <param name="ImportId">Its import.</param>
/// <param name="FileName">Name as sent.</param>
/// <param name="SentAt">When.</param>
/// <param name="CameByLink">Through the partner's link.</param>
/// <param name="State">State of the import.</param>
/// <param name="TemplateVersion">Version of the template it was filled in on.</param>
/// <param name="Check">How it fits the template.</param>
public sealed record ReturnLine(Guid Id, Guid ImportId, string FileName, DateTimeOffset SentAt, bool CameByLink, ImportState State, int? TemplateVersion, ReturnCheck Check)
{
    /// <summary>It counts in the merge: read, with its key columns.</summary>
    public bool IsUsable => Check.IsUsable && State is ImportState.Review or ImportState.Accepted;

    /// <summary>Differences that a person should look at.</summary>
    public int Problems => Check.Problems.Count(problem => problem.Code is not ("unstamped" or "reordered"));
}

/// <summary>Who has sent, who has not.</summary>
sealed class CollectionStatus(MusterDb db, TimeProvider clock)
{
    /// <summary>All partners by name.</summary>
    public async Task<IReadOnlyList<PartnerLine>> PartnersAsync(Guid collection, CancellationToken cancel)
    {
        var partners = await db.Set<CollectionPartner>().AsNoTracking().Where(partner => partner.CollectionId == collection).ToListAsync(cancel);
        var returns = (await ReturnsAsync(collection, null, cancel)).ToLookup(row => row.Partner, row => row.Line);
        var now = clock.GetUtcNow();
        return [.. partners.OrderBy(partner => partner.Name, StringComparer.CurrentCultureIgnoreCase).Select(partner =>
        {
            var sent = returns[partner.Id].ToList();
            return new PartnerLine(partner.Id, partner.Name, partner.Contact, partner.Email, partner.LinkHash is not null && partner.LinkUntil > now, partner.LinkUntil, sent.Count == 0 ? null : sent[0], Math.Max(0, sent.Count - 1));
        })];
    }

    /// <summary>Returns of one partner, newest first.</summary>
    public async Task<IReadOnlyList<ReturnLine>> OfPartnerAsync(CollectionScope scope, CancellationToken cancel) =>
        [.. (await ReturnsAsync(scope.Collection.Id, scope.Partner!.Id, cancel)).Select(row => row.Line)];

    async Task<List<(Guid Partner, ReturnLine Line)>> ReturnsAsync(Guid collection, Guid? partner, CancellationToken cancel)
    {
        var rows = await (
            from sent in db.Set<CollectionReturn>().AsNoTracking()
            join import in db.Set<Import>() on sent.ImportId equals import.Id
            where sent.CollectionId == collection && (partner == null || sent.PartnerId == partner) && import.State != ImportState.Discarded
            select new { sent, import.FileName, import.State }).ToListAsync(cancel);
        return [.. rows.OrderByDescending(row => row.sent.SentAt).Select(row => (row.sent.PartnerId, new ReturnLine(row.sent.Id, row.sent.ImportId, row.FileName, row.sent.SentAt, row.sent.CameByLink, row.State, row.sent.TemplateVersion, row.sent.Check)))];
    }
}
