using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Muster.Cli.Verbs;

namespace Muster.Cli;

/// <summary>The part of a server's API that takes imports (docs/guide/imports.md).</summary>
sealed class ImportClient : IDisposable
{
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    readonly HttpClient http = new() { Timeout = Timeout.InfiniteTimeSpan };
    readonly Uri server;
    readonly string imports;
    readonly string uploads;

    /// <summary>A client of one operation.</summary>
    public ImportClient(Uri server, string operation, string token)
    {
        this.server = new Uri(server.AbsoluteUri.TrimEnd('/') + "/");
        imports = $"api/operations/{Uri.EscapeDataString(operation)}/imports";
        uploads = $"api/operations/{Uri.EscapeDataString(operation)}/uploads";
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    /// <summary>Sends a file, a large one in pieces, and waits until it is examined.</summary>
    public async Task<PushedImport> UploadAsync(string path, string name, CancellationToken cancel)
    {
        if (new FileInfo(path).Length > PieceUpload.PieceSize)
        {
            return await UploadInPiecesAsync(path, name, cancel);
        }

        await using var file = File.OpenRead(path);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, imports)) { Content = new StreamContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Headers.Add("X-File-Name", Uri.EscapeDataString(name));
        return await WaitAsync(await SendAsync(request, cancel), cancel);
    }

    /// <summary>Accepts an import as it was seen and waits until it is stored.</summary>
    public async Task<PushedImport> AcceptAsync(PushedImport import, IReadOnlyDictionary<string, string> fields, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        await using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteNumber("revision", import.Revision);
            foreach (var (name, value) in fields)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, Absolute(import.Url + "/acceptance")) { Content = new ByteArrayContent(body.ToArray()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await WaitAsync(await SendAsync(request, cancel), cancel);
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    async Task<PushedImport> UploadInPiecesAsync(string path, string name, CancellationToken cancel)
    {
        try
        {
            var import = await new PieceUpload(http, Absolute, uploads).SendAsync(path, name, cancel);
            using var request = new HttpRequestMessage(HttpMethod.Get, Absolute(import));
            return await WaitAsync(await SendAsync(request, cancel), cancel);
        }
        catch (HttpRequestException failure)
        {
            throw new RefusedException($"The upload to {server} was broken off: {failure.Message} Push the same file again to go on.");
        }
        catch (JsonException)
        {
            throw new RefusedException($"What answers at {server} is no Muster server.");
        }
    }

    async Task<PushedImport> WaitAsync(PushedImport import, CancellationToken cancel)
    {
        for (var pause = FirstPause; import.IsBusy; pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause)
        {
            await Task.Delay(pause, cancel);
            using var request = new HttpRequestMessage(HttpMethod.Get, Absolute(import.Url));
            import = await SendAsync(request, cancel);
        }

        return import;
    }

    async Task<PushedImport> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            using var response = await http.SendAsync(request, cancel);
            var text = await response.Content.ReadAsStringAsync(cancel);
            return response.IsSuccessStatusCode ? new PushedImport(text, server) : throw new RefusedException(Refusal(response.StatusCode, text));
        }
        catch (HttpRequestException failure)
        {
            throw new RefusedException($"The server {server} does not answer: {failure.Message}");
        }
        catch (JsonException)
        {
            throw new RefusedException($"What answers at {server} is no Muster server.");
        }
    }

    /// <summary>An address of the server's own; it may lie below a path.</summary>
    Uri Absolute(string path) => new(server, path.TrimStart('/'));

    /// <summary>The server's words where it is one of ours, with the stable code.</summary>
    internal static string Refusal(HttpStatusCode status, string text)
    {
        try
        {
            using var problem = JsonDocument.Parse(text);
            var words = new[] { "title", "detail" }.Select(name => problem.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null).OfType<string>();
            var code = problem.RootElement.TryGetProperty("code", out var found) ? $" ({found.GetString()})" : "";
            return $"The server refused: {string.Join(' ', words)}{code}";
        }
        catch (JsonException)
        {
            return $"The server answered {(int)status} without a reason.";
        }
    }
}
