using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Muster.Server.Tests.Host;
using Muster.Server.Tests.Imports;

namespace Muster.Server.Tests.Combinations;

/// <summary>Datasets of an operation, made from short texts.</summary>
sealed class CombinationScene(ImportScene imports)
{
    public ImportScene Imports { get; } = imports;

    public HttpClient Officer => Imports.OfficerScript;

    public string Api => $"/api/operations/{Imports.Operation.Slug}";

    public static async Task<CombinationScene> MakeAsync(RunningMuster muster) => new(await ImportScene.MakeAsync(muster));

    /// <summary>Uploads and accepts a table.</summary>
    /// <returns>Short name of its dataset.</returns>
    public async Task<string> DatasetAsync(string title, string csv, string sensitivity = "low", string audience = "public")
    {
        var import = await Imports.UploadAsync(title + ".csv", csv);
        var answer = await Officer.PostAsJsonAsync(ImportScene.Url(import) + "/acceptance", new { title, sensitivity, audience, reason = "Checked." });
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        await Imports.WaitAsync(import);
        return Muster.Server.Features.Operations.Slug.Of(title)!;
    }

    /// <summary>Sends JSON, follows the import that it makes, and expects it to be accepted.</summary>
    public async Task<JsonElement> MakeAsync(string address, object body)
    {
        var answer = await Officer.PostAsJsonAsync(Api + address, body);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        var import = await Imports.WaitAsync(answer.Headers.Location!.OriginalString);
        Assert.True(import.GetProperty("state").GetString() == "accepted", import.ToString());
        return import;
    }

    public async Task<string> CsvAsync(string dataset) => await Officer.GetStringAsync($"{Api}/datasets/{dataset}/data.csv");

    public Task<JsonElement> GetAsync(string address) => Officer.GetFromJsonAsync<JsonElement>(Api + address);

    public static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}
