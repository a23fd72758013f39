using System.Text;
using System.Text.Json;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Imports;

/// <summary>Where a list lies in a file of JSON lines, with a mark every <see cref="Stride"/> lines, so that its last page opens as fast as its first.</summary>
/// <param name="Count">Lines kept.</param>
/// <param name="Marks">Byte offsets of lines 0, 100, 200 …</param>
public sealed record LineIndex(long Count, IReadOnlyList<long> Marks)
{
    /// <summary>Lines between marks.</summary>
    public const int Stride = 100;

    public static LineIndex Empty { get; } = new(0, []);

    /// <summary>The same list, further back in a file.</summary>
    public LineIndex Moved(long bytes) => new(Count, [.. Marks.Select(mark => mark + bytes)]);
}

/// <summary>Writes a list as JSON lines, up to a cap; what is beyond is dropped, as counts are kept elsewhere.</summary>
sealed class JsonLinesWriter : IDisposable
{
    readonly FileStream file;
    readonly Utf8JsonWriter json;
    readonly List<long> marks = [];
    readonly long cap;
    long count;
    long written;

    public JsonLinesWriter(string path, long cap = long.MaxValue)
    {
        (Path, this.cap) = (path, cap);
        file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        json = new Utf8JsonWriter(file, new JsonWriterOptions { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public string Path { get; }

    public void Add<T>(T value)
    {
        if (count >= cap)
        {
            return;
        }

        if (count++ % LineIndex.Stride == 0)
        {
            marks.Add(written);
        }

        JsonSerializer.Serialize(json, value, TableColumn.Json);
        json.Flush();
        written += json.BytesCommitted + 1;
        json.Reset();
        file.WriteByte((byte)'\n');
    }

    /// <summary>Ends the file.</summary>
    public LineIndex Finish()
    {
        file.Flush();
        return new LineIndex(count, marks);
    }

    public void Dispose()
    {
        json.Dispose();
        file.Dispose();
    }
}

/// <summary>Reads pages of lists that <see cref="JsonLinesWriter"/> wrote.</summary>
static class JsonLines
{
    /// <summary>Lines <paramref name="skip"/> to <paramref name="skip"/> + <paramref name="take"/> of a list.</summary>
    public static async Task<IReadOnlyList<T>> PageAsync<T>(string path, LineIndex index, long skip, int take, CancellationToken cancel)
    {
        take = (int)Math.Min(take, Math.Max(0, index.Count - skip));
        if (take <= 0)
        {
            return [];
        }

        var page = new List<T>(take);
        await foreach (var value in ReadAsync<T>(path, index, skip, cancel))
        {
            page.Add(value);
            if (page.Count == take)
            {
                break;
            }
        }

        return page;
    }

    /// <summary>Everything from a line on, streamed.</summary>
    public static async IAsyncEnumerable<T> ReadAsync<T>(string path, LineIndex index, long skip = 0, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        if (skip >= index.Count)
        {
            yield break;
        }

        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true);
        file.Seek(index.Marks[(int)(skip / LineIndex.Stride)], SeekOrigin.Begin);
        using var text = new StreamReader(file, Encoding.UTF8);
        for (var line = skip / LineIndex.Stride * LineIndex.Stride; line < index.Count && await text.ReadLineAsync(cancel) is { } json; line++)
        {
            if (line >= skip)
            {
                yield return JsonSerializer.Deserialize<T>(json, TableColumn.Json)!;
            }
        }
    }
}
