using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Muster.Server.Tests.Combinations;
using Muster.Server.Tests.Host;
using Muster.Server.Tests.Imports;

namespace Muster.Server.Tests.Collections;

public sealed class CollectionTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    const string Head = "Site,Commune,Households,Status\n";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_partners_files_become_one_dataset_that_names_the_partner_of_each_row()
    {
        var scene = await CollectionScene.MakeAsync(muster);
        await scene.SendAsync("Alpha", Head + "S1,HT0711,10,open\n");
        await scene.SendAsync("Beta", Head + "S2,HT0712,20,open\n");
        await scene.SendAsync("Gamma", Head + "S3,HT0713,5,closed\n");

        await scene.MergeAsync();

        Assert.Equal("Site,Commune,Households,Status,Partner,Sent on", (await scene.Combining.CsvAsync("sites")).Split('\n')[0]);
        Assert.Equal(["Alpha", "Beta", "Gamma"], (await scene.Combining.CsvAsync("sites")).Split('\n')[1..^1].Select(line => line.Split(',')[4]));
    }

    [Fact]
    public async Task A_corrected_return_replaces_the_rows_of_that_partner_only()
    {
        var scene = await CollectionScene.MakeAsync(muster);
        await scene.SendAsync("Alpha", Head + "S1,HT0711,10,open\n");
        await scene.SendAsync("Beta", Head + "S2,HT0712,20,open\n");
        await scene.MergeAsync();
        await scene.SendAsync("Alpha", Head + "S1,HT0711,11,open\nS9,HT0711,1,open\n");

        await scene.MergeAsync();

        var rows = (await scene.Combining.CsvAsync("sites")).Split('\n')[1..^1].Select(line => string.Join(',', line.Split(',').Take(3)));
        Assert.Equal(["S1,HT0711,11", "S9,HT0711,1", "S2,HT0712,20"], rows);
        Assert.Equal(2, (await scene.Combining.GetAsync("/datasets/sites")).GetProperty("version").GetProperty("number").GetInt32());
    }

    [Fact]
    public async Task The_same_row_from_two_partners_is_written_once_and_one_that_differs_waits_for_a_person()
    {
        var scene = await CollectionScene.MakeAsync(muster);
        await scene.SendAsync("Alpha", Head + "S1,HT0711,10,open\nS2,HT0712,20,open\n");
        await scene.SendAsync("Beta", Head + "s1,HT0711,15,open\nS2,HT0712,20,open\n");

        var preview = await scene.Officer.GetFromJsonAsync<JsonElement>(scene.Api + "/merge", Cancel);
        var refused = await scene.TryMergeAsync();
        var chosen = await scene.Officer.PutAsJsonAsync(scene.Api + "/choices", new[] { new { key = "S1", partner = scene.Partners["Alpha"] } }, Cancel);
        await scene.MergeAsync();

        Assert.Equal((2, 1), (preview.GetProperty("rows").GetInt32(), preview.GetProperty("openConflicts").GetInt32()));
        Assert.Equal((HttpStatusCode.Conflict, "conflicts-open"), (refused.StatusCode, await CombinationScene.CodeAsync(refused)));
        Assert.Equal(HttpStatusCode.NoContent, chosen.StatusCode);
        var csv = await scene.Combining.CsvAsync("sites");
        Assert.Contains("S1,HT0711,10,open,Alpha", csv, StringComparison.Ordinal);
        Assert.Contains("S2,HT0712,20,open,Alpha; Beta", csv, StringComparison.Ordinal);
        Assert.Equal(3, csv.Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task Where_nobody_has_chosen_the_newest_wins_only_when_that_is_asked_for()
    {
        var scene = await CollectionScene.MakeAsync(muster);
        await scene.SendAsync("Beta", Head + "S1,HT0711,10,open\n");
        await scene.SendAsync("Alpha", Head + "S1,HT0711,15,open\n");

        await scene.MergeAsync(newestWins: true);

        Assert.Contains("S1,HT0711,15,open,Alpha", await scene.Combining.CsvAsync("sites"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_return_with_columns_deleted_renamed_and_moved_is_told_and_paired_by_hand()
    {
        var scene = await CollectionScene.MakeAsync(muster);

        var sent = await scene.SendAsync("Alpha", "Households,Name of the place,Remarks,status\n10,S1,x,ajar\n");
        var check = sent.GetProperty("check");
        var paired = await scene.Officer.PutAsJsonAsync($"{scene.Api}/partners/{scene.Partners["Alpha"]}/returns/{sent.GetProperty("id").GetString()}/columns", (int[])[1, -1, 0, 3], Cancel);

        var codes = check.GetProperty("problems").EnumerateArray().Select(problem => (problem.GetProperty("code").GetString(), problem.TryGetProperty("column", out var column) ? column.GetString() : null)).ToList();
        Assert.Contains(("missing", "Site"), codes);
        Assert.Contains(("missing", "Commune"), codes);
        Assert.Contains(("renamed", "Status"), codes);
        Assert.Contains(("extra", "Remarks"), codes);
        Assert.Contains(("not-listed", "Status"), codes);
        Assert.False(check.GetProperty("isUsable").GetBoolean());
        Assert.True((await paired.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("isUsable").GetBoolean());
    }

    [Fact]
    public async Task A_filled_template_is_known_by_its_stamp_and_an_older_version_is_told()
    {
        await ImportScene.HaitiAsync(muster);
        var scene = await CollectionScene.MakeAsync(muster);
        var filled = CollectionScene.Fill(await scene.TemplateAsync(), ["S1", "HT0711", "12", "open"]);

        var first = (await scene.SendAsync("Alpha", "alpha.xlsx", filled)).GetProperty("check");
        var form = (await scene.StatusAsync()).GetProperty("columns").EnumerateArray().Select(column => column.Deserialize<Dictionary<string, JsonElement>>()!).ToList();
        await scene.Officer.PutAsJsonAsync(scene.Api, new { title = "Sites", sensitivity = "low", audience = "public", columns = form.Append(new Dictionary<string, JsonElement> { ["header"] = JsonSerializer.SerializeToElement("Remarks") }) }, Cancel);
        var second = (await scene.SendAsync("Alpha", "alpha.xlsx", filled)).GetProperty("check");

        Assert.Equal(0, first.GetProperty("problems").GetArrayLength());
        Assert.Equal(["missing", "old-template"], second.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task The_template_has_lists_of_places_and_words_a_locked_header_and_a_stamp()
    {
        await ImportScene.HaitiAsync(muster);
        var scene = await CollectionScene.MakeAsync(muster);

        using var zip = new ZipArchive(new MemoryStream(await scene.TemplateAsync()));
        var sheet = await new StreamReader(zip.GetEntry("xl/worksheets/sheet2.xml")!.Open()).ReadToEndAsync(Cancel);
        var lists = await new StreamReader(zip.GetEntry("xl/worksheets/sheet3.xml")!.Open()).ReadToEndAsync(Cancel);

        Assert.Contains("<sheetProtection sheet=\"1\"", sheet, StringComparison.Ordinal);
        Assert.Contains("<dataValidation type=\"whole\"", sheet, StringComparison.Ordinal);
        Assert.Contains("HT0711", lists, StringComparison.Ordinal);
        Assert.Contains("closed", lists, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partners_link_takes_a_file_without_an_account_and_shows_what_they_sent_and_nothing_else()
    {
        var scene = await CollectionScene.MakeAsync(muster);
        await scene.SendAsync("Beta", "secret-of-beta.csv", System.Text.Encoding.UTF8.GetBytes(Head + "S2,HT0712,20,open\n"));
        var link = await (await scene.Officer.PostAsync($"{scene.Api}/partners/{scene.Partners["Alpha"]}/link", null, Cancel)).Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var path = new Uri(link.GetProperty("url").GetString()!).AbsolutePath;
        var partner = muster.Browser();

        var token = RunningMuster.FormToken.Match(await partner.GetStringAsync(path, Cancel)).Groups[1].Value;
        var sent = await partner.PostAsync(path, new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(Head + "S1,HT0711,10,open\n"), "file", "alpha.csv" } }, Cancel);
        var page = await partner.GetStringAsync(path, Cancel);
        await scene.Officer.DeleteAsync($"{scene.Api}/partners/{scene.Partners["Alpha"]}/link", Cancel);

        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Contains("alpha.csv", page, StringComparison.Ordinal);
        Assert.DoesNotContain("beta", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.NotFound, (await partner.GetAsync(path, Cancel)).StatusCode);
        Assert.True((await scene.StatusAsync()).GetProperty("partners")[0].GetProperty("hasSent").GetBoolean());
    }

    [Fact]
    public async Task A_link_ends_and_a_file_too_large_is_refused()
    {
        var scene = await CollectionScene.MakeAsync(muster);
        var link = await (await scene.Officer.PostAsync($"{scene.Api}/partners/{scene.Partners["Alpha"]}/link?days=1", null, Cancel)).Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var path = new Uri(link.GetProperty("url").GetString()!).AbsolutePath;
        var request = new HttpRequestMessage(HttpMethod.Post, $"{scene.Api}/partners/{scene.Partners["Alpha"]}/returns") { Content = new ByteArrayContent(new byte[(20 << 20) + 1]) };
        request.Headers.Add("X-File-Name", "large.csv");

        var large = await scene.Officer.SendAsync(request, Cancel);
        await muster.WithDbAsync(async db =>
        {
            var id = scene.Partners["Alpha"];
            return await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ExecuteUpdateAsync(db.Set<Muster.Server.Features.Collections.CollectionPartner>().Where(row => row.Id == id), set => set.SetProperty(row => row.LinkUntil, DateTimeOffset.UnixEpoch), Cancel);
        });

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "return-too-large"), (large.StatusCode, await CombinationScene.CodeAsync(large)));
        Assert.Equal(HttpStatusCode.NotFound, (await muster.Browser().GetAsync(path, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Who_has_not_sent_yet_is_listed_with_a_reminder_in_both_languages()
    {
        var scene = await CollectionScene.MakeAsync(muster);
        await scene.SendAsync("Beta", Head + "S2,HT0712,20,open\n");
        var browser = await muster.SignedInAsync(scene.Combining.Imports.Officer);
        var pages = scene.Api.Replace("/api", "", StringComparison.Ordinal);

        var status = await browser.GetStringAsync(pages + "/status.csv", Cancel);
        var partner = await browser.GetStringAsync($"{pages}/partners/{scene.Partners["Alpha"]}", Cancel);

        Assert.Contains("Alpha,Ann,ann@example.org,not sent", status, StringComparison.Ordinal);
        Assert.Contains("Beta,,,sent", status, StringComparison.Ordinal);
        Assert.Contains("Dear Ann,", partner, StringComparison.Ordinal);
        Assert.Contains("Bonjour Ann,", partner, StringComparison.Ordinal);
        Assert.Contains("mailto:ann@example.org?subject=", partner, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_see_who_has_sent_officers_alone_merge_and_for_others_there_is_nothing()
    {
        var scene = await CollectionScene.MakeAsync(muster);
        var (stranger, member) = (await muster.ScriptAsync(await muster.AccountAsync()), scene.Combining.Imports.MemberScript);

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(scene.Api, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(scene.Api + "/merge", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await member.GetAsync(scene.Api, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.GetAsync(scene.Api + "/merge", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.PostAsync($"{scene.Api}/partners/{scene.Partners["Alpha"]}/link", null, Cancel)).StatusCode);
    }
}
