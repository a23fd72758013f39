namespace Muster.Server.Storage;

/// <summary>A folder for files in the making, one for each process that shares the store. What a killed process left is removed by the next one that opens.</summary>
/// <remarks>A lock file that its process holds open tells the living from the dead, so that two servers on one folder never clear each other's work.</remarks>
sealed class Workshop : IDisposable
{
    readonly FileStream held;

    Workshop(string folder, FileStream held) => (Folder, this.held) = (folder, held);

    /// <summary>This process's own folder.</summary>
    public string Folder { get; }

    /// <summary>Clears what the dead left, and opens a folder of one's own.</summary>
    public static Workshop Open(string parent)
    {
        Directory.CreateDirectory(parent);
        foreach (var path in Directory.EnumerateFiles(parent, "*.lock").ToList())
        {
            ClearIfLeft(path);
        }

        // Not a name that together with a file's could pass for a hash.
        var folder = Path.Combine(parent, "run-" + Guid.NewGuid().ToString("N"));
        var held = new FileStream(folder + ".lock", FileMode.CreateNew, FileAccess.Write, FileShare.None);
        Directory.CreateDirectory(folder);
        return new Workshop(folder, held);
    }

    public void Dispose()
    {
        held.Dispose();
        Clear(held.Name);
    }

    static void ClearIfLeft(string path)
    {
        try
        {
            using var free = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None);
            Clear(path);
        }
        catch (IOException)
        {
            // Held by a living process, or cleared by another one just now.
        }
    }

    static void Clear(string path)
    {
        var folder = Path.ChangeExtension(path, null);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        File.Delete(path);
    }
}
