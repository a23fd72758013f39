namespace Muster.Testing;

/// <summary>Finds files of the checkout from wherever a test runs.</summary>
public static class ProjectRoot
{
    /// <summary>The folder that holds <c>Muster.slnx</c>; caller file paths are not used, as a deterministic build rewrites them.</summary>
    public static string Path { get; } = Find();

    /// <summary>The reference data beside the checkout, or null where it is not there.</summary>
    public static string? SharedData =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, "..", "shared", "data")) is var folder && Directory.Exists(folder) ? folder : null;

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Muster.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Muster.slnx was not found in any folder above " + AppContext.BaseDirectory);
    }
}
