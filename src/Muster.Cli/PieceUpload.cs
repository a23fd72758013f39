using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Muster.Cli;

/// <summary>Sends a large file in pieces (tus 1.0.0): a broken line is waited for, and the same file pushed again goes on where it stopped.</summary>
sealed class PieceUpload(HttpClient http, Func<string, Uri> absolute, string uploads)
{
    /// <summary>Files up to this size are sent in one request.</summary>
    public const int PieceSize = 8 << 20;

    const int MostPauses = 8;
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Sends what the server does not have yet.</summary>
    /// <returns>Address of the import in the API.</returns>
    public async Task<string> SendAsync(string path, string name, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
        var (url, offset) = await FindAsync(name, file.Length, sha256, cancel) ?? (await BeginAsync(name, file.Length, sha256, cancel), 0);
        if (offset > 0)
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{offset} of {file.Length} bytes are there already; going on."));
        }

        var pauses = 0;
        while (true)
        {
            try
            {
                using var answer = await SendPieceAsync(file, url, offset, cancel);
                if (answer.Headers.TryGetValues("Muster-Import", out var import))
                {
                    return import.First();
                }

                (offset, pauses) = (OffsetOf(answer), 0);
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException && pauses < MostPauses)
            {
                await Task.Delay(FirstPause * Math.Pow(2, pauses++), cancel);
                offset = await AskAsync(url, cancel) ?? offset;
            }
        }
    }

    async Task<(string Url, long Offset)?> FindAsync(string name, long size, string sha256, CancellationToken cancel)
    {
        using var answer = await CheckedAsync(new HttpRequestMessage(HttpMethod.Get, absolute(uploads)), cancel);
        using var list = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancel));
        foreach (var upload in list.RootElement.EnumerateArray())
        {
            if (upload.GetProperty("fileName").GetString() == name && upload.GetProperty("sizeInBytes").GetInt64() == size && upload.TryGetProperty("sha256", out var told) && told.GetString() == sha256)
            {
                return (upload.GetProperty("url").GetString()!, upload.GetProperty("offset").GetInt64());
            }
        }

        return null;
    }

    async Task<string> BeginAsync(string name, long size, string sha256, CancellationToken cancel)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, absolute(uploads));
        request.Headers.Add("Upload-Length", size.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Upload-Metadata", $"filename {Base64(name)},sha256 {Base64(sha256)}");
        using var answer = await CheckedAsync(request, cancel);
        return answer.Headers.Location!.OriginalString;
    }

    async Task<HttpResponseMessage> SendPieceAsync(FileStream file, string url, long offset, CancellationToken cancel)
    {
        var piece = new byte[(int)Math.Min(PieceSize, file.Length - offset)];
        file.Position = offset;
        await file.ReadExactlyAsync(piece, cancel);
        var request = new HttpRequestMessage(HttpMethod.Patch, absolute(url)) { Content = new ByteArrayContent(piece) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Upload-Checksum", "sha256 " + Convert.ToBase64String(SHA256.HashData(piece)));
        return await CheckedAsync(request, cancel);
    }

    /// <summary>Bytes that are there; null where the server does not answer yet.</summary>
    async Task<long?> AskAsync(string url, CancellationToken cancel)
    {
        try
        {
            using var answer = await CheckedAsync(new HttpRequestMessage(HttpMethod.Head, absolute(url)), cancel);
            return OffsetOf(answer);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return null;
        }
    }

    /// <summary>The answer, if it is a success. A server that is down for a while, or another request of one's own, is waited for like a broken line.</summary>
    async Task<HttpResponseMessage> CheckedAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        using (request)
        {
            var answer = await http.SendAsync(request, cancel);
            if (answer.IsSuccessStatusCode)
            {
                return answer;
            }

            using (answer)
            {
                var text = await answer.Content.ReadAsStringAsync(cancel);
                var isWorthWaiting = answer.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError || text.Contains("upload-offset-differs", StringComparison.Ordinal);
                throw isWorthWaiting ? new HttpRequestException(ImportClient.Refusal(answer.StatusCode, text)) : new RefusedException(ImportClient.Refusal(answer.StatusCode, text));
            }
        }
    }

    static long OffsetOf(HttpResponseMessage answer) => long.Parse(answer.Headers.GetValues("Upload-Offset").First(), CultureInfo.InvariantCulture);

    static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
