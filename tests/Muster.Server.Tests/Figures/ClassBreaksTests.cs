using CsCheck;
using Muster.Server.Features.Figures.Drawing;

namespace Muster.Server.Tests.Figures;

public sealed class ClassBreaksTests
{
    [Fact]
    public void Natural_breaks_fall_into_the_gaps_and_are_round()
    {
        var breaks = ClassBreaks.Cut(ClassMethod.Natural, [10, 11, 12, 52, 53, 57, 913, 925], 3);

        Assert.Equal([50, 500], breaks.Limits);
        Assert.Equal([0, 0, 0, 1, 1, 1, 2, 2], new double[] { 10, 11, 12, 52, 53, 57, 913, 925 }.Select(breaks.IndexOf));
    }

    [Fact]
    public void Natural_breaks_are_the_best_cut_of_all()
    {
        Gen.Int[0, 50].Array[4, 12].Sample(numbers =>
        {
            var sorted = numbers.Select(number => (double)number).Order().ToArray();
            var starts = NaturalBreaks.Starts(sorted, 3);
            Assert.Equal(BestOfAll(sorted, Math.Min(3, sorted.Distinct().Count())), Cost(sorted, starts), 6);
        });
    }

    [Fact]
    public void Equal_values_never_fall_into_different_classes()
    {
        Gen.Int[0, 9].Array[1, 60].Sample(numbers =>
        {
            foreach (var method in (ClassMethod[])[ClassMethod.Natural, ClassMethod.Quantile, ClassMethod.Equal])
            {
                var breaks = ClassBreaks.Cut(method, [.. numbers.Select(number => (double)number)], 5);
                Assert.True(breaks.Limits.SequenceEqual(breaks.Limits.Order().Distinct()));
                Assert.InRange(breaks.Count, 1, ClassBreaks.MostClasses);
            }
        });
    }

    [Fact]
    public void Quantiles_hold_about_as_many_areas_each()
    {
        double[] values = [.. Enumerable.Range(1, 100).Select(number => (double)number * number)];
        var breaks = ClassBreaks.Cut(ClassMethod.Quantile, values, 4);

        Assert.Equal([25, 25, 25, 25], values.GroupBy(breaks.IndexOf).Select(group => group.Count()));
    }

    [Theory]
    [InlineData(0, 100, 5, "20 40 60 80 100")]
    [InlineData(342_525, 4_029_705, 5, "1000000 2000000 3000000 4000000")]
    [InlineData(7, 7, 5, "")]
    public void Equal_steps_are_round(double least, double greatest, int classes, string limits) =>
        Assert.Equal(limits, string.Join(' ', ClassBreaks.Cut(ClassMethod.Equal, [least, greatest], classes).Limits));

    [Theory]
    [InlineData(12_349, 41_000, 25_000)]
    [InlineData(99, 100, 100)]
    [InlineData(12.34, 12.36, 12.35)]
    [InlineData(-5, 3, 0)]
    [InlineData(-30, -21, -25)]
    public void The_roundest_number_of_a_gap_is_taken(double below, double atMost, double round) => Assert.Equal(round, ClassBreaks.Roundest(below, atMost), 9);

    [Fact]
    public void Limits_of_the_readers_own_are_sorted_and_used_as_they_are()
    {
        var breaks = ClassBreaks.At([5000, 1000, 1000], [1, 999, 1000, 70_000]);

        Assert.Equal([1000, 5000], breaks.Limits);
        Assert.Equal([0, 0, 1, 2], new double[] { 1, 999, 1000, 70_000 }.Select(breaks.IndexOf));
    }

    [Fact]
    public void Without_values_there_is_one_empty_class() => Assert.Equal(1, ClassBreaks.Cut(ClassMethod.Natural, [], 5).Count);

    static double Cost(double[] sorted, IEnumerable<int> starts)
    {
        int[] edges = [0, .. starts, sorted.Length];
        return edges.Zip(edges.Skip(1), (from, to) => sorted[from..to]).Sum(part => part.Sum(value => Math.Pow(value - part.Average(), 2)));
    }

    static double BestOfAll(double[] sorted, int classes) => classes switch
    {
        1 => Cost(sorted, []),
        2 => Enumerable.Range(1, sorted.Length - 1).Min(start => Cost(sorted, [start])),
        _ => Enumerable.Range(1, sorted.Length - 2).Min(first => Enumerable.Range(first + 1, sorted.Length - first - 1).Min(second => Cost(sorted, [first, second]))),
    };
}
