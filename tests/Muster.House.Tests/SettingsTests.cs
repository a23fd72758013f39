using System.Text.RegularExpressions;

namespace Muster.House.Tests;

public sealed partial class SettingsTests
{
    const string Guide = "docs/guide/settings.md";

    [Fact]
    public void Every_setting_the_programs_read_is_described_and_none_is_made_up()
    {
        var read = Checkout.FilesEnding(".cs").Where(path => path.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(path => Variable().Matches(Checkout.Read(path))).Select(match => match.Value).ToHashSet();
        var described = Row().Matches(Checkout.Read(Guide)).Select(match => match.Groups["name"].Value).ToHashSet();

        Assert.Equal(read.Order(), described.Order());
    }

    [GeneratedRegex(@"\bMUSTER_[A-Z_]*[A-Z]\b")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^\| `(?<name>MUSTER_[A-Z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
