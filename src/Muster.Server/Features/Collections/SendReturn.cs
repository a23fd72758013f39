using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Imports;

namespace Muster.Server.Features.Collections;

/// <summary>A return comes in: by an officer for a partner, by a script, or by the partner's own link.</summary>
static class SendReturn
{
    public static async Task<IResult> FromForm(CollectionScope scope, IFormFile? file, Returns returns, IStringLocalizer<CollectionsText> text, CancellationToken cancel)
    {
        var (_, refusal) = await TakeAsync(scope, file, returns, text, false, cancel);
        return refusal ?? (IResult)TypedResults.LocalRedirect($"{scope.Path}/partners/{scope.Partner!.Id:D}");
    }

    /// <summary>The bytes as the body, the name in <c>X-File-Name</c>.</summary>
    /// <returns>202 and how the return fits the template; 400 <c>upload-without-file</c>; 409 <c>collection-closed</c>, <c>return-limit</c>; 413 <c>return-too-large</c>.</returns>
    public static async Task<IResult> FromScript(CollectionScope scope, HttpContext context, Returns returns, CancellationToken cancel)
    {
        var (sent, refusal) = await returns.TakeAsync(scope, Uri.UnescapeDataString(context.Request.Headers["X-File-Name"].ToString()), context.Request.Body, false, cancel);
        return refusal ?? (IResult)TypedResults.Accepted(ImportAnswer.UrlOf(scope.Operation, sent!.ImportId), new SentAnswer(sent.Id, ImportAnswer.UrlOf(scope.Operation, sent.ImportId), sent.Check));
    }

    /// <summary>Pairs the columns: fields <c>c0</c>, <c>c1</c> … name the column of the file for each of the template.</summary>
    public static async Task<IResult> PairFromForm(CollectionScope scope, Guid sent, IFormCollection fields, Returns returns, CancellationToken cancel)
    {
        var columns = Enumerable.Range(0, scope.Collection.Columns.Count).Select(at => int.TryParse(fields[$"c{at}"], System.Globalization.CultureInfo.InvariantCulture, out var column) ? column : -1).ToList();
        var (_, refusal) = await returns.PairAsync(scope, sent, columns, cancel);
        return refusal ?? (IResult)TypedResults.LocalRedirect($"{scope.Path}/partners/{scope.Partner!.Id:D}");
    }

    /// <returns>200 and how it fits now; 400 <c>pairing-invalid</c>; 404.</returns>
    public static async Task<IResult> Pair(CollectionScope scope, Guid sent, [Microsoft.AspNetCore.Mvc.FromBody] int[] columns, Returns returns, CancellationToken cancel)
    {
        var (paired, refusal) = await returns.PairAsync(scope, sent, columns, cancel);
        return refusal ?? (IResult)TypedResults.Ok(paired!.Check);
    }

    public static async Task<RazorComponentResult<ReturnLinkPage>> LinkPage(ReturnLinkScope link, CollectionStatus status, string? sent, CancellationToken cancel) =>
        new(new { Link = link, Returns = await status.OfPartnerAsync(link.Scope, cancel), Sent = sent is not null });

    public static async Task<IResult> FromLink(ReturnLinkScope link, IFormFile? file, Returns returns, IStringLocalizer<CollectionsText> text, CancellationToken cancel)
    {
        var (_, refusal) = await TakeAsync(link.Scope, file, returns, text, true, cancel);
        return refusal ?? (IResult)TypedResults.LocalRedirect(link.Path + "?sent=1");
    }

    public static Task<IResult> LinkTemplate(ReturnLinkScope link, CollectionPlaces places, IStringLocalizer<CollectionsText> text, MeaningText meanings, CancellationToken cancel) =>
        ShowCollection.BookAsync(link.Scope.Collection, places, text, meanings, cancel);

    static async Task<(CollectionReturn? Sent, Refusal? Refusal)> TakeAsync(CollectionScope scope, IFormFile? file, Returns returns, IStringLocalizer<CollectionsText> text, bool cameByLink, CancellationToken cancel)
    {
        if (file is null || file.Length == 0)
        {
            return (null, new Refusal(400, "upload-without-file", text["no-file"], text["no-file-next"]));
        }

        await using var content = file.OpenReadStream();
        return await returns.TakeAsync(scope, file.FileName, content, cameByLink, cancel);
    }
}

/// <summary>A return taken in.</summary>
public sealed record SentAnswer(Guid Id, string Import, ReturnCheck Check);
