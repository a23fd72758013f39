using System.Text;
using CsCheck;
using Muster.Tabular.Joining;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Writing;
using Muster.Testing;

namespace Muster.Tabular.Tests.Joining;

public sealed class TableJoinTests
{
    static readonly Gen<string[]> Keys = Gen.Int[0, 6].Select(at => at == 0 ? "" : "k" + at).Array[1, 30];

    /// <summary>Rows that detecting looks at; a cell below them makes no column.</summary>
    const int LooksAtMost = 2_000;

    [Fact]
    public void A_join_agrees_with_two_nested_loops() =>
        Gen.Select(Keys, Keys, Gen.Bool).Sample((lefts, rights, isInner) =>
        {
            using var left = A.Table().WithHeaders("key", "a").WithRows(lefts.Length, at => [lefts[at], "l" + at]);
            using var right = A.Table().WithHeaders("key", "b").WithRows(rights.Length, at => [rights[at], "r" + at]);
            var expected = new List<string>();
            for (var at = 0; at < lefts.Length; at++)
            {
                var partners = Enumerable.Range(0, rights.Length).Where(other => lefts[at].Length > 0 && rights[other] == lefts[at]).ToList();
                expected.AddRange(partners.Select(other => $"{lefts[at]},l{at},r{other}"));
                expected.AddRange(partners.Count == 0 && !isInner ? [$"{lefts[at]},l{at},"] : []);
            }

            var joined = Join(left, right, isInner ? JoinKind.Inner : JoinKind.Left, allowRepeats: true);
            var unmatched = Enumerable.Range(0, lefts.Length).Where(at => lefts[at].Length == 0 || !rights.Contains(lefts[at])).Select(at => (JoinSide.Left, at + 2))
                .Concat(Enumerable.Range(0, rights.Length).Where(at => rights[at].Length == 0 || !lefts.Contains(rights[at])).Select(at => (JoinSide.Right, at + 2)));
            return joined.Lines.SequenceEqual(["key,a,b", .. expected]) && joined.Unmatched.Select(row => (row.Side, row.RowNumber)).SequenceEqual(unmatched);
        }, iter: 100, threads: 1);

    [Fact]
    public void A_join_that_would_multiply_rows_is_refused_with_the_number_of_rows()
    {
        using var left = A.Table().WithHeaders("key", "a").WithRow("x", "1").WithRow("y", "2");
        using var right = A.Table().WithHeaders("key", "b").WithRow("x", "1").WithRow("z", "1").WithRow("x", "2");

        var problem = Assert.Throws<UnreadableException>(() => Join(left, right)).Problem;

        Assert.Equal("join-multiplies", problem.Code);
        Assert.Contains("3 rows of 2", problem.What, StringComparison.Ordinal);
        Assert.Contains("“x” in its rows 2 and 4", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_that_are_repeated_but_never_asked_for_multiply_nothing()
    {
        using var left = A.Table().WithHeaders("key", "a").WithRow("y", "2");
        using var right = A.Table().WithHeaders("key", "b").WithRow("x", "1").WithRow("x", "2").WithRow("y", "3");

        Assert.Equal(["key,a,b", "y,2,3"], Join(left, right).Lines);
    }

    [Fact]
    public void Rows_are_joined_by_place_up_the_gazetteer_and_by_certain_names()
    {
        using var left = A.Table().WithHeaders("ADM2_FR", "IDPs").WithRow("Leogane", "5").WithRow("Les Cayes", "7").WithRow("Nowhere", "1");
        using var right = A.Table().WithHeaders("ADM1_PCODE", "households").WithRow("HT01", "10").WithRow("HT07", "20");

        var joined = Join(left, right, gazetteer: A.Gazetteer(), byPlace: true);

        Assert.Equal(["ADM2_FR,IDPs,ADM1_PCODE,households", "Leogane,5,HT01,10", "Les Cayes,7,HT07,20", "Nowhere,1,,"], joined.Lines);
        Assert.Equal([new UnmatchedRow(JoinSide.Left, 4, "")], joined.Unmatched);
    }

    [Fact]
    public void Tables_without_places_cannot_be_joined_by_place()
    {
        using var left = A.Table().WithHeaders("a", "b").WithRow("x", "1");
        using var right = A.Table().WithHeaders("ADM1_PCODE", "c").WithRow("HT01", "1");

        Assert.Equal("no-key", Assert.Throws<UnreadableException>(() => Join(left, right, byPlace: true)).Problem.Code);
    }

    [Fact]
    public void Short_rows_are_filled_up_headers_stay_apart_and_cells_beyond_are_counted()
    {
        using var left = A.Table().WithHeaders("key", "a", "b").WithRow("x").WithRows(LooksAtMost, _ => ["", "", ""]).WithRow("y", "1", "2", "beyond");
        using var right = A.Table().WithHeaders("key", "a").WithRow("x", "one, two").WithRow("y", "\"");

        var joined = Join(left, right);

        Assert.Equal(["key,a,b,a_2", "x,,,\"one, two\"", "y,1,2,\"\"\"\""], joined.Lines);
        Assert.Equal(1, joined.Result.CellsLeftOut);
    }

    static (List<string> Lines, List<UnmatchedRow> Unmatched, JoinResult Result) Join(TableBuilder left, TableBuilder right, JoinKind kind = JoinKind.Left, bool allowRepeats = false, Gazetteer? gazetteer = null, bool byPlace = false)
    {
        using var one = left.Open();
        using var other = right.Open();
        var options = new JoinOptions { Keys = byPlace ? [] : [new JoinKey(one.Columns[0], other.Columns[0])], Kind = kind, AllowRepeats = allowRepeats, Gazetteer = gazetteer };
        var join = TableJoin.Prepare(one, other, options, TestContext.Current.CancellationToken);
        var unmatched = new List<UnmatchedRow>();
        using var output = new MemoryStream();
        using var writer = TableWriter.Csv(output, join.Columns);
        var result = join.Run(writer, unmatched.Add, TestContext.Current.CancellationToken);
        return ([.. Encoding.UTF8.GetString(output.ToArray()).TrimEnd('\n').Split('\n')], unmatched, result);
    }
}
