namespace Muster.Server.Features.Tables;

/// <summary>The few tables in use, kept open with their metadata warm; the one longest unused is closed first.</summary>
sealed class TablePool : IDisposable
{
    readonly int most;
    readonly Lock gate = new();
    readonly Dictionary<string, Entry> entries = [];
    long turn;

    public TablePool(int most = 6) => this.most = most;

    /// <summary>Opens the table, or takes it open; dispose the lease.</summary>
    public Lease Take(string path)
    {
        Entry entry;
        lock (gate)
        {
            if (!entries.TryGetValue(path, out entry!))
            {
                entries[path] = entry = new Entry(path);
            }

            entry.Users++;
            entry.LastTurn = ++turn;
        }

        try
        {
            return new Lease(this, entry, entry.File.Value);
        }
        catch
        {
            lock (gate)
            {
                entry.Users--;
                if (entries.GetValueOrDefault(path) == entry)
                {
                    entries.Remove(path);
                }
            }

            throw;
        }
    }

    /// <summary>Closes a table whose bytes are about to go; a question under way still ends on them.</summary>
    public void Forget(string path)
    {
        lock (gate)
        {
            if (entries.Remove(path, out var entry) && entry.Users == 0)
            {
                entry.Close();
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var entry in entries.Values)
            {
                entry.Close();
            }

            entries.Clear();
        }
    }

    void Release(Entry entry)
    {
        lock (gate)
        {
            entry.Users--;
            if (entry.Users == 0 && entries.GetValueOrDefault(entry.Path) != entry)
            {
                entry.Close();
            }

            while (entries.Count > most && entries.Values.Where(candidate => candidate.Users == 0).MinBy(candidate => candidate.LastTurn) is { } oldest)
            {
                entries.Remove(oldest.Path);
                oldest.Close();
            }
        }
    }

    internal sealed class Entry(string path)
    {
        public string Path { get; } = path;
        public Lazy<TableFile> File { get; } = new(() => new TableFile(path));
        public int Users { get; set; }
        public long LastTurn { get; set; }

        public void Close()
        {
            if (File.IsValueCreated)
            {
                File.Value.Dispose();
            }
        }
    }

    /// <summary>A table in use: it stays open until this is disposed.</summary>
    internal sealed class Lease(TablePool pool, Entry entry, TableFile file) : IDisposable
    {
        public TableFile File { get; } = file;

        public void Dispose() => pool.Release(entry);
    }
}
