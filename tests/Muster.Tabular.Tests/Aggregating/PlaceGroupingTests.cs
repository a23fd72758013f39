using CsCheck;
using Muster.Tabular.Aggregating;
using Muster.Testing;

namespace Muster.Tabular.Tests.Aggregating;

public sealed class PlaceGroupingTests
{
    static readonly string[] Communes = ["HT0111", "HT0121", "HT0711"];

    static readonly Gen<(int Commune, string Org, int? Number)> Row =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2].Select(at => "abc"[at].ToString()), Gen.Int[-50, 60].Select(number => number > 50 ? (int?)null : number));

    [Fact]
    public void Every_figure_at_a_coarser_level_agrees_with_a_plain_grouping() =>
        Row.Array[1, 60].Sample(rows =>
        {
            using var table = A.Table().WithHeaders("ADM2_PCODE", "org", "n").WithRows(rows.Length, at => [Communes[rows[at].Commune], rows[at].Org, $"{rows[at].Number}"]);
            var expected = rows.GroupBy(row => Communes[row.Commune][..4]).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
            {
                var numbers = group.Select(row => row.Number).OfType<int>().Order().ToList();
                decimal? Of(Func<decimal> figure) => numbers.Count == 0 ? null : figure();
                return (group.Key, string.Join(' ', new decimal?[]
                {
                    group.Count(), group.Select(row => row.Org).Distinct().Count(), Of(() => numbers.Sum()), Of(() => numbers.Sum() / (decimal)numbers.Count),
                    Of(() => numbers[0]), Of(() => numbers[^1]), Of(() => (numbers[(numbers.Count - 1) / 2] + numbers[numbers.Count / 2]) / 2m),
                }));
            });
            return Run(table, 1, []).Groups.Select(group => (group.Keys[0], string.Join(' ', group.Figures))).SequenceEqual(expected);
        }, iter: 60, threads: 1);

    [Fact]
    public void Places_and_columns_group_together()
    {
        using var table = A.Table().WithHeaders("ADM2_PCODE", "org", "n").WithRow("HT0121", "b", "1").WithRow("HT0111", "a", "2").WithRow("HT0111", "b", "4");

        Assert.Equal([("HT01", "a", 2m), ("HT01", "b", 5m)], Run(table, 1, ["org"]).Groups.Select(group => (group.Keys[0], group.Keys[1], group.Figures[2]!.Value)));
    }

    [Fact]
    public void A_unit_whose_parts_have_rows_is_a_total_and_is_left_out()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "ADM2_PCODE", "org", "n").WithRow("HT01", "", "a", "100").WithRow("HT01", "HT0111", "a", "60").WithRow("HT07", "", "a", "7");
        var groups = Run(table, 1, []);

        Assert.Equal([("HT01", 60m), ("HT07", 7m)], groups.Groups.Select(group => (group.Keys[0], group.Figures[2]!.Value)));
        Assert.Equal(1, groups.WholeRows);
    }

    [Fact]
    public void Rows_that_lie_in_no_unit_of_the_level_are_a_group_without_a_place()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "ADM2_PCODE", "org", "n").WithRow("HT07", "", "a", "7").WithRow("HT01", "HT0111", "a", "1");

        Assert.Equal([("", 7m), ("HT0111", 1m)], Run(table, 2, []).Groups.Select(group => (group.Keys[0], group.Figures[2]!.Value)));
    }

    static PlaceGroups Run(TableBuilder builder, int level, string[] by)
    {
        using var table = builder.Open();
        var (org, number) = (table.Columns.Single(column => column.Column.Header == "org"), table.Columns.Single(column => column.Column.Header == "n"));
        return PlaceGrouping.Run(table.Source, table.Sheet, table.Columns, level, A.Gazetteer(), [.. table.Columns.Where(column => by.Contains(column.Column.Header))],
            [new(GroupFunction.Count, null), new(GroupFunction.Distinct, org), .. new[] { GroupFunction.Sum, GroupFunction.Mean, GroupFunction.Min, GroupFunction.Max, GroupFunction.Median }.Select(function => new GroupFigure(function, number))], TestContext.Current.CancellationToken);
    }
}
