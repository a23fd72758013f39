using Muster.Server.Storage;
using Muster.Tabular.Validating;

namespace Muster.Server.Features.Imports;

/// <summary>Collects findings in row order and writes one file of JSON lines grouped by rule, so that a page of one rule is read without the others. Holds no finding in memory.</summary>
sealed class FindingsFile(IFileStore files) : IDisposable
{
    readonly Dictionary<(string Rule, Severity Severity), JsonLinesWriter> groups = [];

    public void Add(Finding finding)
    {
        if (!groups.TryGetValue((finding.Rule, finding.Severity), out var group))
        {
            groups[(finding.Rule, finding.Severity)] = group = new JsonLinesWriter(files.NewTemporaryPath());
        }

        group.Add(finding);
    }

    /// <summary>Puts the groups into one stored file.</summary>
    /// <param name="after">Counts of this pass.</param>
    /// <param name="before">Counts of the file before any step.</param>
    /// <param name="cancel">Stops.</param>
    /// <returns>Its hash, null where nothing was found, and where each group lies.</returns>
    public async Task<(string? Hash, IReadOnlyList<FindingGroup> Groups)> StoreAsync(Report after, Report before, CancellationToken cancel)
    {
        var index = new List<FindingGroup>();
        var path = files.NewTemporaryPath();
        await using (var whole = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true))
        {
            foreach (var count in after.Counts.Where(count => count.Count > 0))
            {
                var earlier = before.Counts.Where(other => other.Rule == count.Rule && other.Severity == count.Severity).Sum(other => other.Count);
                var lines = groups.TryGetValue((count.Rule, count.Severity), out var group) ? group.Finish().Moved(whole.Position) : LineIndex.Empty;
                index.Add(new FindingGroup(count.Rule, count.Severity, count.Count, earlier, lines));
                if (group is not null)
                {
                    group.Dispose();
                    await using var part = File.OpenRead(group.Path);
                    await part.CopyToAsync(whole, cancel);
                }
            }
        }

        if (index.Count == 0)
        {
            File.Delete(path);
            return (null, index);
        }

        return ((await files.AdoptAsync(path, cancel)).Hash, index);
    }

    public void Dispose()
    {
        foreach (var group in groups.Values)
        {
            group.Dispose();
            File.Delete(group.Path);
        }
    }
}
