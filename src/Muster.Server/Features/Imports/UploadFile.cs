using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Muster.Server.Errors;
using Muster.Server.Features.Imports.Uploading;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;

namespace Muster.Server.Features.Imports;

/// <summary>Takes a file in, streamed from the socket to the store, whatever its size; the examination begins at once.</summary>
sealed class UploadFile(MusterDb db, IFileStore files, ImportDesk desk, ImportRefusals refusals, IAntiforgery antiforgery, MusterSettings settings, TimeProvider clock)
{
    // What a multipart form adds around a file.
    const long FormOverhead = 64 << 10;

    /// <summary>The form; the address may name the dataset that is to get a new version.</summary>
    public static async Task<RazorComponentResult<UploadPage>> Page(OperationScope scope, MusterSettings settings, MusterDb db, UploadDesk uploads, string? dataset, CancellationToken cancel) =>
        new(new
        {
            Scope = scope,
            Limit = settings.UploadLimitInBytes,
            Unfinished = await uploads.UnfinishedAsync(scope, cancel),
            Datasets = await AcceptImport.DatasetsAsync(scope, db, cancel),
            Dataset = dataset,
        });

    /// <summary>From the page: a multipart form, its token in the first part.</summary>
    public static async Task<IResult> FromForm(OperationScope scope, HttpContext context, UploadFile upload, CancellationToken cancel)
    {
        var (import, refusal) = await upload.ReadFormAsync(scope, context, cancel);
        return refusal ?? (IResult)TypedResults.LocalRedirect(new ImportScope(scope, import!).Path);
    }

    /// <summary>From a script: the bytes as the body, the name in <c>X-File-Name</c>, percent-encoded UTF-8 where it is not ASCII; <c>?dataset=</c> names the dataset that is to get a new version.</summary>
    /// <returns>202 with the import and its address; 413 <c>upload-too-large</c>; 415 <c>upload-body-wrong</c>; 400 <c>upload-without-file</c>.</returns>
    public static async Task<IResult> FromScript(OperationScope scope, HttpContext context, UploadFile upload, CancellationToken cancel)
    {
        var (import, refusal) = await upload.ReadBodyAsync(scope, context, cancel);
        return refusal ?? (IResult)TypedResults.Accepted(ImportAnswer.UrlOf(scope, import!.Id), ImportAnswer.Of(scope, import));
    }

    async Task<(Import? Import, Refusal? Refusal)> ReadBodyAsync(OperationScope scope, HttpContext context, CancellationToken cancel)
    {
        if (context.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true)
        {
            return (null, refusals.WrongBody());
        }

        if (FileName.Of(Uri.UnescapeDataString(context.Request.Headers["X-File-Name"].ToString())) is not { } name)
        {
            return (null, refusals.NoFile());
        }

        var dataset = context.Request.Query["dataset"].ToString();
        return Prepare(context, 0) ?? await SaveAsync(scope, name, dataset, context.Request.Body, cancel);
    }

    async Task<(Import? Import, Refusal? Refusal)> ReadFormAsync(OperationScope scope, HttpContext context, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
        {
            return (null, refusals.NoFile());
        }

        if (Prepare(context, FormOverhead) is { } refused)
        {
            return refused;
        }

        var reader = new MultipartReader(boundary, context.Request.Body);
        var isChecked = false;
        var dataset = "";
        try
        {
            while (await reader.ReadNextSectionAsync(cancel) is { } part)
            {
                var header = part.GetContentDispositionHeader();
                if (header is not null && header.IsFormDisposition() && header.Name == "__RequestVerificationToken")
                {
                    // Handed on as a header, so that the check does not read the form, which would buffer the file.
                    context.Request.Headers["RequestVerificationToken"] = await ReadShortAsync(part.Body, cancel);
                    await antiforgery.ValidateRequestAsync(context);
                    isChecked = true;
                }
                else if (header is not null && header.IsFormDisposition() && header.Name == "dataset")
                {
                    dataset = await ReadShortAsync(part.Body, cancel);
                }
                else if (header is not null && header.IsFileDisposition())
                {
                    if (!isChecked)
                    {
                        throw new AntiforgeryValidationException("The form's token did not come before its file.");
                    }

                    var name = FileName.Of(HeaderUtilities.RemoveQuotes(header.FileNameStar.HasValue ? header.FileNameStar : header.FileName).Value);
                    return name is null ? (null, refusals.NoFile()) : await SaveAsync(scope, name, dataset, part.Body, cancel);
                }
            }
        }
        catch (IOException) when (!cancel.IsCancellationRequested)
        {
            return (null, refusals.CutOff());
        }
        catch (InvalidDataException)
        {
            return (null, refusals.CutOff());
        }

        return (null, refusals.NoFile());
    }

    /// <summary>The text of a short part; what is longer is neither a token nor a name.</summary>
    static async Task<string> ReadShortAsync(Stream part, CancellationToken cancel)
    {
        var buffer = new byte[4096];
        var length = await part.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return length < buffer.Length ? Encoding.ASCII.GetString(buffer, 0, length) : "";
    }

    /// <summary>Lets this request be larger than others; tells the limit before anything is read where the length is known.</summary>
    (Import? Import, Refusal? Refusal)? Prepare(HttpContext context, long overhead)
    {
        if (context.Request.ContentLength > settings.UploadLimitInBytes + overhead)
        {
            return (null, refusals.TooLarge());
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = settings.UploadLimitInBytes + FormOverhead;
        }

        return null;
    }

    async Task<(Import? Import, Refusal? Refusal)> SaveAsync(OperationScope scope, string name, string dataset, Stream body, CancellationToken cancel)
    {
        var intended = await UploadDesk.IntendedAsync(db, scope, dataset, cancel);
        if (dataset.Length > 0 && intended is null)
        {
            return (null, refusals.DatasetUnknown(dataset));
        }

        StoredFile file;
        try
        {
            file = await files.SaveAsync(body, settings.UploadLimitInBytes, null, cancel);
        }
        catch (FileTooLargeException)
        {
            return (null, refusals.TooLarge());
        }

        var import = new Import
        {
            OperationId = scope.Operation.Id,
            FileHash = file.Hash,
            FileName = name,
            SizeInBytes = file.SizeInBytes,
            State = ImportState.Examining,
            IntendedDatasetId = intended,
            UploadedBy = scope.Viewer.AccountId,
            UploadedAt = clock.GetUtcNow(),
        };
        await desk.AddAsync(import, cancel);
        return (import, null);
    }
}

/// <summary>Names of uploaded files.</summary>
static class FileName
{
    const int Longest = 200;

    /// <summary>The name without folders and control characters, at most 200 characters with its ending kept; null where none is left.</summary>
    public static string? Of(string? sent)
    {
        var name = new string([.. (sent ?? "").Split('/', '\\')[^1].Where(letter => !char.IsControl(letter))]).Trim();
        if (name.Length <= Longest)
        {
            return name.Length == 0 ? null : name;
        }

        var extension = Path.GetExtension(name) is { Length: <= 10 } ending ? ending : "";
        return name[..(Longest - extension.Length)] + extension;
    }
}
