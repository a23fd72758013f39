using Microsoft.EntityFrameworkCore;
using Muster.Server.Errors;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.Imports.Uploading;

/// <summary>What a sender tells before the first byte.</summary>
/// <param name="FileName">Name of the file.</param>
/// <param name="SizeInBytes">Its whole size.</param>
/// <param name="Stamp">When it was last changed there, or null.</param>
/// <param name="Sha256">Lower-case hexadecimal, or null.</param>
/// <param name="Dataset">Short name of the dataset that is to get a new version, or null.</param>
sealed record UploadOffer(string FileName, long SizeInBytes, string? Stamp, string? Sha256, string? Dataset);

/// <summary>Takes uploads in pieces: begins them, adds to them, makes an import of a whole one, and clears away what nobody went on with.</summary>
sealed class UploadDesk(MusterDb db, IFileStore files, ImportDesk imports, ImportRefusals refusals, MusterSettings settings, TimeProvider clock)
{
    /// <summary>Days that a broken-off upload waits.</summary>
    public const int DaysKept = 7;

    /// <summary>Most unfinished uploads of one person in one operation.</summary>
    public const int MostUnfinished = 20;

    /// <summary>Most bytes that one person's unfinished uploads may come to, in uploads of the largest size.</summary>
    const int MostSizes = 4;

    public async Task<(Upload? Upload, Refusal? Refusal)> BeginAsync(OperationScope scope, UploadOffer offer, CancellationToken cancel)
    {
        if (offer.SizeInBytes > settings.UploadLimitInBytes)
        {
            return (null, refusals.TooLarge());
        }

        var dataset = await IntendedAsync(db, scope, offer.Dataset, cancel);
        if (offer.Dataset is not null && dataset is null)
        {
            return (null, refusals.DatasetUnknown(offer.Dataset));
        }

        await ClearAsync(scope.Operation.Id, cancel);
        var open = await Own(scope).Where(upload => upload.ImportId == null).Select(upload => upload.SizeInBytes).ToListAsync(cancel);
        if (open.Count >= MostUnfinished || open.Sum() + offer.SizeInBytes > MostSizes * settings.UploadLimitInBytes)
        {
            return (null, refusals.TooManyUploads());
        }

        var upload = new Upload
        {
            OperationId = scope.Operation.Id,
            AccountId = scope.Viewer.AccountId!.Value,
            FileName = offer.FileName,
            SizeInBytes = offer.SizeInBytes,
            Stamp = offer.Stamp,
            Sha256 = offer.Sha256,
            DatasetId = dataset,
            CreatedAt = clock.GetUtcNow(),
            ChangedAt = clock.GetUtcNow(),
        };
        db.Add(upload);
        await db.SaveChangesAsync(cancel);
        return (upload, null);
    }

    /// <summary>The viewer's own upload; null where there is none.</summary>
    public Task<Upload?> FindAsync(OperationScope scope, Guid id, CancellationToken cancel) => Own(scope).SingleOrDefaultAsync(upload => upload.Id == id, cancel);

    /// <summary>The viewer's uploads that wait for their rest, the newest first.</summary>
    public async Task<IReadOnlyList<Upload>> UnfinishedAsync(OperationScope scope, CancellationToken cancel)
    {
        await ClearAsync(scope.Operation.Id, cancel);
        return [.. (await Own(scope).AsNoTracking().Where(upload => upload.ImportId == null).ToListAsync(cancel)).OrderByDescending(upload => upload.ChangedAt)];
    }

