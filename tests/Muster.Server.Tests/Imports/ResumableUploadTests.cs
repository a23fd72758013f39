using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Imports.Uploading;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Imports;

/// <summary>Uploads that are broken off and go on.</summary>
public sealed class ResumableUploadTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    static readonly byte[] File = Encoding.UTF8.GetBytes("ADM1_PCODE,T_TL\n" + string.Concat(Enumerable.Range(0, 500).Select(row => $"HT{row % 10 + 1:00},{row}\n")));

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upload_broken_off_goes_on_from_where_it_stands_and_becomes_an_import()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var url = await BeginAsync(scene, File.Length, $"filename {Base64("week.csv")},sha256 {Base64(Convert.ToHexStringLower(SHA256.HashData(File)))}");

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(scene, url, 0, File[..1000])).StatusCode);
        var state = await scene.OfficerScript.SendAsync(new HttpRequestMessage(HttpMethod.Head, url), Cancel);
        Assert.Equal(("1000", File.Length.ToString(CultureInfo.InvariantCulture)), (Header(state, "Upload-Offset"), Header(state, "Upload-Length")));
        var last = await SendAsync(scene, url, 1000, File[1000..]);

        var import = await scene.WaitAsync(Header(last, "Muster-Import"));
        Assert.Equal((500, "week.csv", Convert.ToHexStringLower(SHA256.HashData(File))), (import.GetProperty("rows").GetProperty("read").GetInt32(), import.GetProperty("fileName").GetString(), import.GetProperty("sha256").GetString()));
        Assert.False(await muster.WithDbAsync(db => db.Set<UploadPart>().AnyAsync(Cancel)));
    }

    [Fact]
    public async Task What_arrives_before_the_line_breaks_is_kept()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var url = await BeginAsync(scene, File.Length, $"filename {Base64("week.csv")}");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => scene.OfficerScript.SendAsync(Patch(url, 0, new BrokenContent(File[..2000], File.Length)), Cancel));

        for (var waited = 0; await OffsetAsync(scene, url) < 2000 && waited < 100; waited++)
        {
            await Task.Delay(50, Cancel);
        }

        Assert.Equal(2000, await OffsetAsync(scene, url));
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(scene, url, 2000, File[2000..])).StatusCode);
    }

    [Fact]
    public async Task A_file_too_large_is_refused_before_a_byte_is_sent()
    {
        var scene = await ImportScene.MakeAsync(muster);

        var answer = await scene.OfficerScript.SendAsync(Create(scene, 2L << 30, $"filename {Base64("huge.csv")}"), Cancel);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "upload-too-large"), (answer.StatusCode, await CodeAsync(answer)));
    }

    [Fact]
    public async Task A_piece_at_the_wrong_place_or_with_another_checksum_is_refused()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var url = await BeginAsync(scene, File.Length, $"filename {Base64("week.csv")}");

        Assert.Equal("upload-offset-differs", await CodeAsync(await SendAsync(scene, url, 10, File[10..])));
        var wrong = Patch(url, 0, new ByteArrayContent(File[..10]));
        wrong.Headers.Add("Upload-Checksum", "sha256 " + Convert.ToBase64String(SHA256.HashData(File[..11])));
        Assert.Equal("upload-checksum-differs", await CodeAsync(await scene.OfficerScript.SendAsync(wrong, Cancel)));
        Assert.Equal(0, await OffsetAsync(scene, url));
    }

    [Fact]
    public async Task A_whole_file_that_is_another_than_was_told_is_thrown_away()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var url = await BeginAsync(scene, File.Length, $"filename {Base64("week.csv")},sha256 {Base64(new string('0', 64))}");

        Assert.Equal("upload-checksum-differs", await CodeAsync(await SendAsync(scene, url, 0, File)));
        Assert.Equal(HttpStatusCode.NotFound, (await scene.OfficerScript.GetAsync(url, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Unfinished_uploads_are_listed_for_who_began_them_and_can_be_thrown_away()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var url = await BeginAsync(scene, File.Length, $"filename {Base64("week.csv")},stamp {Base64("123")}");
        var list = url[..url.LastIndexOf('/')];

        var mine = (await scene.OfficerScript.GetFromJsonAsync<JsonElement>(list, Cancel)).EnumerateArray().Single();
        Assert.Equal(("week.csv", "123", 0L), (mine.GetProperty("fileName").GetString(), mine.GetProperty("stamp").GetString(), mine.GetProperty("offset").GetInt64()));
        Assert.Empty((await scene.MemberScript.GetFromJsonAsync<JsonElement>(list, Cancel)).EnumerateArray());
        Assert.Equal(HttpStatusCode.NotFound, (await scene.MemberScript.GetAsync(url, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await scene.OfficerScript.DeleteAsync(url, Cancel)).StatusCode);
        Assert.Empty((await scene.OfficerScript.GetFromJsonAsync<JsonElement>(list, Cancel)).EnumerateArray());
    }

    [Fact]
    public async Task Too_many_unfinished_uploads_are_refused()
    {
        var scene = await ImportScene.MakeAsync(muster);
        for (var begun = 0; begun < UploadDesk.MostUnfinished; begun++)
        {
            await BeginAsync(scene, 10, $"filename {Base64("week.csv")}");
        }

        Assert.Equal("too-many-uploads", await CodeAsync(await scene.OfficerScript.SendAsync(Create(scene, 10, $"filename {Base64("week.csv")}"), Cancel)));
    }

    static HttpRequestMessage Create(ImportScene scene, long size, string metadata)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/operations/{scene.Operation.Slug}/uploads");
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Length", size.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Upload-Metadata", metadata);
        return request;
    }

    static async Task<string> BeginAsync(ImportScene scene, long size, string metadata)
    {
        var answer = await scene.OfficerScript.SendAsync(Create(scene, size, metadata), Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Cancel));
        return answer.Headers.Location!.OriginalString;
    }

    static HttpRequestMessage Patch(string url, long offset, HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        var request = new HttpRequestMessage(HttpMethod.Patch, url) { Content = content };
        request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        return request;
    }

    static Task<HttpResponseMessage> SendAsync(ImportScene scene, string url, long offset, byte[] bytes) => scene.OfficerScript.SendAsync(Patch(url, offset, new ByteArrayContent(bytes)), Cancel);

    static async Task<long> OffsetAsync(ImportScene scene, string url) => (await scene.OfficerScript.GetFromJsonAsync<JsonElement>(url, Cancel)).GetProperty("offset").GetInt64();

    static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();

    static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString();

    static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>Promises more than it sends, then breaks.</summary>
    sealed class BrokenContent(byte[] sent, long promised) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(sent);
            await stream.FlushAsync();
            await Task.Delay(200);
            throw new IOException("The line is down.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = promised;
            return true;
        }
    }
}
