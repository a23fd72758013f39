using Microsoft.Net.Http.Headers;
using Muster.Server.Errors;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.Catalogue;

/// <summary>The file as it was uploaded, byte for byte.</summary>
static class DownloadOriginal
{
    /// <returns>200 or 206 and the file; 304 where the reader has it; 404 before the first version.</returns>
    public static async Task<IResult> Handle(DatasetScope scope, IFileStore files, Exports exports, HttpContext context, CancellationToken cancel)
    {
        if (scope.Version is not { } version || await files.PathAsync(version.FileHash, cancel) is not { } path)
        {
            return Refusals.Of(context, 404);
        }

        var tag = $"\"{version.FileHash}\"";
        if (Exports.IsKnown(context, tag))
        {
            return Results.Empty;
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await exports.NoteAsync(scope, "original, the file as uploaded", cancel);
        }

        context.Response.Headers.ContentDisposition = Exports.Attachment(Exports.FileName(version.FileName, ""));
        return TypedResults.PhysicalFile(path, "application/octet-stream", entityTag: new EntityTagHeaderValue(tag), enableRangeProcessing: true);
    }
}
