using System.Globalization;
using CsCheck;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Sorting;
using Muster.Tabular.Writing;

namespace Muster.Tabular.Tests.Sorting;

public sealed class RowSortingTests : IDisposable
{
    static readonly string[] Texts = ["", "a", "A", "á", "b", "bé", "Bê", "c d", "zz", "a,b", "é"];

    static readonly Gen<(string Text, int? Number, bool Up, bool NumberUp)> Row =
        Gen.Select(Gen.Int[0, Texts.Length - 1], Gen.Int[-30, 40], Gen.Bool, Gen.Bool, (at, number, up, numberUp) => (Texts[at], number > 30 ? (int?)null : number, up, numberUp));

    readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Rows_come_in_the_order_of_a_plain_stable_sort() =>
        Gen.Select(Row.Array[1, 80], Gen.Bool, Gen.Bool).Sample((rows, textDown, numberDown) =>
        {
            Write(["text,n,at", .. rows.Select((row, at) => string.Create(CultureInfo.InvariantCulture, $"\"{row.Text}\",{row.Number},r{at}"))]);
            var expected = rows.Select((row, at) => (row.Text, row.Number, at));
            var plain = textDown
                ? expected.OrderBy(row => row.Text.Length == 0).ThenByDescending(row => Fold(row.Text), StringComparer.Ordinal)
                : expected.OrderBy(row => row.Text.Length == 0).ThenBy(row => Fold(row.Text), StringComparer.Ordinal);
            plain = plain.ThenBy(row => row.Number is null);
            plain = numberDown ? plain.ThenByDescending(row => row.Number) : plain.ThenBy(row => row.Number);
            return Sorted(null, ("text", textDown, SortKind.Text), ("n", numberDown, SortKind.Number)).Rows.Select(row => row[2]).SequenceEqual(plain.Select(row => $"r{row.at}"));
        }, iter: 100, threads: 1);

    [Fact]
    public void Beyond_the_memory_limit_runs_go_to_files_and_the_order_is_the_same()
    {
        var random = new Random(7);
        Write(["text,n,at", .. Enumerable.Range(0, 60_000).Select(at => string.Create(CultureInfo.InvariantCulture, $"{Texts[1 + random.Next(3)]}{random.Next(50)},{random.Next(1000)},{at} {new string('x', random.Next(60))}"))]);

        var whole = Sorted(null, ("text", false, null), ("n", true, null));
        var spilled = Sorted(1 << 20, ("text", false, null), ("n", true, null));

        Assert.Equal(0, whole.Result.Runs);
        Assert.InRange(spilled.Result.Runs, 3, 60);
        Assert.Equal(whole.Rows, spilled.Rows);
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), "muster-sort-*"));
    }

    [Fact]
    public void A_column_is_ordered_as_what_it_is_as_a_whole()
    {
        Write(["n,date,code", "10,13/10/2016,b10", "9,02/11/2016,b9", "-1,01/01/2016,B1"]);

        Assert.Equal(["-1", "9", "10"], Sorted(null, ("n", false, null)).Rows.Select(row => row[0]));
        Assert.Equal(["01/01/2016", "13/10/2016", "02/11/2016"], Sorted(null, ("date", false, null)).Rows.Select(row => row[1]));
        Assert.Equal(["B1", "b10", "b9"], Sorted(null, ("code", false, null)).Rows.Select(row => row[2]));
    }

    [Fact]
    public void Numbers_in_other_dress_have_their_value_and_what_is_none_comes_behind_and_is_counted()
    {
        Write(["n", "\"1,200\"", "(5)", "n/a", "900", "12", "13", "14", "15", "16", "17", "18", "19"]);
        var sorted = Sorted(null, ("n", true, SortKind.Number));

        Assert.Equal(["1,200", "900"], sorted.Rows.Select(row => row[0]).Take(2));
        Assert.Equal(["(5)", "n/a"], sorted.Rows.Select(row => row[0]).TakeLast(2));
        Assert.Equal([1], sorted.Result.Others);
    }

    [Fact]
    public void Dates_that_can_be_read_in_two_ways_are_put_to_a_person()
    {
        Write(["date,x", "04/10/2016,a", "05/09/2016,b"]);

        Assert.Equal("dates-two-readings", Assert.Throws<UnreadableException>(() => Sorted(null, ("date", false, null))).Problem.Code);
    }

    [Fact]
    public void Rows_keep_quotes_line_breaks_and_cells_without_a_header()
    {
        Write(["a,b", "2,\"x", "y\"", "1,\"say \"\"no\"\"\",more"]);

        Assert.Equal([["1", "say \"no\"", "more"], ["2", "x\ny", ""]], Sorted(null, ("a", false, null)).Rows);
    }

    static string Fold(string text) => Accents.Off(text).ToLowerInvariant();

    void Write(string[] lines) => File.WriteAllText(path, string.Join('\n', lines) + "\n");

    (SortResult Result, List<string[]> Rows) Sorted(long? limit, params (string Header, bool Down, SortKind? Kind)[] keys)
    {
        using var table = Pipeline.Open(path, headerRow: 1);
        using var output = new MemoryStream();
        SortResult result;
        using (var writer = TableWriter.Csv(output, table.Columns))
        {
            var by = keys.Select(key => new SortColumn(table.Columns.Single(column => column.Column.Header == key.Header), key.Down, key.Kind)).ToList();
            result = RowSorting.Run(table.Source, table.Sheet, by, writer, limit is { } bytes ? new SortOptions { MemoryLimit = bytes } : null, TestContext.Current.CancellationToken);
        }

        using var read = new PlainCsvReader(new MemoryStream(output.ToArray()), System.Text.Encoding.UTF8, ',', ReadOptions.Default);
        var rows = new List<string[]>();
        while (read.Read())
        {
            rows.Add([.. Enumerable.Range(0, read.FieldCount).Select(field => read.Field(field).ToString())]);
        }

        return (result, rows[1..]);
    }
}
