using System.Text;

namespace Muster.Tabular.Tests.Reading;

/// <summary>A file for one test, deleted with it.</summary>
sealed class TempFile : IDisposable
{
    public TempFile(byte[] bytes) => File.WriteAllBytes(Path, bytes);

    public TempFile(string text, Encoding? encoding = null)
        : this([.. (encoding ?? new UTF8Encoding(false)).GetPreamble(), .. (encoding ?? new UTF8Encoding(false)).GetBytes(text)])
    {
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"muster-test-{Guid.NewGuid():N}");

    public void Dispose() => File.Delete(Path);
}
