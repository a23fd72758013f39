using Muster.Tabular;
using Muster.Tabular.Reading;

namespace Muster.Cli;

/// <summary>A table named beside the one that a verb reads: its form, sheet and header are detected.</summary>
static class OtherTable
{
    /// <summary>Opens a file.</summary>
    public static Pipeline Open(string path) => File.Exists(path)
        ? Pipeline.Open(path, new ReadOptions { FileName = Path.GetFileName(path) })
        : throw new RefusedException($"There is no file {path}.");

    /// <summary>Refuses where one file would be read and written, or written twice.</summary>
    public static void CheckApart(string? written, params ReadOnlySpan<string?> others)
    {
        foreach (var other in others)
        {
            if (written is not null && other is not null && Path.GetFullPath(written) == Path.GetFullPath(other))
            {
                throw new RefusedException($"{written} is named twice: the file to write must not be another one of this run.");
            }
        }
    }
}
