namespace Muster.Tabular.Reference;

/// <summary>Lists that lie in the engine: one line an entry, fields between tabs. What they are and where they come from stands in the README beside them.</summary>
static class ReferenceList
{
    /// <summary>Lines of a list, cut at the tabs.</summary>
    public static IEnumerable<string[]> Read(string name)
    {
        using var reader = new StreamReader(typeof(ReferenceList).Assembly.GetManifestResourceStream(name)!);
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split('\t');
        }
    }
}
