using System.Diagnostics;
using Muster.Testing;

namespace Muster.House.Tests;

/// <summary>The files that belong to the project: those git tracks, and new ones that it does not ignore.</summary>
static class Checkout
{
    /// <summary>Paths from the root, with forward slashes, in order; files deleted but still tracked are left out.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Git("ls-files --cached --others --exclude-standard").Where(path => File.Exists(Full(path))).Order(StringComparer.Ordinal)];

    /// <summary>Where a path from the root is on this disk.</summary>
    public static string Full(string path) => Path.Combine(ProjectRoot.Path, path);

    /// <summary>The text of a file of the project.</summary>
    public static string Read(string path) => File.ReadAllText(Full(path));

    /// <summary>The project's files with one of the endings.</summary>
    public static IEnumerable<string> FilesEnding(params string[] endings) =>
        Files.Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)));

    /// <summary>Runs a program in the root and gives its exit code and everything it wrote.</summary>
    public static (int Code, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = ProjectRoot.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    static string[] Git(string arguments)
    {
        var (code, output) = Run("git", ["-c", "core.quotePath=false", .. arguments.Split(' ')]);
        return code == 0 ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries) : throw new InvalidOperationException(output);
    }
}
