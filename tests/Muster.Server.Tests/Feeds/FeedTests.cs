using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Xml;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Muster.Server.Features.Accounts;
using Muster.Server.Tests.Host;
using Muster.Server.Tests.Tables;

namespace Muster.Server.Tests.Feeds;

public sealed class FeedTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_service_document_leads_to_a_model_that_the_standard_library_reads()
    {
        var (feed, client) = await FeedAsync();
        var service = await client.GetFromJsonAsync<JsonElement>(feed, Cancel);
        using var xml = XmlReader.Create(await client.GetStreamAsync($"{feed}/$metadata", Cancel));

        Assert.True(CsdlReader.TryParse(xml, out var model, out var errors), string.Join("; ", errors.Select(error => error.ErrorMessage)));
        Assert.Equal("rows", service.GetProperty("value")[0].GetProperty("name").GetString());
        var type = model.EntityContainer.FindEntitySet("rows").EntityType;
        Assert.Equal(["row"], type.Key().Select(key => key.Name));
        Assert.Equal(["row:Edm.Int32", "ADM2_PCODE:Edm.String", "ADM2_FR:Edm.String", "F_TL:Edm.Int64", "M_TL:Edm.Int64", "Area:Edm.Double", "Damaged:Edm.String", "Seen_on:Edm.String"],
            type.StructuralProperties().Select(property => $"{property.Name}:{property.Type.FullName()}"));
    }

    [Theory]
    [InlineData("", 5)]
    [InlineData("?$filter=F_TL gt 50", 3)]
    [InlineData("?$filter=50 lt F_TL", 3)]
    [InlineData("?$filter=F_TL ge 90 and F_TL le 120", 2)]
    [InlineData("?$filter=M_TL eq null", 1)]
    [InlineData("?$filter=M_TL ne null", 4)]
    [InlineData("?$filter=ADM2_PCODE eq 'HT0711'", 2)]
    [InlineData("?$filter=ADM2_PCODE eq 'HT0711' or ADM2_PCODE eq 'HT0111'", 3)]
    [InlineData("?$filter=ADM2_PCODE in ('HT0111','HT0121')", 2)]
    [InlineData("?$filter=contains(ADM2_FR,'cayes')", 2)]
    [InlineData("?$filter=startswith(ADM2_FR,'Port')", 1)]
    [InlineData("?$top=2", 2)]
    [InlineData("?$skip=4", 1)]
    public async Task Rows_are_filtered_and_cut(string query, int count)
    {
        var (feed, client) = await FeedAsync();

        var answer = await client.GetFromJsonAsync<JsonElement>($"{feed}/rows{query}", Cancel);

        Assert.Equal(count, answer.GetProperty("value").GetArrayLength());
    }

    [Fact]
    public async Task Rows_are_sorted_selected_and_counted_with_the_types_of_the_model()
    {
        var (feed, client) = await FeedAsync();

        var answer = await client.GetFromJsonAsync<JsonElement>($"{feed}/rows?$orderby=F_TL desc&$select=ADM2_FR,F_TL,Damaged&$top=1&$count=true", Cancel);

        Assert.Equal(5, answer.GetProperty("@odata.count").GetInt64());
        Assert.Equal("""{"ADM2_FR":"Port-au-Prince","F_TL":500,"Damaged":"1,200"}""", answer.GetProperty("value")[0].GetRawText());
        Assert.Equal("2", await client.GetStringAsync($"{feed}/rows/$count?$filter=ADM2_PCODE eq 'HT0711'", Cancel));
    }

    [Fact]
    public async Task Pages_of_a_long_table_follow_each_other_until_every_row_came_once()
    {
        var table = new StoredTable().With("n", Stored.Whole);
        for (var row = 0; row < 2345; row++)
        {
            table.Row(row.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        var (feed, client) = await FeedAsync(table);
        var seen = new List<long>();
        string? next = $"{feed}/rows?$orderby=n&$top=2100";
        while (next is not null)
        {
            var answer = await client.GetFromJsonAsync<JsonElement>(next, Cancel);
            seen.AddRange(answer.GetProperty("value").EnumerateArray().Select(row => row.GetProperty("n").GetInt64()));
            next = answer.TryGetProperty("@odata.nextLink", out var link) ? link.GetString() : null;
        }

        Assert.Equal(Enumerable.Range(0, 2100).Select(number => (long)number), seen);
    }

    [Theory]
    [InlineData("$filter=Nothing eq 1")]
    [InlineData("$filter=F_TL eq 1 or M_TL eq 2")]
    [InlineData("$filter=length(ADM2_FR) gt 3")]
    [InlineData("$filter=not (F_TL eq 1)")]
    [InlineData("$filter=F_TL eq")]
    [InlineData("$orderby=Nothing")]
    [InlineData("$expand=rows")]
    [InlineData("$apply=aggregate(F_TL with sum as s)")]
    [InlineData("$top=-1")]
    public async Task What_is_not_answered_is_refused_and_not_passed_over(string query)
    {
        var (feed, client) = await FeedAsync();

        var answer = await client.GetAsync($"{feed}/rows?{query}", Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("error");
        Assert.Equal("odata-refused", error.GetProperty("code").GetString());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task A_restricted_table_is_read_with_a_token_as_password_and_the_reading_is_recorded()
    {
        var operation = await muster.OperationAsync();
        var (dataset, _) = await muster.DatasetAsync(operation, sensitivity: Sensitivity.Moderate, audience: Audience.Members);
        var member = await muster.AccountAsync("Marc");
        await muster.JoinAsync(operation, member, OperationRole.Member);
        var token = (await muster.ScriptAsync(member)).DefaultRequestHeaders.Authorization!.Parameter!;
        var anonymous = muster.Browser();
        var signed = $"/odata-signed/{operation.Slug}/{dataset.Slug}";

        Assert.Equal(HttpStatusCode.NotFound, (await anonymous.GetAsync($"/odata/{operation.Slug}/{dataset.Slug}/rows", Cancel)).StatusCode);
        // The answer is the same for a table that is not there: nothing is learned from it.
        foreach (var path in new[] { signed, $"/odata-signed/{operation.Slug}/nothing" })
        {
            var asked = await anonymous.GetAsync(path, Cancel);
            Assert.Equal(HttpStatusCode.Unauthorized, asked.StatusCode);
            Assert.Equal("Basic", Assert.Single(asked.Headers.WwwAuthenticate).Scheme);
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, signed + "/rows");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{member.Email}:{token}")));
        Assert.Equal(HttpStatusCode.OK, (await anonymous.SendAsync(request, Cancel)).StatusCode);
        Assert.Contains(await muster.WithDbAsync(db => Task.FromResult(db.Set<AuditEntry>().Where(entry => entry.OperationId == operation.Id).ToList())), entry => entry.AccountId == member.Id && entry.Detail!.StartsWith("odata", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_the_table_made_for_it_may_be_framed()
    {
        var operation = await muster.OperationAsync();
        var (dataset, _) = await muster.DatasetAsync(operation);
        var browser = muster.Browser();

        var embed = await browser.GetAsync($"/embed/{operation.Slug}/{dataset.Slug}?filter=ADM2_PCODE:equals:HT0711&columns=c1", Cancel);
        var table = await browser.GetAsync($"/operations/{operation.Slug}/datasets/{dataset.Slug}/table", Cancel);

        Assert.Contains("frame-ancestors *", embed.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", table.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var page = await embed.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("les cayes", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_links_says_how_and_asks_for_a_token_only_where_one_is_needed()
    {
        var operation = await muster.OperationAsync();
        var (open, _) = await muster.DatasetAsync(operation);
        var (closed, _) = await muster.DatasetAsync(operation, sensitivity: Sensitivity.Moderate, audience: Audience.Members);
        var member = await muster.AccountAsync("Marc");
        await muster.JoinAsync(operation, member, OperationRole.Member);
        var browser = await muster.SignedInAsync(member);

        var first = WebUtility.HtmlDecode(await browser.GetStringAsync($"/operations/{operation.Slug}/datasets/{open.Slug}/links?filter=c0:equals:HT0711", Cancel));
        var second = WebUtility.HtmlDecode(await browser.GetStringAsync($"/operations/{operation.Slug}/datasets/{closed.Slug}/links", Cancel));

        Assert.Contains($"/odata/{operation.Slug}/{open.Slug}", first, StringComparison.Ordinal);
        Assert.Contains("data.csv?filter=c0", first, StringComparison.Ordinal);
        Assert.DoesNotContain("MUSTER_TOKEN", first, StringComparison.Ordinal);
        Assert.Contains($"/odata-signed/{operation.Slug}/{closed.Slug}", second, StringComparison.Ordinal);
        Assert.Contains("MUSTER_TOKEN", second, StringComparison.Ordinal);
    }

    async Task<(string Feed, HttpClient Client)> FeedAsync(StoredTable? table = null)
    {
        var operation = await muster.OperationAsync();
        var (dataset, _) = await muster.DatasetAsync(operation, table);
        return ($"/odata/{operation.Slug}/{dataset.Slug}", muster.Browser());
    }
}
