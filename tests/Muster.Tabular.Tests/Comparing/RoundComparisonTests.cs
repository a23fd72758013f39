using CsCheck;
using Muster.Tabular.Comparing;
using Muster.Tabular.Reading;
using Muster.Testing;

namespace Muster.Tabular.Tests.Comparing;

public sealed class RoundComparisonTests
{
    static RoundComparison Compare(TableBuilder before, TableBuilder after, params string[]? key)
    {
        using var earlier = before.Open();
        using var later = after.Open();
        return RoundComparison.Of(earlier, later, key is { Length: > 0 } ? key : null);
    }

    [Fact]
    public void Rows_are_added_removed_changed_or_the_same()
    {
        using var before = A.Table().WithHeaders("ADM2_PCODE", "IDPs").WithRow("HT0111", "100").WithRow("HT0121", "50").WithRow("HT0711", "7");
        using var after = A.Table().WithHeaders("IDPs", "ADM2_PCODE").WithRow("120", "HT0111").WithRow("50", "HT0121").WithRow("9", "HT0712");

        var comparison = Compare(before, after);

        Assert.Equal(["HT0712"], comparison.Added);
        Assert.Equal(["HT0711"], comparison.Removed);
        Assert.Equal([new CellDifference("HT0111", "IDPs", "100", "120", 20)], comparison.Changed);
        Assert.Equal(1, comparison.Same);
    }

    [Fact]
    public void A_key_that_occurs_twice_is_told_and_not_compared()
    {
        using var before = A.Table().WithHeaders("ADM2_PCODE", "IDPs").WithRow("HT0111", "100").WithRow("HT0111", "50");
        using var after = A.Table().WithHeaders("ADM2_PCODE", "IDPs").WithRow("HT0111", "100").WithRow("HT0121", "1");

        var comparison = Compare(before, after);

        Assert.Equal(["HT0111"], comparison.Repeated);
        Assert.Equal(["HT0121"], comparison.Added);
        Assert.Empty(comparison.Removed);
    }

    [Fact]
    public void The_same_number_in_another_dress_is_no_change_and_a_blank_is_no_zero()
    {
        using var before = A.Table().WithHeaders("site_id", "value", "note").WithRow("a", "012", "").WithRow("b", "", "x");
        using var after = A.Table().WithHeaders("site_id", "value", "remark").WithRow("a", "12", "").WithRow("b", "0", "x");

        var comparison = Compare(before, after, "site_id");

        Assert.Equal([new CellDifference("b", "value", "", "0", null)], comparison.Changed);
        Assert.Equal(["note"], comparison.OnlyBefore);
        Assert.Equal(["remark"], comparison.OnlyAfter);
    }

    [Fact]
    public void Tables_without_a_common_key_are_refused()
    {
        using var before = A.Table().WithHeaders("place", "x").WithRow("a", "1");
        using var after = A.Table().WithHeaders("lieu", "x").WithRow("a", "1");

        Assert.Equal("no-key", Assert.Throws<UnreadableException>(() => Compare(before, after)).Problem.Code);
    }

    [Fact]
    public void Columns_pair_by_spelling_and_by_meaning()
    {
        using var before = A.Table().WithHeaders("ADM2_PCODE", "IDPs").WithRow("HT0111", "100");
        using var after = A.Table().WithHeaders("déplacés", "adm2_pcode").WithRow("120", "HT0111");

        Assert.Equal([new CellDifference("HT0111", "déplacés", "100", "120", 20)], Compare(before, after).Changed);
    }

    [Fact]
    public void A_comparison_agrees_with_a_plain_one() =>
        Gen.Select(Rounds, Rounds).Sample((earlier, later) =>
        {
            using var before = A.Table().WithHeaders("site_id", "value").WithRows(earlier.Length, at => [earlier[at].Key, earlier[at].Value]);
            using var after = A.Table().WithHeaders("value", "site_id").WithRows(later.Length, at => [later[at].Value, later[at].Key]);
            var comparison = Compare(before, after, "site_id");
            HashSet<string> repeated = [.. Repeated(earlier), .. Repeated(later)];
            var (one, other) = (earlier.Where(row => !repeated.Contains(row.Key)).ToDictionary(row => row.Key, row => row.Value), later.Where(row => !repeated.Contains(row.Key)).ToList());
            return comparison.Added.SequenceEqual(other.Select(row => row.Key).Where(key => !one.ContainsKey(key)))
                && comparison.Removed.SequenceEqual(one.Keys.Where(key => other.All(row => row.Key != key)))
                && comparison.Changed.Select(cell => (cell.Key, cell.Before, cell.After)).SequenceEqual(other.Where(row => one.TryGetValue(row.Key, out var value) && value != row.Value).Select(row => (row.Key, one[row.Key], row.Value)))
                && comparison.Repeated.ToHashSet().SetEquals(repeated);
        }, iter: 100, threads: 1);

    static readonly Gen<(string Key, string Value)[]> Rounds = Gen.Select(Gen.Int[1, 12].Select(key => "k" + key), Gen.Int[0, 3].Select(value => "v" + value), (key, value) => (key, value)).Array[1, 10];

    static IEnumerable<string> Repeated((string Key, string Value)[] rows) => rows.GroupBy(row => row.Key).Where(group => group.Count() > 1).Select(group => group.Key);
}
