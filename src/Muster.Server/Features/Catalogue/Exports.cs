using Muster.Server.Features.Accounts;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.Catalogue;

/// <summary>What every download has in common: a safe name, a tag that says whether the bytes changed, and a record of who took restricted data.</summary>
sealed class Exports(MusterDb db, TimeProvider clock)
{
    /// <summary>Notes an export of data that is not for everybody.</summary>
    /// <param name="scope">Of which dataset and version.</param>
    /// <param name="what">What was taken: the format and how much.</param>
    /// <param name="cancel">Stops.</param>
    public async Task NoteAsync(DatasetScope scope, string what, CancellationToken cancel)
    {
        if (scope.Dataset.Sensitivity == Sensitivity.Low && scope.Dataset.Audience == Audience.Public)
        {
            return;
        }

        db.Add(new AuditEntry
        {
            At = clock.GetUtcNow(),
            AccountId = scope.Operation.Viewer.AccountId,
            OperationId = scope.Operation.Operation.Id,
            Action = "dataset.export",
            Subject = $"{scope.Path}/versions/{scope.Version!.Number}",
            Detail = what,
        });
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Answers 304 where the reader holds these bytes already; else says what they are.</summary>
    public static bool IsKnown(HttpContext context, string tag)
    {
        context.Response.Headers.ETag = tag;
        // Kept by the reader alone, and asked for again each time: who may see it can change.
        context.Response.Headers.CacheControl = "private, no-cache";
        if (!context.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Any(known => Bare(known) == Bare(tag)))
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    /// <summary>A file name that every system takes.</summary>
    public static string FileName(string name, string ending)
    {
        var safe = new string([.. name.Trim().Select(letter => char.IsControl(letter) || "\\/:*?\"<>|%;".Contains(letter, StringComparison.Ordinal) ? '-' : letter)]).Trim('.', ' ');
        return (safe.Length is 0 or > 150 ? safe.Length == 0 ? "file" : safe[..150] : safe) + ending;
    }

    /// <summary>Always to be saved, never shown in place.</summary>
    public static string Attachment(string fileName)
    {
        var header = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue("attachment");
        header.SetHttpFileName(fileName);
        return header.ToString();
    }

    static string Bare(string tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
}
