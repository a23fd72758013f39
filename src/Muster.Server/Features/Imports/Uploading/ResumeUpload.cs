using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Muster.Server.Errors;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;

namespace Muster.Server.Features.Imports.Uploading;

/// <summary>An unfinished upload as the API gives it.</summary>
/// <param name="Id">Lower-case UUID.</param>
/// <param name="Url">Where the rest is sent.</param>
/// <param name="FileName">Name as told.</param>
/// <param name="SizeInBytes">Whole size.</param>
/// <param name="Offset">Bytes that have arrived.</param>
/// <param name="Stamp">When the file was last changed, as the sender told it.</param>
/// <param name="Sha256">Of the whole file, as the sender told it.</param>
/// <param name="ChangedAt">When the last piece came.</param>
/// <param name="ExpiresAt">When it is thrown away unless it goes on.</param>
/// <param name="Import">Address of the import made of it; null while bytes are missing.</param>
sealed record UploadAnswer(Guid Id, string Url, string FileName, long SizeInBytes, long Offset, string? Stamp, string? Sha256, DateTimeOffset ChangedAt, DateTimeOffset ExpiresAt, string? Import)
{
    public static UploadAnswer Of(OperationScope scope, Upload upload) => new(
        upload.Id, UrlOf(scope, upload.Id), upload.FileName, upload.SizeInBytes, upload.Offset, upload.Stamp, upload.Sha256, upload.ChangedAt, upload.ChangedAt.AddDays(UploadDesk.DaysKept),
        upload.ImportId is { } import ? ImportAnswer.UrlOf(scope, import) : null);

    public static string UrlOf(OperationScope scope, Guid id) => $"/api{scope.Path}/uploads/{id:D}";
}

/// <summary>Uploads that can be broken off and go on: tus 1.0.0 with creation, termination, expiration and checksum (docs/decisions/0211).</summary>
static class ResumeUpload
{
    const string Version = "1.0.0";
    const int LongestMetadata = 4096;

    /// <summary>What this server takes, for any tus client.</summary>
    public static NoContent Options(HttpContext context, MusterSettings settings)
    {
        Sign(context);
        context.Response.Headers["Tus-Version"] = Version;
        context.Response.Headers["Tus-Extension"] = "creation,termination,expiration,checksum";
        context.Response.Headers["Tus-Checksum-Algorithm"] = "sha256";
        context.Response.Headers["Tus-Max-Size"] = settings.UploadLimitInBytes.ToString(CultureInfo.InvariantCulture);
        return TypedResults.NoContent();
    }

    /// <returns>The viewer's unfinished uploads, the newest first.</returns>
    public static async Task<Ok<IReadOnlyList<UploadAnswer>>> List(OperationScope scope, UploadDesk desk, CancellationToken cancel) =>
        TypedResults.Ok<IReadOnlyList<UploadAnswer>>([.. (await desk.UnfinishedAsync(scope, cancel)).Select(upload => UploadAnswer.Of(scope, upload))]);

