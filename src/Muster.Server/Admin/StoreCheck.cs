using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Figures;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Imports.Uploading;
using Muster.Server.Features.Jobs;
using Muster.Server.Features.Places;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Admin;

/// <summary>Compares database, files and tables with each other: each hash that is named must be stored with these bytes, each table must hold the rows that its version says, and versions must hang together. Bytes that nothing names are told, and removed on request.</summary>
sealed class StoreCheck(MusterDb db, IFileStore files, TableStore tables)
{
    int wrong;

    /// <returns>0 when all agree, 1 otherwise.</returns>
    public async Task<int> RunAsync(TextWriter output, bool repair, CancellationToken cancel = default)
    {
        wrong = 0;
        var named = await NamedAsync(cancel);
        var damaged = await CheckBytesAsync(named, output, cancel);
        var versions = await CheckVersionsAsync(damaged, output, cancel);
        var loose = await CheckLooseAsync(named, output, repair, cancel);
        await output.WriteLineAsync($"{named.Count} files named, {versions} tables compared, {wrong} wrong, {loose} files named by nothing.");
        return wrong == 0 ? 0 : 1;
    }

    /// <returns>Hashes that are missing or damaged.</returns>
    async Task<HashSet<string>> CheckBytesAsync(Dictionary<string, string> named, TextWriter output, CancellationToken cancel)
    {
        var damaged = new HashSet<string>();
        foreach (var (hash, owner) in named)
        {
            var path = await files.PathAsync(hash, cancel);
            var found = path is null ? null : await HashAsync(path, cancel);
            if (found != hash)
            {
                damaged.Add(hash);
                await TellAsync(output, found is null
                    ? $"Missing: {hash}, named by {owner}. Restore it from a backup of the files."
                    : $"Damaged: {hash}, named by {owner}, has the bytes of {found}. Restore it from a backup of the files.");
            }
        }

        return damaged;
    }

    /// <returns>Tables compared.</returns>
    async Task<int> CheckVersionsAsync(HashSet<string> damaged, TextWriter output, CancellationToken cancel)
    {
        var compared = 0;
        await foreach (var version in db.Set<DatasetVersion>().AsNoTracking().OrderBy(version => version.Id).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (version.Ledger is { } ledger && ledger.Accepted != version.Rows)
            {
                await TellAsync(output, $"Differs: version {version.Id:D} says {version.Rows} rows, its ledger accepted {ledger.Accepted}.");
            }

            if (damaged.Contains(version.TableHash))
            {
                continue;
            }

            compared++;
            if (await RowsAsync(version, cancel) is var rows && rows != version.Rows)
            {
                await TellAsync(output, rows is null
                    ? $"Unreadable: the table of version {version.Id:D} ({version.TableHash})."
                    : $"Differs: version {version.Id:D} says {version.Rows} rows, its table {version.TableHash} has {rows}.");
            }
        }

        foreach (var dataset in await db.Set<Dataset>().AsNoTracking().Where(dataset => dataset.CurrentVersionId != null && !db.Set<DatasetVersion>().Any(version => version.Id == dataset.CurrentVersionId && version.DatasetId == dataset.Id)).Select(dataset => dataset.Slug).ToListAsync(cancel))
        {
            await TellAsync(output, $"Differs: dataset {dataset} names a current version that it does not have.");
        }

        return compared;
    }

    /// <summary>Rows in the table itself; null where it cannot be read.</summary>
    async Task<long?> RowsAsync(DatasetVersion version, CancellationToken cancel)
    {
        try
        {
            return await tables.CountAsync(version, [], cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return null;
        }
    }

    async Task<int> CheckLooseAsync(Dictionary<string, string> named, TextWriter output, bool repair, CancellationToken cancel)
    {
        var loose = new List<string>();
        await foreach (var file in files.ListAsync(cancel))
        {
            if (!named.ContainsKey(file.Hash))
            {
                loose.Add(file.Hash);
            }
        }

        if (!repair || loose.Count == 0)
        {
            return loose.Count;
        }

        if (await db.Set<Job>().AnyAsync(job => job.State == JobState.Waiting, cancel))
        {
            // A job stores its files first and names them at its end.
            await output.WriteLineAsync("Work is under way: nothing was removed. Ask again when it has ended.");
            return loose.Count;
        }

        // Read again: an upload that came meanwhile has named its file by now.
        var namedNow = await NamedAsync(cancel);
        foreach (var hash in loose.Where(hash => !namedNow.ContainsKey(hash)))
        {
            await files.DeleteAsync(hash, cancel);
            await output.WriteLineAsync($"Removed: {hash}, named by nothing.");
        }

        return loose.Count;
    }

    Task TellAsync(TextWriter output, string sentence)
    {
        wrong++;
        return output.WriteLineAsync(sentence);
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

        foreach (var part in await db.Set<UploadPart>().AsNoTracking().Select(part => new { part.UploadId, part.Hash }).ToListAsync(cancel))
        {
            Name(part.Hash, $"unfinished upload {part.UploadId:D}");
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

        foreach (var batch in await db.Set<SheetBatch>().AsNoTracking().Where(batch => batch.FileHash != null).Select(batch => new { batch.Id, batch.FileHash }).ToListAsync(cancel))
        {
            Name(batch.FileHash, $"batch of sheets {batch.Id:D}");
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
