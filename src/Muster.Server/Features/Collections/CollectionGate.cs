using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;

namespace Muster.Server.Features.Collections;

/// <summary>Finds the collective file of the route values <c>operation</c> and <c>collection</c>, and with <c>partner</c> one of its partners. They are for members: who sends what is nobody else's business.</summary>
sealed class CollectionGate(MusterDb db) : Gate
{
    public override async Task<Verdict> JudgeAsync(HttpContext context, Viewer viewer, Need need, CancellationToken cancel)
    {
        var (operationSlug, slug) = (context.GetRouteValue("operation") as string, context.GetRouteValue("collection") as string);
        var found = await db.Set<CollectiveFile>().AsNoTracking()
            .Join(db.Set<Operation>(), collection => collection.OperationId, operation => operation.Id, (collection, operation) => new { collection, operation })
            .Where(pair => pair.operation.Slug == operationSlug && pair.collection.Slug == slug).SingleOrDefaultAsync(cancel);
        if (found is null || !OperationGate.Sees(viewer, found.operation))
        {
            return Verdict.Hidden;
        }

        CollectionPartner? partner = null;
        if (context.GetRouteValue("partner") is string text)
        {
            partner = Guid.TryParse(text, out var id) ? await db.Set<CollectionPartner>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.CollectionId == found.collection.Id, cancel) : null;
            if (partner is null)
            {
                return Verdict.Hidden;
            }
        }

        var operation = new OperationScope(found.operation, viewer);
        context.Features.Set(operation);
        context.Features.Set(new CollectionScope(operation, found.collection, partner));
        return Access.Judge(viewer, found.operation.Id, need, operation.MayContribute);
    }
}

/// <summary>The collective file that the gate let the viewer into.</summary>
/// <param name="Operation">Its operation and the viewer.</param>
/// <param name="Collection">Read only, not tracked.</param>
/// <param name="Partner">Partner of the address, where it names one.</param>
public sealed record CollectionScope(OperationScope Operation, CollectiveFile Collection, CollectionPartner? Partner)
{
    public string Path => $"{Operation.Path}/collections/{Collection.Slug}";

    public static ValueTask<CollectionScope?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(context.Features.Get<CollectionScope>());
}

/// <summary>Opens a partner's own page by the secret in its address; a wrong, expired or withdrawn one is a page that does not exist.</summary>
sealed class ReturnLinkGate(MusterDb db, TimeProvider clock) : Gate
{
    public override async Task<Verdict> JudgeAsync(HttpContext context, Viewer viewer, Need need, CancellationToken cancel)
    {
        if (context.GetRouteValue("secret") is not string { Length: > 20 and < 100 } secret)
        {
            return Verdict.Hidden;
        }

        var hash = ReturnLinks.HashOf(secret);
        var found = await db.Set<CollectionPartner>().AsNoTracking()
            .Join(db.Set<CollectiveFile>(), partner => partner.CollectionId, collection => collection.Id, (partner, collection) => new { partner, collection })
            .Join(db.Set<Operation>(), pair => pair.collection.OperationId, operation => operation.Id, (pair, operation) => new { pair.partner, pair.collection, operation })
            .SingleOrDefaultAsync(row => row.partner.LinkHash == hash, cancel);
        if (found is null || found.partner.LinkUntil < clock.GetUtcNow())
        {
            return Verdict.Hidden;
        }

        // The secret is the whole right: what this page shows is the partner's own, whoever is signed in.
        context.Response.Headers.CacheControl = "no-cache, no-store";
        context.Response.Headers.Pragma = "no-cache";
        context.Features.Set(new ReturnLinkScope(new CollectionScope(new OperationScope(found.operation, Viewer.Anonymous), found.collection, found.partner), secret));
        return Verdict.Allowed;
    }
}

/// <summary>A partner's own page.</summary>
/// <param name="Scope">Collective file and partner, for nobody signed in.</param>
/// <param name="Secret">Secret of the address.</param>
public sealed record ReturnLinkScope(CollectionScope Scope, string Secret)
{
    public string Path => "/returns/" + Secret;

    public static ValueTask<ReturnLinkScope?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(context.Features.Get<ReturnLinkScope>());
}

/// <summary>Secrets of partners' links.</summary>
static class ReturnLinks
{
    public static string New() => RandomNumberGenerator.GetHexString(48, lowercase: true);

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
