using System.Runtime.CompilerServices;
using Minio;
using Minio.DataModel.Args;
using Minio.Exceptions;

namespace Muster.Server.Storage;

/// <summary>Files in an S3-compatible bucket with a local read cache, so that several nodes share them. The Minio client: the AWS one stored its chunk framing inside objects on the test server.</summary>
sealed class S3FileStore : IFileStore, IDisposable
{
    readonly IMinioClient client;
    readonly string bucket;
    readonly DiskFileStore cache;

    public S3FileStore(string address, string cacheFolder)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != "s3" || uri.UserInfo.Split(':') is not [var key, var secret] || uri.AbsolutePath.Trim('/') is not { Length: > 0 } name)
        {
            throw new SettingsException("MUSTER_FILES cannot be read. Write s3://KEY:SECRET@HOST:PORT/BUCKET, with ?tls=false for a server without TLS.");
        }

        bucket = name;
        cache = new DiskFileStore(cacheFolder);
        client = new MinioClient().WithEndpoint(uri.Host, uri.IsDefaultPort ? 443 : uri.Port)
            .WithCredentials(Uri.UnescapeDataString(key), Uri.UnescapeDataString(secret))
            .WithSSL(!uri.Query.Contains("tls=false", StringComparison.Ordinal))
            .Build();
    }

    public async Task<StoredFile> SaveAsync(Stream content, long limitInBytes, IProgress<long>? progress, CancellationToken cancel)
    {
        var file = await cache.SaveAsync(content, limitInBytes, progress, cancel);
        await PutAsync(file, cancel);
        return file;
    }

    public async Task<StoredFile> AdoptAsync(string path, CancellationToken cancel)
    {
        var file = await cache.AdoptAsync(path, cancel);
        await PutAsync(file, cancel);
        return file;
    }

    public async Task<string?> PathAsync(string hash, CancellationToken cancel)
    {
        if (!DiskFileStore.IsHash(hash))
        {
            return null;
        }

        if (await cache.PathAsync(hash, cancel) is { } cached)
        {
            return cached;
        }

        var path = NewTemporaryPath();
        try
        {
            await client.GetObjectAsync(new GetObjectArgs().WithBucket(bucket).WithObject(hash).WithFile(path), cancel);
        }
        catch (ObjectNotFoundException)
        {
            return null;
        }

        var fetched = await cache.AdoptAsync(path, cancel);
        return fetched.Hash == hash ? await cache.PathAsync(hash, cancel) : throw new InvalidDataException($"The bucket returned other bytes for {hash}.");
    }

    public async Task DeleteAsync(string hash, CancellationToken cancel)
    {
        await cache.DeleteAsync(hash, cancel);
        await client.RemoveObjectAsync(new RemoveObjectArgs().WithBucket(bucket).WithObject(hash), cancel);
    }

    public async IAsyncEnumerable<StoredFile> ListAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        if (!await client.BucketExistsAsync(new BucketExistsArgs().WithBucket(bucket), cancel))
        {
            yield break;
        }

        await foreach (var item in client.ListObjectsEnumAsync(new ListObjectsArgs().WithBucket(bucket).WithRecursive(true), cancel))
        {
            if (DiskFileStore.IsHash(item.Key))
            {
                yield return new StoredFile(item.Key, (long)item.Size);
            }
        }
    }

    public void Dispose()
    {
        cache.Dispose();
        client.Dispose();
    }

    public string NewTemporaryPath() => cache.NewTemporaryPath();

    async Task PutAsync(StoredFile file, CancellationToken cancel)
    {
        if (!await client.BucketExistsAsync(new BucketExistsArgs().WithBucket(bucket), cancel))
        {
            await client.MakeBucketAsync(new MakeBucketArgs().WithBucket(bucket), cancel);
        }

        var path = await cache.PathAsync(file.Hash, cancel);
        await client.PutObjectAsync(new PutObjectArgs().WithBucket(bucket).WithObject(file.Hash).WithFileName(path).WithContentType("application/octet-stream"), cancel);
    }
}
