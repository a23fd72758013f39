using System.Net;
using System.Text.Json;
using Muster.Server.Tests.Host;
using Muster.Tabular.Reading;

namespace Muster.Server.Tests.Imports;

public sealed class ReportDownloadTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    const string Faulty = "ADM1_FR,ADM1_PCODE,T_TL\nOuest,HT 01,12\nSud,HT07,x\n,,\n";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("html", "text/html")]
    [InlineData("json", "application/json")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task The_findings_can_be_kept_in_every_form(string form, string mediaType)
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.UploadAsync("deux départements.csv", Faulty);

        using var answer = await scene.OfficerScript.GetAsync($"{ImportScene.Url(import)}/findings.{form}", Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(mediaType, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"deux départements-findings.{form}", answer.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task The_workbook_shows_the_table_as_its_steps_leave_it()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.StepAsync(await scene.UploadAsync("a.csv", "ADM1_FR,ADM1_PCODE,T_TL\nOuest , HT01,12\nSud,HT 07,3\n"), new { step = "trim" });
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, await scene.OfficerScript.GetByteArrayAsync(ImportScene.Url(import) + "/findings.xlsx", Cancel), Cancel);
        using (var source = TableSource.Open(path))
        using (var rows = source.OpenRows(1))
        {
            Assert.True(rows.Read() && rows.Read());
            Assert.Equal(("Ouest", "HT01"), (rows.Field(0).ToString(), rows.Field(1).ToString()));
        }

        File.Delete(path);
    }

    [Fact]
    public async Task The_page_of_findings_leads_to_every_form_and_speaks_the_readers_language()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.UploadAsync("a.csv", Faulty);
        var browser = await muster.SignedInAsync(scene.Officer);
        var page = await browser.GetStringAsync(ImportScene.Url(import)["/api".Length..] + "/findings", Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, ImportScene.Url(import) + "/findings.json?rule=AB-C11");
        request.Headers.Add("Accept-Language", "fr");
        using var report = JsonDocument.Parse(await (await scene.OfficerScript.SendAsync(request, Cancel)).Content.ReadAsStringAsync(Cancel));

        Assert.All(["csv", "html", "json", "xlsx"], form => Assert.Contains($"/findings.{form}\"", page, StringComparison.Ordinal));
        Assert.Equal("Le p-code « HT 01 » contient des espaces.", Assert.Single(report.RootElement.GetProperty("findings").EnumerateArray()).GetProperty("message").GetString());
    }
}
