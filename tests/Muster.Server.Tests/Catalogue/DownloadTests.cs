using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DuckDB.NET.Data;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Tables;
using Muster.Server.Tests.Figures;
using Muster.Server.Tests.Host;
using Muster.Server.Tests.Tables;
using Muster.Tabular;

namespace Muster.Server.Tests.Catalogue;

public sealed class DownloadTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_csv_guards_formulas_and_says_so_and_the_exact_file_does_not()
    {
        var table = new StoredTable().With("note").With("n", Stored.Whole)
            .Row("=cmd()", "-5").Row("@x", null).Row("+509 3700", "1").Row("-", "2").Row("-12 °C", "3").Row("\tx", "4").Row("plain", "5");
        var (path, script, _) = await DatasetAsync(table);

        var guarded = await script.GetAsync(path + "/data.csv", Cancel);
        var exact = await script.GetAsync(path + "/data.csv?exact=true", Cancel);

        Assert.Equal("note,n\n\"'=cmd()\",-5\n\"'@x\",\n+509 3700,1\n\"'-\",2\n-12 °C,3\n\"'\tx\",4\nplain,5\n", await guarded.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("note,n\n=cmd(),-5\n@x,\n+509 3700,1\n-,2\n-12 °C,3\n\tx,4\nplain,5\n", await exact.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("guarded", Assert.Single(guarded.Headers.GetValues("Muster-Formulas")));
        Assert.Contains("exact=true", Assert.Single(guarded.Headers.GetValues("Link")), StringComparison.Ordinal);
        Assert.False(exact.Headers.Contains("Muster-Formulas"));
    }

    [Fact]
    public async Task Rows_and_columns_of_a_download_are_those_of_the_address()
    {
        var (path, script, _) = await DatasetAsync();

        Assert.Equal("M_TL,ADM2_PCODE\n,HT0711\n11,HT0711\n", await script.GetStringAsync(path + "/data.csv?filter=ADM2_PCODE:equals:HT0711&columns=M_TL&columns=ADM2_PCODE", Cancel));
    }

    [Fact]
    public async Task Headers_come_in_the_style_asked_for()
    {
        var (path, script, _) = await DatasetAsync();

        Assert.StartsWith("adm2_pcode,", await script.GetStringAsync(path + "/data.csv?headers=cod-newest", Cancel), StringComparison.Ordinal);
        Assert.StartsWith("ADM2_PCODE,", await script.GetStringAsync(path + "/data.csv?headers=cod-classic", Cancel), StringComparison.Ordinal);
        Assert.Contains("\n#adm2+code", await script.GetStringAsync(path + "/data.csv?headers=hxl", Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await script.GetAsync(path + "/data.csv?headers=fancy", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Json_has_numbers_only_where_the_whole_column_is_written_as_plain_numbers()
    {
        var (path, script, _) = await DatasetAsync();

        var first = JsonDocument.Parse(await script.GetStringAsync(path + "/data.json", Cancel)).RootElement[0];

        Assert.Equal(500, first.GetProperty("F_TL").GetInt32());
        Assert.Equal("1,200", first.GetProperty("Damaged").GetString());
    }

    [Fact]
    public async Task The_workbook_is_read_back_with_the_same_rows()
    {
        var (path, script, _) = await DatasetAsync();
        var file = Path.Combine(muster.DataFolder, Guid.NewGuid() + ".xlsx");
        await File.WriteAllBytesAsync(file, await script.GetByteArrayAsync(path + "/data.xlsx", Cancel), Cancel);

        using var pipeline = Pipeline.Open(file);
        using var rows = pipeline.Source.OpenRows(0);
        var count = 0;
        while (rows.Read())
        {
            count++;
        }

        Assert.Equal("ADM2_PCODE", pipeline.Sheet.Columns[0].Header);
        Assert.Equal(6, count);
    }

    [Fact]
    public async Task Parquet_carries_headers_text_as_typed_and_values_beside_it()
    {
        var table = new StoredTable().With("name").With("name").With("seen", Stored.DateText).With("say \"hi\"", Stored.Whole).Row("a", "b", "2016-10-04", "7").Row("c", "d", "soon", null);
        var (path, script, _) = await DatasetAsync(table);
        var file = Path.Combine(muster.DataFolder, Guid.NewGuid() + ".parquet");
        await File.WriteAllBytesAsync(file, await script.GetByteArrayAsync(path + "/data.parquet?filter=seen:filled", Cancel), Cancel);

        await using var connection = new DuckDBConnection("DataSource=:memory:");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT \"name\", \"name 2\", seen, CAST(\"seen (value)\" AS DATE), \"say \"\"hi\"\"\" FROM read_parquet('{file}')";
        await using var reader = await command.ExecuteReaderAsync(Cancel);

        Assert.True(await reader.ReadAsync(Cancel));
        Assert.Equal(["a", "b", "2016-10-04", new DateOnly(2016, 10, 4), 7L], Enumerable.Range(0, 5).Select(reader.GetValue));
        Assert.True(await reader.ReadAsync(Cancel));
        Assert.True(await reader.IsDBNullAsync(3, Cancel));
    }

    [Fact]
    public async Task The_original_is_the_file_byte_for_byte_with_ranges()
    {
        var (path, script, dataset) = await DatasetAsync();

        var whole = await script.GetAsync(path + "/original", Cancel);
        var request = new HttpRequestMessage(HttpMethod.Get, path + "/original") { Headers = { Range = new RangeHeaderValue(0, 2) } };
        var part = await script.SendAsync(request, Cancel);

        Assert.Equal($"{dataset.Slug} 1: as uploaded", await whole.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("attachment", whole.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("communes.csv", whole.Content.Headers.ContentDisposition.FileName);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("ds-", await part.Content.ReadAsStringAsync(Cancel));
    }

    [Theory]
    [InlineData("/data.csv")]
    [InlineData("/data.xlsx")]
    [InlineData("/data.json")]
    [InlineData("/data.parquet")]
    [InlineData("/original")]
    public async Task What_the_reader_holds_is_not_sent_again_and_a_head_has_no_body(string file)
    {
        var (path, script, _) = await DatasetAsync();
        var first = await script.GetAsync(path + file, Cancel);

        var again = await script.SendAsync(new HttpRequestMessage(HttpMethod.Get, path + file) { Headers = { IfNoneMatch = { first.Headers.ETag! } } }, Cancel);
        var head = await script.SendAsync(new HttpRequestMessage(HttpMethod.Head, path + file), Cancel);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.NotEmpty(await first.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(first.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task Exports_of_restricted_data_are_recorded_and_those_of_open_data_are_not()
    {
        var operation = await muster.OperationAsync();
        var member = await muster.AccountAsync();
        await muster.JoinAsync(operation, member, OperationRole.Member);
        var (closed, _) = await muster.DatasetAsync(operation, sensitivity: Sensitivity.Moderate, audience: Audience.Members);
        var (open, _) = await muster.DatasetAsync(operation);
        var script = await muster.ScriptAsync(member);

        foreach (var dataset in new[] { closed, open })
        {
            await script.GetAsync($"/api/operations/{operation.Slug}/datasets/{dataset.Slug}/data.csv?filter=ADM2_PCODE:equals:HT0711", Cancel);
        }

        var entry = Assert.Single(await muster.WithDbAsync(db => db.Set<AuditEntry>().Where(entry => entry.OperationId == operation.Id && entry.Action == "dataset.export").ToListAsync()));
        Assert.Equal(("csv, 2 rows", (Guid?)member.Id), (entry.Detail, entry.AccountId));
        Assert.Contains(closed.Slug, entry.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_taken_of_restricted_data_are_recorded_and_looking_at_them_is_not()
    {
        var operation = await muster.OperationAsync();
        var member = await muster.AccountAsync();
        await muster.JoinAsync(operation, member, OperationRole.Member);
        var (dataset, _) = await muster.DatasetAsync(operation, SampleData.Population(1), sensitivity: Sensitivity.Moderate, audience: Audience.Members);
        var script = await muster.ScriptAsync(member);
        var figures = $"/operations/{operation.Slug}/datasets/{dataset.Slug}/figures/pyramid";

        using var looking = new HttpRequestMessage(HttpMethod.Get, figures + ".svg");
        looking.Headers.Add("Sec-Fetch-Dest", "image");
        Assert.True((await script.SendAsync(looking, Cancel)).IsSuccessStatusCode);
        Assert.True((await script.GetAsync(figures, Cancel)).IsSuccessStatusCode);
        foreach (var format in new[] { "svg", "png", "csv" })
        {
            Assert.True((await script.GetAsync($"{figures}.{format}", Cancel)).IsSuccessStatusCode);
        }

        var taken = await muster.WithDbAsync(db => db.Set<AuditEntry>().Where(entry => entry.OperationId == operation.Id && entry.Action == "dataset.export").Select(entry => entry.Detail).ToListAsync());
        Assert.Equal(["pyramid as CSV", "pyramid as PNG", "pyramid as SVG"], taken.Order(StringComparer.Ordinal));
    }

    async Task<(string Path, HttpClient Script, Dataset Dataset)> DatasetAsync(StoredTable? table = null)
    {
        var operation = await muster.OperationAsync();
        var (dataset, _) = await muster.DatasetAsync(operation, table);
        return ($"/api/operations/{operation.Slug}/datasets/{dataset.Slug}", await muster.ScriptAsync(), dataset);
    }
}
