using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Tables;
using Muster.Server.Tests.Host;
using Muster.Testing;

namespace Muster.Server.Tests.Imports;

public sealed class JourneyTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    const string Communes = "haiti-matthew/population/hti_admpop_adm2_2015_derived.csv";

    [Fact]
    public async Task A_file_of_communes_becomes_a_version_whose_rows_add_up()
    {
        var scene = await ImportScene.MakeAsync(muster);
        await ImportScene.HaitiAsync(muster);

        var examined = await scene.UploadAsync("hti_admpop_adm2_2015.csv", await File.ReadAllBytesAsync(ImportScene.Sample(Communes)));
        var accepted = await scene.AcceptAsync(examined, "Population by commune");

        Assert.Equal("accepted", accepted.GetProperty("state").GetString());
        Assert.Equal((140, 140, 0, 0), ImportScene.Rows(accepted));
        Assert.Equal(("population-by-commune", 1), (accepted.GetProperty("dataset").GetString(), accepted.GetProperty("version").GetInt32()));
        var version = await VersionAsync(accepted);
        Assert.Equal(140, version.Rows);
        Assert.Equal(63, version.Columns.Count);
        Assert.NotNull(version.EditionId);
    }

    [Fact]
    public async Task The_real_file_of_2019_shows_where_its_sums_differ_by_one()
    {
        if (ProjectRoot.SharedData is not { } data)
        {
            Assert.Skip("The reference data is not beside this checkout.");
            return;
        }

        var scene = await ImportScene.MakeAsync(muster);
        var examined = await scene.UploadAsync("hti_admpop_adm2_2019.csv", await File.ReadAllBytesAsync(Path.Combine(data, "haiti", "hti_admpop_adm2_2019.csv")));
        var findings = await scene.OfficerScript.GetFromJsonAsync<JsonElement>(ImportScene.Url(examined) + "/findings?rule=PS-04");
        var accepted = await scene.AcceptAsync(examined, "Population 2019");

        Assert.Equal((140, 140, 0, 0), ImportScene.Rows(accepted));
        Assert.Equal(79, findings.GetProperty("total").GetInt64());
        Assert.Equal(79, (await VersionAsync(accepted)).Warnings - (accepted.GetProperty("findings").GetProperty("warnings").GetInt64() - 79));
    }

    [Fact]
    public async Task The_same_journey_through_the_pages_without_script()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var browser = await muster.SignedInAsync(scene.Officer);

        var sent = await SendFormAsync(browser, scene, "deux communes.csv", "ADM2_FR,ADM2_PCODE,T_TL\nDelmas,HT0112,10\nJérémie,HT0811,20\n");
        var page = sent.Headers.Location!.OriginalString;
        var import = await scene.WaitAsync("/api" + page);
        foreach (var step in new[] { "", "/columns", "/findings", "/places", "/repairs", "/difference", "/acceptance" })
        {
            Assert.Contains("deux communes.csv", await browser.GetStringAsync(page + step), StringComparison.Ordinal);
        }

        var accept = await RunningMuster.PostFormAsync(browser, page + "/acceptance", page + "/acceptance",
            ("Revision", import.GetProperty("revision").GetRawText()), ("Title", "Deux communes"), ("Sensitivity", "Low"), ("Audience", "Public"), ("Reason", "Vu."));
        Assert.Equal(HttpStatusCode.Redirect, accept.StatusCode);
        await scene.WaitAsync(import);

        Assert.Contains("Deux communes", await browser.GetStringAsync(page), StringComparison.Ordinal);
        Assert.Contains("2 accepted + 0 queued + 0 dropped = 2, of 2 rows read", WebUtility.HtmlDecode(await browser.GetStringAsync(page)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Total_rows_dropped_by_a_step_are_counted_and_come_back_when_it_is_undone()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.UploadAsync("total-rows.csv", await File.ReadAllBytesAsync(ImportScene.Sample("traps/total-rows.csv")));
        var before = ImportScene.Rows(import);

        var dropped = ImportScene.Rows(await scene.StepAsync(import, new { step = "drop-totals" }));
        var steps = await scene.OfficerScript.GetFromJsonAsync<JsonElement>(ImportScene.Url(import) + "/steps");
        await scene.OfficerScript.DeleteAsync($"{ImportScene.Url(import)}/steps/{steps[0].GetProperty("id").GetString()}");
        var undone = ImportScene.Rows(await scene.WaitAsync(import));

        Assert.True(dropped.Dropped > 0);
        Assert.Equal(before.Read, dropped.Accepted + dropped.Queued + dropped.Dropped);
        Assert.Equal((before.Read, before.Read, 0, 0), before);
        Assert.Equal(before, undone);
    }

    [Fact]
    public async Task A_second_file_becomes_the_next_version_of_the_dataset_and_replays_its_steps()
    {
        var scene = await ImportScene.MakeAsync(muster);
        const string first = "ADM2_FR,ADM2_PCODE,T_TL\n Delmas ,HT0112,10\nTotal,,10\n";
        const string second = "ADM2_FR,ADM2_PCODE,T_TL\n Jérémie ,HT0811,20\nTotal,,20\n";
        var one = await scene.UploadAsync("week-1.csv", first);
        await scene.StepAsync(one, new { step = "trim" });
        await scene.StepAsync(one, new { step = "drop-totals" });
        var accepted = await scene.AcceptAsync(await scene.WaitAsync(one), "Weekly");

        var two = await scene.UploadAsync("week-2.csv", second);
        var replayed = await scene.OfficerScript.PostAsync(ImportScene.Url(two) + "/replay", null);
        Assert.Equal(HttpStatusCode.Accepted, replayed.StatusCode);
        Assert.Equal((2, 1, 0, 1), ImportScene.Rows(await scene.WaitAsync(two)));
        var answer = await scene.OfficerScript.PostAsJsonAsync(ImportScene.Url(two) + "/acceptance", new { dataset = accepted.GetProperty("dataset").GetString(), reason = "As every week." });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);

        Assert.Equal(2, (await scene.WaitAsync(two)).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task The_same_file_accepted_twice_gives_the_same_table()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var bytes = await File.ReadAllBytesAsync(ImportScene.Sample(Communes));

        var one = await VersionAsync(await scene.AcceptAsync(await scene.UploadAsync("a.csv", bytes), "One"));
        var two = await VersionAsync(await scene.AcceptAsync(await scene.UploadAsync("a.csv", bytes), "Two"));

        Assert.Equal(one.TableHash, two.TableHash);
    }

    [Fact]
    public async Task A_meaning_set_by_a_person_wins()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.UploadAsync("x.csv", "ADM2_PCODE,Zahlen\nHT0112,10\nHT0811,20\n");

        await scene.OfficerScript.PutAsJsonAsync(ImportScene.Url(import) + "/choices", new { meanings = new Dictionary<string, object> { ["1"] = new { concept = "affected", sex = "female" } } });
        await scene.WaitAsync(import);
        var columns = await scene.OfficerScript.GetFromJsonAsync<JsonElement>(ImportScene.Url(import) + "/columns");

        Assert.Equal("affected", columns[1].GetProperty("meaning").GetProperty("concept").GetString());
        Assert.Equal(1, columns[1].GetProperty("confidence").GetDouble());
    }

    static async Task<HttpResponseMessage> SendFormAsync(HttpClient browser, ImportScene scene, string name, string text)
    {
        var token = RunningMuster.FormToken.Match(await browser.GetStringAsync(scene.Pages + "/new")).Groups[1].Value;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(text), "file", name } };
        return await browser.PostAsync(scene.Pages, form);
    }

    Task<DatasetVersion> VersionAsync(JsonElement import)
    {
        var id = import.GetProperty("id").GetGuid();
        return muster.WithDbAsync(db => db.Set<DatasetVersion>().AsNoTracking().SingleAsync(version => version.ImportId == id));
    }
}
