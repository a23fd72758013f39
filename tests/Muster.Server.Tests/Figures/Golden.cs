using Muster.Testing;

namespace Muster.Server.Tests.Figures;

/// <summary>Small drawings kept as files that a person can read and open.</summary>
static class Golden
{
    public static void Matches(string name, string drawn)
    {
        var expected = Path.Combine(ProjectRoot.Path, "tests", "Muster.Server.Tests", "Figures", "golden", name);
        var actual = Path.Combine(ProjectRoot.Path, "artifacts", "golden", name);
        Directory.CreateDirectory(Path.GetDirectoryName(actual)!);
        File.WriteAllText(actual, drawn);
        Assert.True(File.Exists(expected) && File.ReadAllText(expected) == drawn, $"{actual} differs from {expected}: look at both; where the new one is right, copy it over.");
    }
}
