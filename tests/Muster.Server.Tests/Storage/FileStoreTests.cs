using System.Diagnostics;
using System.Security.Cryptography;
using Muster.Server.Storage;
using Muster.Testing;

namespace Muster.Server.Tests.Storage;

/// <summary>The same promises on a disk and on a real S3 server: bytes compared, not status codes.</summary>
public abstract class FileStoreTests : IAsyncLifetime
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("muster-files-").FullName;

    private protected IFileStore Files { get; private set; } = null!;

    private protected abstract Task<IFileStore> OpenAsync();

    public async ValueTask InitializeAsync() => Files = await OpenAsync();

    public virtual ValueTask DisposeAsync()
    {
        (Files as IDisposable)?.Dispose();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_001)]
    [InlineData(12_000_000)]
    public async Task What_was_saved_is_read_back_byte_by_byte(int size)
    {
        var bytes = Bytes(size);

        var saved = await Files.SaveAsync(new MemoryStream(bytes), size);
        ForgetLocalCopies();
        var path = await Files.PathAsync(saved.Hash);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), saved.Hash);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(path!));
    }

    [Fact]
    public async Task A_file_over_the_limit_leaves_nothing_behind()
    {
        await Assert.ThrowsAsync<FileTooLargeException>(() => Files.SaveAsync(new MemoryStream(Bytes(2000)), 1999));

        Assert.Empty(await Files.ListAsync().ToListAsync());
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Files.NewTemporaryPath())!));
    }

    [Fact]
    public async Task An_adopted_file_is_listed_and_its_deletion_removes_it()
    {
        var path = Files.NewTemporaryPath();
        await File.WriteAllBytesAsync(path, Bytes(5000));
        var adopted = await Files.AdoptAsync(path);

        Assert.Equal([adopted], await Files.ListAsync().ToListAsync());
        await Files.DeleteAsync(adopted.Hash);

        Assert.Null(await Files.PathAsync(adopted.Hash));
        Assert.Empty(await Files.ListAsync().ToListAsync());
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    [InlineData("ABCDEF")]
    public async Task What_is_no_hash_is_no_file(string hash) => Assert.Null(await Files.PathAsync(hash));

    /// <summary>Makes a store with a cache fetch again.</summary>
    protected virtual void ForgetLocalCopies()
    {
    }

    static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        new Random(20161004).NextBytes(bytes);
        return bytes;
    }
}

public sealed class DiskFileStoreTests : FileStoreTests
{
    [Fact]
    public async Task What_a_killed_process_left_is_cleared_and_a_living_ones_work_is_not()
    {
        var left = Path.Combine(Folder, "making", "run-dead");
        Directory.CreateDirectory(left);
        await File.WriteAllTextAsync(left + ".lock", "");
        await File.WriteAllTextAsync(Path.Combine(left, "half"), "half");
        var living = Files.NewTemporaryPath();
        await File.WriteAllTextAsync(living, "at work");

        using var second = new DiskFileStore(Folder);

        Assert.False(Directory.Exists(left));
        Assert.True(File.Exists(living));
    }

    private protected override Task<IFileStore> OpenAsync() => Task.FromResult<IFileStore>(new DiskFileStore(Folder));
}

public sealed class S3FileStoreTests : FileStoreTests
{
    Process? server;

    private protected override async Task<IFileStore> OpenAsync()
    {
        var services = Path.Combine(ProjectRoot.Path, "tests", "services");
        Assert.SkipUnless(Directory.Exists(Path.Combine(services, "node_modules")), "The S3 server of tests/services is not installed; ./test installs it.");
        server = Process.Start(new ProcessStartInfo("node", [Path.Combine(services, "s3.mjs"), Path.Combine(Folder, "bucket")]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var port = await server.StandardOutput.ReadLineAsync();
        return new S3FileStore($"s3://S3RVER:S3RVER@127.0.0.1:{port}/muster?tls=false", Path.Combine(Folder, "cache"));
    }

    public override async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync();
            server.Dispose();
        }

        await base.DisposeAsync();
    }

    [Fact]
    public void An_address_that_cannot_be_read_says_how_to_write_it() =>
        Assert.Contains("s3://KEY:SECRET@HOST:PORT/BUCKET", Assert.Throws<SettingsException>(() => new S3FileStore("http://somewhere", Folder)).Message, StringComparison.Ordinal);

    protected override void ForgetLocalCopies()
    {
        foreach (var kept in Directory.GetDirectories(Path.Combine(Folder, "cache"), "??"))
        {
            Directory.Delete(kept, recursive: true);
        }
    }
}
