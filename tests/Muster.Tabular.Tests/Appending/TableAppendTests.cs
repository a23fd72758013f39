using System.Text;
using CsCheck;
using Muster.Tabular.Appending;
using Muster.Tabular.Reading;
using Muster.Tabular.Writing;
using Muster.Testing;

namespace Muster.Tabular.Tests.Appending;

public sealed class TableAppendTests
{
    [Fact]
    public void Every_cell_of_every_table_comes_out_under_its_header() =>
        Gen.Shuffle(new[] { "aa", "bb", "cc", "dd" }, 1, 4).Array[1, 4].Sample(headers =>
        {
            var builders = headers.Select((order, table) => A.Table().WithHeaders(order).WithRow([.. order.Select(header => $"{header}{table}")])).ToList();
            var (lines, _, _) = Append(null, [.. builders]);
            builders.ForEach(builder => builder.Dispose());
            var all = headers.SelectMany(order => order).Distinct().ToList();
            return lines.SequenceEqual([string.Join(',', all), .. headers.Select((order, table) => string.Join(',', all.Select(header => order.Contains(header) ? $"{header}{table}" : "")))]);
        }, iter: 100, threads: 1);

    [Fact]
    public void Columns_are_one_by_spelling_and_by_meaning_and_that_is_told()
    {
        using var one = A.Table().WithHeaders("ADM2_PCODE", "Site name", "IDPs").WithRow("HT0111", "a", "1");
        using var other = A.Table().WithHeaders("déplacés", "SITE_NAME", "adm2_pcode").WithRow("2", "b", "HT0121");

        var (lines, append, _) = Append(null, one, other);

        Assert.Equal(["ADM2_PCODE,Site name,IDPs", "HT0111,a,1", "HT0121,b,2"], lines);
        Assert.Equal([("adm2_pcode", AppendDifference.Spelling), ("SITE_NAME", AppendDifference.Spelling), ("déplacés", AppendDifference.Meaning)], append.Differences.Select(difference => (difference.Header, difference.Difference)));
    }

    [Fact]
    public void Columns_that_others_lack_stay_at_the_end_and_are_listed()
    {
        using var one = A.Table().WithHeaders("key", "note").WithRow("x", "n");
        using var other = A.Table().WithHeaders("key", "extra").WithRow("y", "e");

        var (lines, append, _) = Append("file", one, other);

        Assert.Equal(["key,note,extra,file", "x,n,,table 1", "y,,e,table 2"], lines);
        Assert.Equal([new ColumnDifference("table 2", "note", AppendDifference.Lacking, null), new ColumnDifference("table 2", "extra", AppendDifference.New, "extra")], append.Differences);
    }

    [Fact]
    public void Blank_rows_and_cells_beyond_the_header_are_counted()
    {
        using var one = A.Table().WithHeaders("key", "a").WithRow("y", "2").WithRows(2_000, _ => ["", ""]).WithRow("x", "1", "beyond");

        var (lines, _, tables) = Append(null, one);

        Assert.Equal(["key,a", "y,2", "x,1"], lines);
        Assert.Equal([new AppendedTable("table 1", 2, 2_000, 1)], tables);
    }

    [Fact]
    public void A_column_for_names_must_be_free()
    {
        using var one = A.Table().WithHeaders("key", "file").WithRow("x", "1");

        Assert.Equal("column-taken", Assert.Throws<UnreadableException>(() => Append("file", one)).Problem.Code);
    }

    static (List<string> Lines, TableAppend Append, IReadOnlyList<AppendedTable> Tables) Append(string? nameColumn, params TableBuilder[] builders)
    {
        var tables = builders.Select((builder, at) => new NamedTable($"table {at + 1}", builder.Open())).ToList();
        try
        {
            var append = new TableAppend(tables, nameColumn);
            using var output = new MemoryStream();
            using var writer = TableWriter.Csv(output, append.Columns);
            var appended = append.Run(writer, TestContext.Current.CancellationToken);
            return ([.. Encoding.UTF8.GetString(output.ToArray()).TrimEnd('\n').Split('\n')], append, appended);
        }
        finally
        {
            tables.ForEach(table => table.Table.Dispose());
        }
    }
}
