using System.Globalization;
using CsCheck;
using Muster.Tabular.Aggregating;

namespace Muster.Tabular.Tests.Aggregating;

public sealed class GroupingTests : IDisposable
{
    static readonly Gen<(string Key, int? Number)> Row = Gen.Select(Gen.Int[0, 2].Select(at => "abc"[at].ToString()), Gen.Int[-50, 60].Select(number => number > 50 ? (int?)null : number));

    readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Groups_agree_with_a_plain_grouping() =>
        Row.Array[1, 60].Sample(rows =>
        {
            var groups = Run(["key,n", .. rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Key},{row.Number}"))], "key", GroupFunction.Sum, GroupFunction.Median, GroupFunction.Min, GroupFunction.Count);
            return groups.Select(Line).SequenceEqual(rows.GroupBy(row => row.Key).OrderBy(group => group.Key, StringComparer.Ordinal).Select(Plainly));
        }, iter: 50, threads: 1);

    [Fact]
    public void A_decimal_comma_of_the_column_is_found_before_anything_is_summed() =>
        Assert.Equal(3.734m, Assert.Single(Run(["key;n", "a;1,234", "a;2,5"], "key", GroupFunction.Sum)).Figures[0]);

    [Fact]
    public void A_group_without_a_number_has_no_sum() =>
        Assert.Equal([null, 0m], Assert.Single(Run(["key,n", "a,", "a,"], "key", GroupFunction.Sum, GroupFunction.Count)).Figures);

    static string Line(RowGroup group) => $"{group.Keys[0]} {group.Rows} {string.Join(' ', group.Figures.Select(figure => figure?.ToString("0.#", CultureInfo.InvariantCulture) ?? "none"))}";

    static string Plainly(IGrouping<string, (string Key, int? Number)> group)
    {
        var numbers = group.Select(row => row.Number).OfType<int>().Order().ToList();
        var median = numbers.Count == 0 ? (decimal?)null : (numbers[(numbers.Count - 1) / 2] + numbers[numbers.Count / 2]) / 2m;
        decimal?[] figures = [numbers.Count == 0 ? null : numbers.Sum(), median, numbers.Count == 0 ? null : numbers[0], numbers.Count];
        return $"{group.Key} {group.Count()} {string.Join(' ', figures.Select(figure => figure?.ToString("0.#", CultureInfo.InvariantCulture) ?? "none"))}";
    }

    IReadOnlyList<RowGroup> Run(string[] lines, string by, params GroupFunction[] functions)
    {
        File.WriteAllLines(path, lines);
        using var table = Pipeline.Open(path);
        var column = table.Columns.Single(column => column.Column.Header == by);
        var number = table.Columns.Single(column => column.Column.Header == "n");
        return Grouping.Run(table.Source, table.Sheet, [column], [.. functions.Select(function => new GroupFigure(function, number))]);
    }
}
