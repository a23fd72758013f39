namespace Muster.Server.Storage;

/// <summary>A file as stored: its SHA-256 in lower-case hexadecimal, and its size.</summary>
/// <param name="Hash">64 characters.</param>
/// <param name="SizeInBytes">Length.</param>
sealed record StoredFile(string Hash, long SizeInBytes);

/// <summary>Content-addressed files, kept untouched as they came (product decision 4). Saving the same bytes twice is one file.</summary>
interface IFileStore
{
    /// <summary>Saves a stream; nothing stays behind when it fails.</summary>
    /// <param name="content">Read to its end.</param>
    /// <param name="limitInBytes">Past it: <see cref="FileTooLargeException"/>.</param>
    /// <param name="progress">Bytes so far.</param>
    /// <param name="cancel">Stops.</param>
    Task<StoredFile> SaveAsync(Stream content, long limitInBytes, IProgress<long>? progress = null, CancellationToken cancel = default);

    /// <summary>Takes over a finished local file (moved, not copied).</summary>
    Task<StoredFile> AdoptAsync(string path, CancellationToken cancel = default);

    /// <summary>A local path with these bytes, to be read only; null where the hash is not stored.</summary>
    Task<string?> PathAsync(string hash, CancellationToken cancel = default);

    /// <summary>Removes the bytes.</summary>
    Task DeleteAsync(string hash, CancellationToken cancel = default);

    /// <summary>All hashes stored, in no order.</summary>
    IAsyncEnumerable<StoredFile> ListAsync(CancellationToken cancel = default);

    /// <summary>A path for a file in the making, on the same disk; the caller deletes or adopts it.</summary>
    string NewTemporaryPath();
}

/// <summary>The upload passed the limit.</summary>
sealed class FileTooLargeException(long limitInBytes) : Exception($"The file is larger than {limitInBytes} bytes.")
{
    /// <summary>The limit passed.</summary>
    public long LimitInBytes { get; } = limitInBytes;
}
