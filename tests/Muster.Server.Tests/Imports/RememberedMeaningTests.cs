using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Imports;

public sealed class RememberedMeaningTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    [Fact]
    public async Task What_a_person_decided_of_a_header_is_offered_the_next_time()
    {
        var scene = await ImportScene.MakeAsync(muster);
        await ImportScene.HaitiAsync(muster);
        var first = await scene.UploadAsync("a.csv", "ADM2_PCODE,Effectif\nHT0111,10\nHT0121,20\n");
        var browser = await muster.SignedInAsync(scene.Officer);
        var page = first.GetProperty("url").GetString()!.Replace("/api", "", StringComparison.Ordinal);
        var saved = await RunningMuster.PostFormAsync(browser, page + "/columns", page + "/columns", ("revision", first.GetProperty("revision").GetRawText()), ("meaning-1", await AffectedKeyAsync(browser, page)));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var decided = await scene.WaitAsync(first);
        var answer = await scene.OfficerScript.PostAsJsonAsync(ImportScene.Url(decided) + "/acceptance", new { title = "Sinistrés", source = "Protection civile", sensitivity = "low", audience = "public", reason = "Vu." });
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        await scene.WaitAsync(decided);

        var next = await scene.UploadAsync("b.csv", "ADM2_PCODE,EFFECTIF\nHT0111,11\nHT0121,22\n");
        var column = (await scene.OfficerScript.GetFromJsonAsync<JsonElement>(ImportScene.Url(next) + "/columns"))[1];

        Assert.Equal("Unknown", column.GetProperty("meaning").GetProperty("concept").GetString(), ignoreCase: true);
        Assert.Equal("Affected", column.GetProperty("suggestion").GetProperty("concept").GetString(), ignoreCase: true);
        Assert.Contains("Protection civile", column.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    /// <summary>The value that the page offers for "people affected".</summary>
    static async Task<string> AffectedKeyAsync(HttpClient browser, string page)
    {
        var html = await browser.GetStringAsync(page + "/columns");
        var match = System.Text.RegularExpressions.Regex.Match(html, "<option value=\"([^\"]*[Aa]ffected[^\"]*)\"");
        return WebUtility.HtmlDecode(match.Groups[1].Value);
    }
}