    /// <summary>Adds a piece. What arrived of one that was broken off is kept.</summary>
    /// <param name="upload">Tracked.</param>
    /// <param name="offset">Where the piece begins, as the sender says.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="sha256">SHA-256 of the piece as the sender says, or null.</param>
    /// <param name="cancel">Stops what is asked beside; the piece itself is stored whatever happens.</param>
    public async Task<Refusal?> AddAsync(Upload upload, long offset, Stream body, string? sha256, CancellationToken cancel)
    {
        if (offset != upload.Offset || upload.ImportId is not null)
        {
            return refusals.UploadOffset(upload.Offset);
        }

        StoredFile piece;
        try
        {
            // The sender may hang up; what came until then is stored nevertheless.
            piece = await files.SaveAsync(new BrokenOffStream(body), upload.SizeInBytes - upload.Offset, null, CancellationToken.None);
        }
        catch (FileTooLargeException)
        {
            return refusals.TooLarge();
        }

        if (piece.SizeInBytes == 0)
        {
            return upload.Offset == upload.SizeInBytes ? null : refusals.CutOff();
        }

        if (sha256 is not null && sha256 != piece.Hash)
        {
            await RemoveBytesAsync([piece.Hash], CancellationToken.None);
            return refusals.ChecksumDiffers();
        }

        db.Add(new UploadPart { UploadId = upload.Id, Offset = upload.Offset, SizeInBytes = piece.SizeInBytes, Hash = piece.Hash });
        upload.Offset += piece.SizeInBytes;
        upload.ChangedAt = clock.GetUtcNow();
        upload.Revision++;
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
            return null;
        }
        catch (DbUpdateException)
        {
            // Another request added the same piece.
            db.ChangeTracker.Clear();
            return refusals.UploadOffset(await db.Set<Upload>().Where(row => row.Id == upload.Id).Select(row => row.Offset).SingleOrDefaultAsync(cancel));
        }
    }

    /// <summary>Makes an import of a whole upload; done before, nothing.</summary>
    /// <returns>Null when done; 409 <c>upload-checksum-differs</c>, and the upload is thrown away.</returns>
    public async Task<Refusal?> FinishAsync(Upload upload, CancellationToken cancel)
    {
        if (upload.ImportId is not null || upload.Offset < upload.SizeInBytes)
        {
            return null;
        }

        var file = await JoinAsync(upload, cancel);
        if (upload.Sha256 is { } told && told != file.Hash)
        {
            await DropAsync(upload, cancel);
            return refusals.ChecksumDiffers();
        }

        var import = new Import
        {
            OperationId = upload.OperationId,
            FileHash = file.Hash,
            FileName = upload.FileName,
            SizeInBytes = file.SizeInBytes,
            State = ImportState.Examining,
            IntendedDatasetId = upload.DatasetId,
            UploadedBy = upload.AccountId,
            UploadedAt = clock.GetUtcNow(),
        };
        (upload.ImportId, upload.ChangedAt) = (import.Id, clock.GetUtcNow());
        upload.Revision++;
        await imports.AddAsync(import, cancel);
        await RemovePartsAsync(upload.Id, cancel);
        return null;
    }

    /// <summary>Throws an upload away with its bytes.</summary>
    public async Task DropAsync(Upload upload, CancellationToken cancel)
    {
        var hashes = await db.Set<UploadPart>().Where(part => part.UploadId == upload.Id).Select(part => part.Hash).ToListAsync(cancel);
        await db.Set<Upload>().Where(row => row.Id == upload.Id).ExecuteDeleteAsync(cancel);
        db.ChangeTracker.Clear();
        await RemoveBytesAsync(hashes, cancel);
    }

    /// <summary>Throws away what nobody has gone on with for a week, in one operation or in all.</summary>
    public async Task ClearAsync(Guid? operation, CancellationToken cancel)
    {
        var last = clock.GetUtcNow().AddDays(-DaysKept);
        foreach (var upload in await db.Set<Upload>().AsNoTracking().Where(upload => (operation == null || upload.OperationId == operation) && upload.ChangedAt < last).ToListAsync(cancel))
        {
            await DropAsync(upload, cancel);
        }
    }

    /// <summary>Id of a dataset of the operation that the viewer sees, by its short name.</summary>
    public static async Task<Guid?> IntendedAsync(MusterDb db, OperationScope scope, string? slug, CancellationToken cancel)
    {
        var dataset = string.IsNullOrWhiteSpace(slug) ? null : await db.Set<Dataset>().AsNoTracking().SingleOrDefaultAsync(dataset => dataset.OperationId == scope.Operation.Id && dataset.Slug == slug, cancel);
        return dataset is not null && DatasetGate.Sees(scope.Viewer, dataset) ? dataset.Id : null;
    }

    IQueryable<Upload> Own(OperationScope scope) => db.Set<Upload>().Where(upload => upload.OperationId == scope.Operation.Id && upload.AccountId == scope.Viewer.AccountId);

    async Task<StoredFile> JoinAsync(Upload upload, CancellationToken cancel)
    {
        var parts = await db.Set<UploadPart>().AsNoTracking().Where(part => part.UploadId == upload.Id).OrderBy(part => part.Offset).ToListAsync(cancel);
        if (parts is [var only])
        {
            return new StoredFile(only.Hash, only.SizeInBytes);
        }

        var path = files.NewTemporaryPath();
        await using (var whole = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20, useAsync: true))
        {
            foreach (var part in parts)
            {
                await using var bytes = File.OpenRead(await files.PathAsync(part.Hash, cancel) ?? throw new FileNotFoundException($"A piece of upload {upload.Id} is not stored."));
                await bytes.CopyToAsync(whole, cancel);
            }
        }

        return await files.AdoptAsync(path, cancel);
    }

    async Task RemovePartsAsync(Guid upload, CancellationToken cancel)
    {
        var hashes = await db.Set<UploadPart>().Where(part => part.UploadId == upload).Select(part => part.Hash).ToListAsync(cancel);
        await db.Set<UploadPart>().Where(part => part.UploadId == upload).ExecuteDeleteAsync(cancel);
        await RemoveBytesAsync(hashes, cancel);
    }

    /// <summary>Equal bytes are one file: those that anything else names stay.</summary>
    async Task RemoveBytesAsync(IEnumerable<string> hashes, CancellationToken cancel)
    {
        foreach (var hash in hashes.Distinct())
        {
            if (!await db.Set<UploadPart>().AnyAsync(part => part.Hash == hash, cancel) && !await db.Set<Import>().AnyAsync(import => import.FileHash == hash, cancel) && !await db.Set<DatasetVersion>().AnyAsync(version => version.FileHash == hash, cancel))
            {
                await files.DeleteAsync(hash, cancel);
            }
        }
    }
}

/// <summary>Ends where the sender hung up, instead of failing: what came until then counts.</summary>
sealed class BrokenOffStream(Stream body) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            return 0;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
