using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Muster.Server.Features.Accounts;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Registry;

public sealed class OrganisationTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_organisation_is_found_by_every_spelling_and_no_spelling_means_two()
    {
        var (script, _) = await OfficerAsync();
        var word = Word();
        var made = await script.PostAsJsonAsync("/api/organisations", new { name = $"Programme Alimentaire {word}", acronym = $"PA{word}", kind = "united-nations", aliases = $"Food Programme {word}" }, Cancel);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);

        var found = await script.GetFromJsonAsync<JsonElement>($"/api/organisations?q=food%20programme%20{word}", Cancel);
        Assert.Equal($"PA{word}", Assert.Single(found.EnumerateArray()).GetProperty("acronym").GetString());
        var second = await script.PostAsJsonAsync("/api/organisations", new { name = $"p.a. {word}" }, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        Assert.Contains("is a spelling of", await second.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_merge_keeps_the_id_as_an_alias_and_can_be_taken_back()
    {
        var (script, account) = await OfficerAsync();
        var word = Word();
        var one = await AddAsync(script, $"Croix Rouge {word}");
        var two = await AddAsync(script, $"Red Cross {word}");
        var browser = await muster.SignedInAsync(account);
        await RunningMuster.PostFormAsync(browser, $"/organisations/{one}", $"/organisations/{one}/merge", ("into", $"red-cross {word}"));

        Assert.Equal(two, (await script.GetFromJsonAsync<JsonElement>($"/api/organisations/{one}", Cancel)).GetProperty("id").GetGuid());
        Assert.Equal(two, Assert.Single((await script.GetFromJsonAsync<JsonElement>($"/api/organisations?q=croix%20{word}", Cancel)).EnumerateArray()).GetProperty("id").GetGuid());

        await RunningMuster.PostFormAsync(browser, $"/organisations/{two}", $"/organisations/{one}/separation");
        Assert.Equal(one, Assert.Single((await script.GetFromJsonAsync<JsonElement>($"/api/organisations?q=croix%20{word}", Cancel)).EnumerateArray()).GetProperty("id").GetGuid());
        Assert.Equal(two, Assert.Single((await script.GetFromJsonAsync<JsonElement>($"/api/organisations?q=red%20{word}", Cancel)).EnumerateArray()).GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task A_list_is_imported_row_by_row_bad_rows_are_told_and_a_second_time_adds_nothing()
    {
        var (script, _) = await OfficerAsync();
        var word = Word();
        var csv = $"Name;Acronym;Type\r\nAction {word};A{word};INGO\r\nGouvernement {word};;Government\r\n;X;NGO\r\nLigue {word};;Football club\r\n";

        var first = await ImportAsync(script, csv);
        Assert.Equal((4, 2, 0), (first.GetProperty("rows").GetInt32(), first.GetProperty("added").GetInt32(), first.GetProperty("completed").GetInt32()));
        Assert.Equal([4, 5], first.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("row").GetInt32()));
        Assert.Contains("Football club", first.GetProperty("problems")[1].GetProperty("reason").GetString(), StringComparison.Ordinal);

        var second = await ImportAsync(script, csv);
        Assert.Equal((0, 2), (second.GetProperty("added").GetInt32(), second.GetProperty("there").GetInt32()));
        Assert.Contains("InternationalNgo", await script.GetStringAsync($"/organisations.csv?q={word}", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_makes_clusters_once_and_an_unknown_lead_is_refused()
    {
        var (script, account) = await OfficerAsync();
        var operation = await muster.OperationAsync();
        await muster.JoinAsync(operation, account, OperationRole.InformationOfficer);
        var browser = await muster.SignedInAsync(account);
        foreach (var _ in (int[])[1, 2])
        {
            await RunningMuster.PostFormAsync(browser, $"/operations/{operation.Slug}/clusters", $"/operations/{operation.Slug}/clusters/template", ("template", "clusters"));
        }

        var clusters = (await script.GetFromJsonAsync<JsonElement>($"/api/operations/{operation.Slug}/clusters", Cancel)).GetProperty("clusters").EnumerateArray().ToList();
        Assert.Equal(18, clusters.Count);
        var protection = clusters.Single(cluster => cluster.GetProperty("code").GetString() == "PRO").GetProperty("id").GetGuid();
        Assert.Equal(4, clusters.Count(cluster => cluster.GetProperty("parent").ValueKind == JsonValueKind.String && cluster.GetProperty("parent").GetGuid() == protection));

        var refused = await script.PostAsJsonAsync($"/api/operations/{operation.Slug}/clusters", new { name = "Cash", kind = "working-group", leads = "Nobody At All" }, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Nobody At All", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    async Task<(HttpClient Script, Account Account)> OfficerAsync()
    {
        var account = await muster.AccountAsync("Odile");
        await muster.JoinAsync(await muster.OperationAsync(), account, OperationRole.InformationOfficer);
        return (await muster.ScriptAsync(account), account);
    }

    static async Task<Guid> AddAsync(HttpClient script, string name) =>
        (await (await script.PostAsJsonAsync("/api/organisations", new { name }, Cancel)).Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetGuid();

    static async Task<JsonElement> ImportAsync(HttpClient script, string csv)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "partners.csv" } };
        var answer = await script.PostAsync("/api/organisations/import", form, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    static string Word() => Guid.NewGuid().ToString("N")[..10];
}
