using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Tests.Tables;

public sealed class TableStoreTests : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("muster-tables-").FullName;
    readonly TablePool pool = new();
    DiskFileStore files = null!;
    TableStore store = null!;
    DatasetVersion communes = null!;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        files = new DiskFileStore(folder);
        store = new TableStore(files, pool);
        communes = await VersionAsync(StoredTable.Communes());
    }

    public ValueTask DisposeAsync()
    {
        pool.Dispose();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Cells_come_as_typed_with_the_row_number_of_the_source()
    {
        var page = await store.PageAsync(communes, new TableQuery { Limit = 1 }, Cancel);

        Assert.Equal(2, page.Rows[0].Number);
        Assert.Equal(["HT0111", "Port-au-Prince", "500", "400", "36.5", "1,200", "2016-10-04"], page.Rows[0].Cells.Select(CellText.Of));
        Assert.Equal(5, page.Total);
    }

    [Theory]
    [InlineData(1, TableOperator.Contains, "leog", 3)]
    [InlineData(1, TableOperator.Contains, "LÉOGANE", 3)]
    [InlineData(1, TableOperator.Contains, "e-a-v", 5)]
    [InlineData(1, TableOperator.Contains, ".")]
    [InlineData(1, TableOperator.Begins, "les", 4, 6)]
    [InlineData(1, TableOperator.Equals, "Les Cayes", 4)]
    [InlineData(2, TableOperator.Equals, "500.0", 2)]
    [InlineData(2, TableOperator.Contains, "50", 2)]
    [InlineData(2, TableOperator.AtLeast, "90", 2, 3, 4)]
    [InlineData(2, TableOperator.Below, "10", 5)]
    [InlineData(5, TableOperator.Equals, "1200", 2)]
    [InlineData(5, TableOperator.Equals, "about 50", 4)]
    [InlineData(5, TableOperator.Above, "80", 2)]
    [InlineData(3, TableOperator.Blank, null, 4)]
    [InlineData(5, TableOperator.Filled, null, 2, 3, 4, 6)]
    [InlineData(6, TableOperator.Equals, "2016-10-05", 3, 4)]
    [InlineData(6, TableOperator.AtMost, "2016-10-05", 2, 3, 4)]
    [InlineData(6, TableOperator.Above, "2016-10-05", 6)]
    [InlineData(0, TableOperator.Any, "HT0711|HT0721", 4, 5, 6)]
    [InlineData(0, TableOperator.Not, "HT0711", 2, 3, 5)]
    public async Task A_filter_keeps_the_rows_it_says(int column, TableOperator comparison, string? values, params int[] rows)
    {
        var filter = new TableFilter(column, comparison, values?.Split('|') ?? []);

        var page = await store.PageAsync(communes, new TableQuery { Filters = [filter] }, Cancel);

        Assert.Equal(rows, page.Rows.Select(row => row.Number));
        Assert.Equal(rows.Length, page.Total);
    }

    [Theory]
    [InlineData(2, TableOperator.Below, "many", "filter-value")]
    [InlineData(1, TableOperator.Below, "5", "filter-no-order")]
    [InlineData(6, TableOperator.AtLeast, "4 October", "filter-value")]
    [InlineData(99, TableOperator.Equals, "x", "column-unknown")]
    [InlineData(1, TableOperator.Equals, "", "filter-value")]
    public async Task A_question_the_table_cannot_answer_is_refused(int column, TableOperator comparison, string value, string code)
    {
        var query = new TableQuery { Filters = [new TableFilter(column, comparison, [value])] };

        var refused = await Assert.ThrowsAsync<TableQueryException>(() => store.PageAsync(communes, query, Cancel));

        Assert.Equal(code, refused.Code);
    }

    [Theory]
    [InlineData(1, false, "5,3,4,6,2")]
    [InlineData(1, true, "2,4,6,3,5")]
    [InlineData(3, false, "5,6,3,2,4")]
    [InlineData(3, true, "2,3,6,5,4")]
    [InlineData(5, true, "2,3,4,5,6")]
    [InlineData(6, false, "2,3,4,6,5")]
    public async Task Rows_are_sorted_by_value_without_accents_blanks_last_equal_ones_in_order(int column, bool descending, string expected)
    {
        var page = await store.PageAsync(communes, new TableQuery { Sorts = [new TableSort(column, descending)] }, Cancel);

        Assert.Equal(expected, string.Join(',', page.Rows.Select(row => row.Number)));
    }

    [Fact]
    public async Task Pages_of_any_size_put_together_are_the_whole_sorted_table()
    {
        var random = new Random(17);
        var table = new StoredTable().With("name").With("number", Stored.Whole);
        for (var row = 0; row < 500; row++)
        {
            table.Row(random.Next(4) == 0 ? null : "É" + random.Next(9), random.Next(4) == 0 ? null : random.Next(9).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        var version = await VersionAsync(table);
        foreach (var query in new TableQuery[] { new() { Sorts = [new(0, true), new(1, false)] }, new() { Sorts = [new(1, true)] }, new(), new() { Filters = [new(0, TableOperator.Filled, [])] } })
        {
            var whole = await store.PageAsync(version, query with { Limit = 1000 }, Cancel);
            var pages = new List<int>();
            while (pages.Count < whole.Total)
            {
                pages.AddRange((await store.PageAsync(version, query with { Limit = 37, Offset = pages.Count }, Cancel)).Rows.Select(row => row.Number));
            }

            Assert.Equal(whole.Rows.Select(row => row.Number), pages);
            Assert.Distinct(pages);
        }
    }

    [Fact]
    public async Task A_page_past_the_end_is_empty_and_still_tells_the_count()
    {
        var page = await store.PageAsync(communes, new TableQuery { Offset = 100 }, Cancel);

        Assert.Empty(page.Rows);
        Assert.Equal(5, page.Total);
    }

    [Fact]
    public async Task The_values_of_a_column_come_with_their_counts()
    {
        var values = await store.ValuesAsync(communes, 0, [], 2, Cancel);

        Assert.Equal([new TableValue("HT0711", 2), new TableValue("HT0111", 1)], values.Values);
        Assert.Equal(4, values.Distinct);
    }

    [Fact]
    public async Task Sums_by_place_name_what_is_missing()
    {
        var sums = await store.SumByAsync(communes, 0, [3, 5], [], Cancel);

        var cayes = Assert.Single(sums, group => group.Keys[0] == "HT0711");
        Assert.Equal(2, cayes.Rows);
        Assert.Equal(new ColumnSum(3, 11, 1, 1, true), cayes.Sums[0]);
        Assert.Equal(new ColumnSum(5, null, 0, 2, true), cayes.Sums[1]);
    }

    [Fact]
    public async Task Decimals_are_summed_digit_for_digit()
    {
        var sum = Assert.Single(await store.SumsAsync(communes, [4], [new(4, TableOperator.Below, ["1"])], Cancel));

        Assert.Equal(0.3m, sum.Total);
        Assert.True(sum.IsExact);
    }

    [Fact]
    public async Task A_sum_too_fine_for_decimals_says_so()
    {
        var version = await VersionAsync(new StoredTable().With("x", Stored.Real).Row("0.123456789").Row("0.2"));

        var sum = Assert.Single(await store.SumsAsync(version, [0], [], Cancel));

        Assert.False(sum.IsExact);
        Assert.Equal(0.323456789m, sum.Total!.Value, 9);
    }

    [Fact]
    public async Task A_sum_over_no_row_is_none_not_zero()
    {
        var sum = Assert.Single(await store.SumsAsync(communes, [2], [new(1, TableOperator.Equals, ["nowhere"])], Cancel));

        Assert.Equal(new ColumnSum(2, null, 0, 0, true), sum);
    }

    [Theory]
    [InlineData(1, TableOperator.AtLeast, "2016-10-06", 4, 5)]
    [InlineData(1, TableOperator.Equals, "2016-10-05", 3)]
    [InlineData(2, TableOperator.Below, "15.5", 3, 5)]
    [InlineData(0, TableOperator.Contains, "ile", 5)]
    public async Task What_the_engine_writes_is_found_by_value(int column, TableOperator comparison, string value, params int[] rows)
    {
        var version = await WrittenAsync(profile => profile);

        var page = await store.PageAsync(version, new TableQuery { Filters = [new TableFilter(column, comparison, [value])] }, Cancel);

        Assert.Equal(rows, page.Rows.Select(row => row.Number));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(null)]
    public async Task Text_is_sorted_without_accents_whether_or_not_the_engine_wrote_what_to_sort_by(int? distinct)
    {
        var version = await WrittenAsync(profile => profile with { Distinct = distinct });

        var first = await store.PageAsync(version, new TableQuery { Sorts = [new TableSort(0, Descending: false)], Limit = 3 }, Cancel);
        var last = await store.PageAsync(version, new TableQuery { Sorts = [new TableSort(0, Descending: false)], Limit = 3, Offset = 3 }, Cancel);

        Assert.Equal(["Dame-Marie", "Île-à-Vache", "Jérémie", "Les Cayes"], first.Rows.Concat(last.Rows).Select(row => row.Cells[0]));
    }

    /// <summary>A small table as an accepted import stores it.</summary>
    async Task<DatasetVersion> WrittenAsync(Func<Tabular.Detecting.ColumnProfile, Tabular.Detecting.ColumnProfile> change)
    {
        using var table = Muster.Testing.A.Table().WithHeaders("name", "date", "number")
            .WithRow("Jérémie", "04/10/2016", "20").WithRow("Les Cayes", "05/10/2016", "1.5").WithRow("Dame-Marie", "25/10/2016", "15.5").WithRow("Île-à-Vache", "31/10/2016", "-3");
        using var pipeline = table.Open();
        var profiles = pipeline.Examine(new Tabular.Validating.ValidateOptions { Today = new DateOnly(2017, 1, 1) }).Profiles.Select(change).ToList();
        var path = files.NewTemporaryPath();
        await using (var output = File.Create(path))
        {
            using var repairer = new Tabular.Repairing.Repairer(pipeline.Source, pipeline.Sheet, pipeline.Columns, [], null);
            using var writer = Tabular.Writing.TableWriter.Parquet(output, pipeline.Columns, profiles);
            Tabular.Pipeline.Store(repairer, writer);
        }

        var file = await files.AdoptAsync(path, Cancel);
        return new DatasetVersion { FileHash = file.Hash, FileName = "x.csv", TableHash = file.Hash, ColumnsJson = "[]", LedgerJson = "{}" };
    }

    [Fact]
    public async Task An_open_table_reads_no_other_file()
    {
        var other = Path.Combine(folder, "other.csv");
        await File.WriteAllTextAsync(other, "a,b\n1,2\n", Cancel);
        using var lease = pool.Take((await files.PathAsync(communes.TableHash, Cancel))!);
        var connection = lease.File.Rent();
        using var command = connection.CreateCommand();

        foreach (var sql in new[] { $"SELECT * FROM read_csv('{other}')", $"COPY t TO '{other}2'", "SET enable_external_access = true", "INSTALL httpfs" })
        {
            command.CommandText = sql;
            Assert.Throws<DuckDB.NET.Data.DuckDBException>(() => command.ExecuteNonQuery());
        }
    }

    [Fact]
    public async Task More_tables_than_the_pool_keeps_open_all_answer()
    {
        var versions = new List<DatasetVersion>();
        for (var table = 0; table < 12; table++)
        {
            versions.Add(await VersionAsync(new StoredTable().With("x").Row($"{table}")));
        }

        var pages = await Task.WhenAll(versions.Concat(versions).Select(version => store.PageAsync(version, new TableQuery(), Cancel)));

        Assert.Equal(Enumerable.Range(0, 12).Concat(Enumerable.Range(0, 12)).Select(table => $"{table}"), pages.Select(page => page.Rows[0].Cells[0]));
    }

    async Task<DatasetVersion> VersionAsync(StoredTable table)
    {
        var file = await table.SaveAsync(files);
        return new DatasetVersion { FileHash = file.Hash, FileName = "x.csv", TableHash = file.Hash, ColumnsJson = "[]", LedgerJson = "{}" };
    }
}
