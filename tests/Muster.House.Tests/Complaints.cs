namespace Muster.House.Tests;

/// <summary>What a check found wrong; unlike a list in an assertion, all of it is shown.</summary>
static class Complaints
{
    public static void None(IEnumerable<string> found)
    {
        var lines = string.Join('\n', found.Order(StringComparer.Ordinal));
        Assert.True(lines.Length == 0, lines);
    }
}
