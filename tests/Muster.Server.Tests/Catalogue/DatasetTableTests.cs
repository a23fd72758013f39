using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Muster.Server.Tests.Host;
using Muster.Server.Tests.Tables;

namespace Muster.Server.Tests.Catalogue;

public sealed class DatasetTableTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "2,3,4,5,6")]
    [InlineData("?filter=ADM2_FR:contains:leog", "3")]
    [InlineData("?filter=c0:any:HT0711%7CHT0721&sort=-c2", "4,6,5")]
    [InlineData("?filter=F_TL:atleast:90&filter=F_TL:below:500&sort=F_TL", "4,3")]
    [InlineData("?filter=M_TL:blank", "4")]
    [InlineData("?sort=Seen on&sort=-c2&offset=1&limit=2", "3,4")]
    public async Task Rows_are_filtered_sorted_and_cut_as_the_address_says(string query, string rows)
    {
        var (path, script) = await DatasetAsync();

        var answer = await script.GetFromJsonAsync<JsonElement>(path + "/rows" + query, Cancel);

        Assert.Equal(rows, string.Join(',', answer.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("number").GetInt32())));
    }

    [Fact]
    public async Task Cells_are_numbers_only_where_the_whole_column_is()
    {
        var (path, script) = await DatasetAsync();

        var row = (await script.GetFromJsonAsync<JsonElement>(path + "/rows?columns=F_TL,Damaged,M_TL&offset=2&limit=1", Cancel)).GetProperty("rows")[0];

        Assert.Equal("[90,\"about 50\",null]", row.GetProperty("cells").GetRawText());
    }

    [Theory]
    [InlineData("?filter=nothing:contains:x", "column-unknown")]
    [InlineData("?filter=c0:resembles:x", "filter-unknown")]
    [InlineData("?filter=F_TL:below:many", "filter-value")]
    [InlineData("?filter=ADM2_FR:above:5", "filter-no-order")]
    [InlineData("?sort=c99", "column-unknown")]
    public async Task A_question_that_means_nothing_is_refused_with_its_code(string query, string code)
    {
        var (path, script) = await DatasetAsync();

        foreach (var place in new[] { "/rows", "/data.csv" })
        {
            var refused = await script.GetAsync(path + place + query, Cancel);

            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Equal(code, (await refused.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString());
        }
    }

    [Fact]
    public async Task The_page_explains_a_question_that_means_nothing()
    {
        var (path, _) = await DatasetAsync();

        var answer = await muster.Browser().GetAsync(path["/api".Length..] + "/table?filter=F_TL:below:many", Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("cannot be compared", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_of_the_form_becomes_part_of_a_plain_address()
    {
        var (path, _) = await DatasetAsync();

        var answer = await muster.Browser().GetAsync(path["/api".Length..] + "/table?sort=-c2&column=c1&op=contains&value=cayes", Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith("/table?filter=c1:contains:cayes&sort=-c2", Uri.UnescapeDataString(answer.Headers.Location!.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_values_of_a_column_are_counted()
    {
        var (path, script) = await DatasetAsync();

        var values = await script.GetFromJsonAsync<JsonElement>(path + "/values/ADM2_PCODE", Cancel);

        Assert.Equal(4, values.GetProperty("distinct").GetInt32());
        Assert.Equal("HT0711", values.GetProperty("values")[0].GetProperty("value").GetString());
    }

    [Fact]
    public async Task Every_condition_survives_its_own_address()
    {
        var (path, script) = await DatasetAsync(new StoredTable().With("a:b|c").Row("x|y\\z").Row("x:y").Row([null]));

        foreach (var (value, row) in new[] { ("x%7Cy%5Cz", 2), ("x%3Ay", 3) })
        {
            var page = await muster.Browser().GetAsync(path["/api".Length..] + "/table?column=a%3Ab%7Cc&op=equals&value=" + value, Cancel);
            var answer = await script.GetFromJsonAsync<JsonElement>(path + "/rows" + page.Headers.Location!.ToString()[page.Headers.Location.ToString().IndexOf('?', StringComparison.Ordinal)..], Cancel);

            Assert.Equal(row, Assert.Single(answer.GetProperty("rows").EnumerateArray()).GetProperty("number").GetInt32());
        }
    }

    async Task<(string Path, HttpClient Script)> DatasetAsync(StoredTable? table = null)
    {
        var operation = await muster.OperationAsync();
        var (dataset, _) = await muster.DatasetAsync(operation, table);
        return ($"/api/operations/{operation.Slug}/datasets/{dataset.Slug}", await muster.ScriptAsync());
    }
}
