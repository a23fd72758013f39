using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Muster.Benchmarks;

/// <summary>The way of a file into the server, without a person's time between.</summary>
static class Published
{
    public const string Operation = "haiti-matthew";

    /// <summary>Sends a file.</summary>
    /// <returns>Address of the import in the API.</returns>
    public static async Task<string> UploadAsync(HttpClient client, string file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/operations/{Operation}/imports") { Content = new StreamContent(File.OpenRead(file)) };
        request.Headers.Add("X-File-Name", Path.GetFileName(file));
        using var answer = (await client.SendAsync(request)).EnsureSuccessStatusCode();
        return $"/api/operations/{Operation}/imports/" + (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
    }

    /// <summary>From the first byte sent to the published version.</summary>
    /// <returns>Word of the dataset in addresses.</returns>
    public static async Task<string> PublishAsync(ServerProcess server, string csv)
    {
        var (client, before) = (server.Client, server.Processor);
        var (import, dataset) = ("", "");
        var read = await Timing.OfAsync(async () =>
        {
            import = await UploadAsync(client, csv);
            await SettledAsync(client, import, "review");
        });
        var stored = await Timing.OfAsync(async () =>
        {
            (await client.PostAsJsonAsync(import + "/acceptance", new { title = "Displaced people by site", reason = "Made for measuring.", sensitivity = "low", audience = "public" })).EnsureSuccessStatusCode();
            dataset = (await SettledAsync(client, import, "accepted")).GetProperty("dataset").GetString()!;
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"upload of {new FileInfo(csv).Length / 1e6:0} MB to review {read / 1000:0.0} s, acceptance to published {stored / 1000:0.0} s, together {(read + stored) / 1000:0.0} s (goal for a million rows 10), processor {(server.Processor - before).TotalSeconds:0.0} s, most memory {server.PeakMegabytes} MB (goal 700)"));
        return dataset;
    }

    /// <summary>Waits until no work is under way.</summary>
    public static async Task<JsonElement> SettledAsync(HttpClient client, string import, string wanted)
    {
        while (true)
        {
            var answer = await client.GetFromJsonAsync<JsonElement>(import);
            var state = answer.GetProperty("state").GetString();
            if (state is not ("examining" or "storing"))
            {
                return state == wanted ? answer : throw new InvalidOperationException(answer.ToString());
            }

            await Task.Delay(20);
        }
    }
}
