using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular.Validating;

namespace Muster.Server.Features.Catalogue;

/// <summary>Findings of one rule and weight in a version.</summary>
/// <param name="Rule">Id.</param>
/// <param name="Severity">Weight.</param>
/// <param name="Count">Findings kept.</param>
/// <param name="Offsets">Byte offsets of findings 0, 100, 200 … in the file.</param>
public sealed record FindingGroup(string Rule, Severity Severity, long Count, IReadOnlyList<long> Offsets);

/// <summary>Reads the findings stored with a version (JSON lines, grouped by rule). The index of a file is made once and kept: findings of a version never change.</summary>
sealed class VersionFindings(IFileStore files)
{
    const int Stride = 100;
    const int MostKept = 200;
    const int MostOfRow = 50;

    readonly ConcurrentDictionary<string, IReadOnlyList<FindingGroup>> indexes = new();

    /// <summary>The groups, errors first, then by rule.</summary>
    public async Task<IReadOnlyList<FindingGroup>> GroupsAsync(DatasetVersion version, CancellationToken cancel)
    {
        if (version.FindingsHash is not { } hash)
        {
            return [];
        }

        if (!indexes.TryGetValue(hash, out var groups))
        {
            groups = await IndexAsync(await PathAsync(hash, cancel), cancel);
            if (indexes.Count >= MostKept)
            {
                indexes.Clear();
            }

            indexes[hash] = groups;
        }

        return groups;
    }

    /// <summary>Findings of a group, in the order of the rows.</summary>
    public async Task<IReadOnlyList<Finding>> PageAsync(DatasetVersion version, FindingGroup group, long skip, int take, CancellationToken cancel)
    {
        take = (int)Math.Min(take, group.Count - skip);
        if (take <= 0)
        {
            return [];
        }

        await using var file = new FileStream(await PathAsync(version.FindingsHash!, cancel), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true);
        file.Seek(group.Offsets[(int)(skip / Stride)], SeekOrigin.Begin);
        using var text = new StreamReader(file, Encoding.UTF8);
        var page = new List<Finding>(take);
        for (var at = skip / Stride * Stride; page.Count < take && await text.ReadLineAsync(cancel) is { } line;)
        {
            var finding = JsonSerializer.Deserialize<Finding>(line, TableColumn.Json)!;
            if ((finding.Rule, finding.Severity) != (group.Rule, group.Severity))
            {
                continue;
            }

            if (at++ >= skip)
            {
                page.Add(finding);
            }
        }

        return page;
    }

    /// <summary>Findings of one row, errors first. Within a rule they stand in the order of the rows.</summary>
    public async Task<IReadOnlyList<Finding>> OfRowAsync(DatasetVersion version, int row, CancellationToken cancel)
    {
        var found = new List<Finding>();
        foreach (var group in await GroupsAsync(version, cancel))
        {
            long low = 0, high = group.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = (await PageAsync(version, group, middle, 1, cancel))[0].RowNumber is { } number && number >= row ? (low, middle) : (middle + 1, high);
            }

            found.AddRange((await PageAsync(version, group, low, MostOfRow, cancel)).TakeWhile(finding => finding.RowNumber == row));
        }

        return found;
    }

    async Task<string> PathAsync(string hash, CancellationToken cancel) => await files.PathAsync(hash, cancel) ?? throw new FileNotFoundException($"The findings {hash} are not stored.");

    static async Task<IReadOnlyList<FindingGroup>> IndexAsync(string path, CancellationToken cancel)
    {
        var counts = new Dictionary<(string, Severity), (long Count, List<long> Offsets)>();
        await foreach (var (offset, line) in LinesAsync(path, cancel))
        {
            var (rule, severity) = KeyOf(line.Span);
            var (count, offsets) = counts.GetValueOrDefault((rule, severity), (0, []));
            if (count % Stride == 0)
            {
                offsets.Add(offset);
            }

            counts[(rule, severity)] = (count + 1, offsets);
        }

        return [.. counts.Select(group => new FindingGroup(group.Key.Item1, group.Key.Item2, group.Value.Count, group.Value.Offsets)).OrderByDescending(group => group.Severity).ThenBy(group => group.Rule, StringComparer.Ordinal)];
    }

    static async IAsyncEnumerable<(long Offset, ReadOnlyMemory<byte> Line)> LinesAsync(string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, useAsync: true);
        var pipe = System.IO.Pipelines.PipeReader.Create(file);
        long offset = 0;
        while (true)
        {
            var read = await pipe.ReadAsync(cancel);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                var line = rest.Slice(0, end);
                yield return (offset, line.ToArray());
                offset += line.Length + 1;
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            pipe.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                yield break;
            }
        }
    }

    static (string Rule, Severity Severity) KeyOf(ReadOnlySpan<byte> line)
    {
        var (rule, severity) = ("", default(Severity));
        var json = new Utf8JsonReader(line);
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("rule"u8) && json.Read())
            {
                rule = json.GetString()!;
            }
            else if (json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("severity"u8) && json.Read())
            {
                severity = Enum.Parse<Severity>(json.GetString()!);
                break;
            }
        }

        return (rule, severity);
    }
}
