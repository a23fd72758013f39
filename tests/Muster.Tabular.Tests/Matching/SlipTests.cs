using Muster.Tabular.Matching;
using Muster.Testing;

namespace Muster.Tabular.Tests.Matching;

/// <summary>One-letter slips of every admin-2 name of the global list. The first seed is the one that the rules were made with, the others are not.</summary>
public sealed class SlipTests(ITestOutputHelper output)
{
    static readonly IReadOnlyList<Gazetteer> Countries = [.. PlaceIndex.Shipped.Countries.Select(country => PlaceIndex.Shipped.Gazetteer(country.Iso3))];

    [Theory]
    [InlineData(20161004)]
    [InlineData(7)]
    public void With_the_parent_99_in_100_slips_are_right_and_5_in_10000_wrong(int seed)
    {
        var score = Slips.Measure(Countries, 2, withParent: true, seed, output.WriteLine);
        output.WriteLine(score.ToString());
        Assert.True(score.RightShare >= 0.99 && score.WrongShare <= 0.0005, score.ToString());
    }

    [Theory]
    [InlineData(20161004)]
    [InlineData(7)]
    public void Without_the_parent_90_in_100_slips_are_right_and_1_in_1000_wrong(int seed)
    {
        var score = Slips.Measure(Countries, 2, withParent: false, seed, output.WriteLine);
        output.WriteLine(score.ToString());
        Assert.True(score.RightShare >= 0.90 && score.WrongShare <= 0.001, score.ToString());
    }
}