    /// <summary>Begins: <c>Upload-Length</c>, and <c>Upload-Metadata</c> with <c>filename</c>, and where wanted <c>stamp</c>, <c>sha256</c>, <c>dataset</c>.</summary>
    /// <returns>201 and the address in <c>Location</c>; 413 <c>upload-too-large</c> before any byte is sent; 400 <c>upload-without-file</c>, <c>upload-length-needed</c>; 409 <c>too-many-uploads</c>.</returns>
    public static async Task<IResult> Begin(OperationScope scope, HttpContext context, UploadDesk desk, ImportRefusals refusals, CancellationToken cancel)
    {
        Sign(context);
        if (!long.TryParse(context.Request.Headers["Upload-Length"], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            return refusals.LengthNeeded();
        }

        var told = Metadata(context.Request.Headers["Upload-Metadata"].ToString());
        if (FileName.Of(told.GetValueOrDefault("filename")) is not { } name)
        {
            return refusals.NoFile();
        }

        var sha256 = told.GetValueOrDefault("sha256")?.ToLowerInvariant();
        var (upload, refusal) = await desk.BeginAsync(scope, new UploadOffer(name, size, Short(told.GetValueOrDefault("stamp")), sha256 is not null && DiskFileStore.IsHash(sha256) ? sha256 : null, told.GetValueOrDefault("dataset")), cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        Tell(context, scope, upload!);
        return TypedResults.Created(UploadAnswer.UrlOf(scope, upload!.Id), UploadAnswer.Of(scope, upload));
    }

    /// <summary>How far it is: <c>Upload-Offset</c> and <c>Upload-Length</c>.</summary>
    public static async Task<IResult> Ask(OperationScope scope, Guid upload, HttpContext context, UploadDesk desk, CancellationToken cancel)
    {
        Sign(context);
        if (await desk.FindAsync(scope, upload, cancel) is not { } found)
        {
            return Refusals.Of(context, 404);
        }

        // All had arrived, but the server went down before the import was made of it.
        if (await desk.FinishAsync(found, cancel) is { } refusal)
        {
            return refusal;
        }

        context.Response.Headers.CacheControl = "no-store";
        Tell(context, scope, found);
        return HttpMethods.IsHead(context.Request.Method) ? TypedResults.Ok() : TypedResults.Ok(UploadAnswer.Of(scope, found));
    }

    /// <summary>Adds bytes from <c>Upload-Offset</c> on; with the last of them the import begins, and its address stands in <c>Muster-Import</c> and <c>Muster-Page</c>.</summary>
    /// <returns>204; 409 <c>upload-offset-differs</c>, <c>upload-checksum-differs</c>; 415 <c>upload-body-wrong</c>.</returns>
    public static async Task<IResult> Add(OperationScope scope, Guid upload, HttpContext context, UploadDesk desk, ImportRefusals refusals, MusterSettings settings, CancellationToken cancel)
    {
        Sign(context);
        if (context.Request.ContentType != "application/offset+octet-stream" || !long.TryParse(context.Request.Headers["Upload-Offset"], NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
        {
            return refusals.WrongBody();
        }

        if (await desk.FindAsync(scope, upload, cancel) is not { } found)
        {
            return Refusals.Of(context, 404);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = settings.UploadLimitInBytes;
        }

        var refusal = await desk.AddAsync(found, offset, context.Request.Body, Checksum(context.Request.Headers["Upload-Checksum"].ToString()), cancel)
            ?? await desk.FinishAsync(found, CancellationToken.None);
        if (refusal is not null)
        {
            return refusal;
        }

        Tell(context, scope, found);
        return TypedResults.NoContent();
    }

    /// <returns>204, also where it was thrown away before.</returns>
    public static async Task<IResult> Drop(OperationScope scope, Guid upload, HttpContext context, UploadDesk desk, CancellationToken cancel)
    {
        Sign(context);
        if (await desk.FindAsync(scope, upload, cancel) is not { } found)
        {
            return Refusals.Of(context, 404);
        }

        await desk.DropAsync(found, cancel);
        return TypedResults.NoContent();
    }

    /// <summary>The same from the page.</summary>
    public static async Task<IResult> DropFromForm(OperationScope scope, Guid upload, HttpContext context, UploadDesk desk, CancellationToken cancel)
    {
        // The form has nothing but its token; read here, as nothing of it is bound.
        _ = await context.Request.ReadFormAsync(cancel);
        if (await desk.FindAsync(scope, upload, cancel) is { } found)
        {
            await desk.DropAsync(found, cancel);
        }

        return TypedResults.LocalRedirect(scope.Path + "/imports");
    }

    static void Sign(HttpContext context) => context.Response.Headers["Tus-Resumable"] = Version;

    static void Tell(HttpContext context, OperationScope scope, Upload upload)
    {
        var headers = context.Response.Headers;
        headers["Upload-Offset"] = upload.Offset.ToString(CultureInfo.InvariantCulture);
        headers["Upload-Length"] = upload.SizeInBytes.ToString(CultureInfo.InvariantCulture);
        headers["Upload-Expires"] = upload.ChangedAt.AddDays(UploadDesk.DaysKept).UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
        if (upload.ImportId is { } import)
        {
            headers["Muster-Import"] = ImportAnswer.UrlOf(scope, import);
            headers["Muster-Page"] = $"{scope.Path}/imports/{import:D}";
        }
    }

    /// <summary>Pairs of a name and a text in base 64, separated by commas.</summary>
    static Dictionary<string, string> Metadata(string header)
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in header.Length > LongestMetadata ? [] : header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split(' ', 2);
            var bytes = new byte[LongestMetadata];
            if (parts.Length == 2 && Convert.TryFromBase64String(parts[1], bytes, out var length))
            {
                told[parts[0]] = Encoding.UTF8.GetString(bytes, 0, length);
            }
        }

        return told;
    }

    static string? Checksum(string header) =>
        header.StartsWith("sha256 ", StringComparison.Ordinal) && new byte[32] is var bytes && Convert.TryFromBase64String(header[7..], bytes, out var length) && length == 32 ? Convert.ToHexStringLower(bytes) : null;

    static string? Short(string? text) => text is { Length: > 0 and <= 100 } ? text : null;
}
