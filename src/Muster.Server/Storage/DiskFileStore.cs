using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Muster.Server.Storage;

/// <summary>Files under a folder, as <c>ab/cdef…</c>. A file appears under its name only when whole and flushed.</summary>
sealed class DiskFileStore : IFileStore, IDisposable
{
    readonly string folder;
    readonly Workshop making;

    public DiskFileStore(string folder) => (this.folder, making) = (folder, Workshop.Open(Path.Combine(folder, "making")));

    public void Dispose() => making.Dispose();

    public async Task<StoredFile> SaveAsync(Stream content, long limitInBytes, IProgress<long>? progress, CancellationToken cancel)
    {
        var path = NewTemporaryPath();
        try
        {
            var file = await CopyAsync(content, path, limitInBytes, progress, cancel);
            Place(path, file.Hash);
            return file;
        }
        finally
        {
            File.Delete(path);
        }
    }

    public async Task<StoredFile> AdoptAsync(string path, CancellationToken cancel)
    {
        StoredFile file;
        await using (var content = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, 1 << 20, useAsync: true))
        {
            var hash = await SHA256.HashDataAsync(content, cancel);
            content.Flush(flushToDisk: true);
            file = new StoredFile(Convert.ToHexStringLower(hash), content.Length);
        }

        Place(path, file.Hash);
        return file;
    }

    public Task<string?> PathAsync(string hash, CancellationToken cancel) =>
        Task.FromResult(IsHash(hash) && File.Exists(PathOf(hash)) ? PathOf(hash) : null);

    public Task DeleteAsync(string hash, CancellationToken cancel)
    {
        if (IsHash(hash))
        {
            File.Delete(PathOf(hash));
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<StoredFile> ListAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            cancel.ThrowIfCancellationRequested();
            var hash = Path.GetFileName(Path.GetDirectoryName(path)) + Path.GetFileName(path);
            if (IsHash(hash))
            {
                yield return new StoredFile(hash, new FileInfo(path).Length);
            }
        }

        await Task.CompletedTask;
    }

    public string NewTemporaryPath() => Path.Combine(making.Folder, Guid.NewGuid().ToString("N"));

    /// <summary>Copies, counts and hashes in one pass, and flushes to the disk before it returns.</summary>
    internal static async Task<StoredFile> CopyAsync(Stream content, string path, long limitInBytes, IProgress<long>? progress, CancellationToken cancel)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 18);
        try
        {
            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0, useAsync: true);
            long size = 0;
            int read;
            while ((read = await content.ReadAsync(buffer, cancel)) > 0)
            {
                size += read;
                if (size > limitInBytes)
                {
                    throw new FileTooLargeException(limitInBytes);
                }

                sha.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancel);
                progress?.Report(size);
            }

            file.Flush(flushToDisk: true);
            return new StoredFile(Convert.ToHexStringLower(sha.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    internal static bool IsHash(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower);

    void Place(string path, string hash)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(hash))!);
        File.Move(path, PathOf(hash), overwrite: true);
    }

    string PathOf(string hash) => Path.Combine(folder, hash[..2], hash[2..]);
}
