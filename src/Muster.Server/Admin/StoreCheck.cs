using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Places;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Admin;

/// <summary>Compares the database with the files: each hash that a version or import names must be stored with these bytes; bytes that nothing names are told, and removed on request.</summary>
sealed class StoreCheck(MusterDb db, IFileStore files)
{
    /// <returns>0 when all agree, 1 otherwise.</returns>
    public async Task<int> RunAsync(TextWriter output, bool repair, CancellationToken cancel = default)
    {
        var named = await NamedAsync(cancel);
        var missing = 0;
        foreach (var (hash, owner) in named)
        {
            var path = await files.PathAsync(hash, cancel);
            if (path is null)
            {
                missing++;
                await output.WriteLineAsync($"Missing: {hash}, named by {owner}. Restore it from a backup of the files.");
            }
            else if (await HashAsync(path, cancel) is var found && found != hash)
            {
                missing++;
                await output.WriteLineAsync($"Damaged: {hash}, named by {owner}, has the bytes of {found}. Restore it from a backup of the files.");
            }
        }

        var loose = 0;
        await foreach (var file in files.ListAsync(cancel))
        {
            if (!named.ContainsKey(file.Hash))
            {
                loose++;
                if (repair)
                {
                    await files.DeleteAsync(file.Hash, cancel);
                }
            }
        }

        await output.WriteLineAsync($"{named.Count} files named, {missing} missing or damaged, {loose} named by nothing{(repair && loose > 0 ? " (removed)" : "")}.");
        return missing == 0 ? 0 : 1;
    }

    async Task<Dictionary<string, string>> NamedAsync(CancellationToken cancel)
    {
        var named = new Dictionary<string, string>();
        await foreach (var import in db.Set<Import>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancel))
        {
            foreach (var hash in import.FileHashes)
            {
                Name(hash, $"import {import.Id:D}");
            }
        }

        foreach (var version in await db.Set<DatasetVersion>().AsNoTracking().Select(version => new { version.Id, version.FileHash, version.TableHash, version.FindingsHash }).ToListAsync(cancel))
        {
            Name(version.FileHash, $"version {version.Id:D}");
            Name(version.TableHash, $"version {version.Id:D}");
            Name(version.FindingsHash, $"version {version.Id:D}");
        }

        foreach (var load in await db.Set<EditionLoad>().AsNoTracking().Select(load => new { load.Id, load.FilesJson }).ToListAsync(cancel))
        {
            foreach (var file in EditionLoad.ReadFiles(load.FilesJson))
            {
                Name(file.Hash, $"load of places {load.Id:D}");
            }
        }

        return named;

        void Name(string? hash, string owner)
        {
            if (hash is not null)
            {
                named.TryAdd(hash, owner);
            }
        }
    }

    static async Task<string> HashAsync(string path, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(stream, cancel));
    }
}
