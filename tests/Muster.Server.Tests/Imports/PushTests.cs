using System.Diagnostics;
using System.Text.Json;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Imports;

/// <summary>The command line's <c>push</c> against a real server.</summary>
public sealed class PushTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    [Fact]
    public async Task A_pushed_file_becomes_a_version()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var file = await WriteAsync("ADM2_FR,ADM2_PCODE,ADM1_PCODE,F_TL,M_TL,T_TL\nDelmas,HT0112,HT01,4,6,10\nJérémie,HT0811,HT08,8,12,20\n");

        var run = await PushAsync(scene, file, "--json", "--accept", "--title", "Pushed", "--reason", "A test.");
        using var import = JsonDocument.Parse(run.Data);

        Assert.Equal("accepted", import.RootElement.GetProperty("state").GetString());
        Assert.Equal((2, "pushed", 1), (import.RootElement.GetProperty("rows").GetProperty("accepted").GetInt32(), import.RootElement.GetProperty("dataset").GetString(), import.RootElement.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task Without_acceptance_the_address_of_the_review_is_given()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var run = await PushAsync(scene, await WriteAsync("ADM1_PCODE,T_TL\nHT08,1\n"));

        Assert.StartsWith(new Uri(muster.Address, scene.Pages).AbsoluteUri, run.Data, StringComparison.Ordinal);
        Assert.Contains("review: 1 rows read", run.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_file_is_sent_in_pieces_and_goes_on_where_an_earlier_push_stopped()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var text = "ADM1_PCODE,T_TL,note\n" + string.Concat(Enumerable.Range(0, 90_000).Select(row => $"HT{row % 10 + 1:00},{row},{new string('x', 90)}\n"));
        var file = await WriteAsync(text);
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        using var begin = new HttpRequestMessage(HttpMethod.Post, $"/api/operations/{scene.Operation.Slug}/uploads");
        begin.Headers.Add("Upload-Length", $"{bytes.Length}");
        begin.Headers.Add("Upload-Metadata", $"filename {Base64("large.csv")},sha256 {Base64(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)))}");
        var url = (await scene.OfficerScript.SendAsync(begin)).Headers.Location!.OriginalString;
        using var piece = new HttpRequestMessage(HttpMethod.Patch, url) { Content = new ByteArrayContent(bytes[..1000]) };
        piece.Content.Headers.ContentType = new("application/offset+octet-stream");
        piece.Headers.Add("Upload-Offset", "0");
        (await scene.OfficerScript.SendAsync(piece)).EnsureSuccessStatusCode();

        var run = await PushAsync(scene, file, "--name", "large.csv");

        Assert.Contains("1000 of ", run.Words, StringComparison.Ordinal);
        Assert.Contains("review: 90000 rows read", run.Words, StringComparison.Ordinal);
    }

    static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    [Fact]
    public async Task A_file_that_the_server_cannot_read_is_told_with_code_2()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var run = await PushAsync(scene, await WriteAsync(""), "--accept", "--title", "Nothing");

        Assert.Equal((2, ""), (run.ExitCode, run.Data));
        Assert.EndsWith(".\n", run.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not-found", "--operation", "nowhere")]
    [InlineData("--dataset", "--operation", "OPERATION", "--accept")]
    [InlineData("add --accept", "--operation", "OPERATION", "--title", "x")]
    public async Task A_refusal_is_told_with_code_2(string sentence, params string[] arguments)
    {
        var scene = await ImportScene.MakeAsync(muster);
        var run = await RunAsync(scene, [await WriteAsync("a,b\n1,2\n"), .. arguments.Select(argument => argument == "OPERATION" ? scene.Operation.Slug : argument)]);

        Assert.Equal((2, ""), (run.ExitCode, run.Data));
        Assert.Contains(sentence, run.Words, StringComparison.Ordinal);
    }

    async Task<string> WriteAsync(string text)
    {
        var path = Path.Combine(muster.DataFolder, Guid.NewGuid().ToString("N") + ".csv");
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    Task<(int ExitCode, string Data, string Words)> PushAsync(ImportScene scene, params string[] arguments) => RunAsync(scene, ["--operation", scene.Operation.Slug, .. arguments]);

    async Task<(int ExitCode, string Data, string Words)> RunAsync(ImportScene scene, string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "muster"), ["push", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MUSTER_URL"] = muster.Address.AbsoluteUri;
        start.Environment["MUSTER_TOKEN"] = scene.OfficerScript.DefaultRequestHeaders.Authorization!.Parameter;
        using var process = Process.Start(start)!;
        var (data, words) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await data, await words);
    }
}
