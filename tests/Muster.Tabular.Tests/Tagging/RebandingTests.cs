using Muster.Tabular.Tagging;

namespace Muster.Tabular.Tests.Tagging;

public sealed class RebandingTests
{
    static readonly AgeBand[] FiveYears = [.. Enumerable.Range(0, 16).Select(at => AgeBand.Years(at * 5, at * 5 + 4)), AgeBand.Years(80, null)];

    [Theory]
    [InlineData(18, 59, "Age 18 lies inside the band 15-19")]
    [InlineData(0, 17, "Age 18 lies inside the band 15-19")]
    [InlineData(85, null, "Age 85 lies inside the open band 80+")]
    public void A_border_inside_a_band_is_refused_with_the_reason(int low, int? high, string reason)
    {
        var plan = Rebanding.Plan(FiveYears, AgeBand.Years(low, high));

        Assert.False(plan.IsExact);
        Assert.StartsWith(reason, plan.Refusal);
        Assert.Empty(plan.Parts);
    }

    [Theory]
    [InlineData(0, 14, 3)]
    [InlineData(60, null, 5)]
    [InlineData(0, null, 17)]
    [InlineData(5, 9, 1)]
    public void Whole_bands_are_added(int low, int? high, int parts) =>
        Assert.Equal((true, parts), (Rebanding.Plan(FiveYears, AgeBand.Years(low, high)).IsExact, Rebanding.Plan(FiveYears, AgeBand.Years(low, high)).Parts.Count));

    [Fact]
    public void Bands_that_do_not_reach_far_enough_are_refused() =>
        Assert.Contains("nothing says how many are older", Rebanding.Plan([AgeBand.Years(0, 17), AgeBand.Years(18, 59)], AgeBand.Years(18, null)).Refusal);

    [Fact]
    public void A_table_without_bands_gets_no_structure() => Assert.False(Rebanding.Plan([], AgeBand.Years(0, 4)).IsExact);
}
