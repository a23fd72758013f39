using System.Text;

namespace Muster.Cli.Tests;

/// <summary>A folder that goes with the test.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("muster-cli-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes lines as UTF-8 and gives the path.</summary>
    public string Write(string name, params string[] lines)
    {
        File.WriteAllText(this[name], string.Join('\n', lines) + "\n", new UTF8Encoding(false));
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
