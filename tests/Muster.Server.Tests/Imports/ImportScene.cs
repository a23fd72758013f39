using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Places;
using Muster.Server.Tests.Host;
using Muster.Testing;

namespace Muster.Server.Tests.Imports;

/// <summary>An operation in Haiti with an officer and a member, each with a script of their own.</summary>
sealed class ImportScene
{
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    ImportScene(RunningMuster muster, Operation operation) => (Muster, Operation) = (muster, operation);

    public RunningMuster Muster { get; }

    public Operation Operation { get; }

    public required Account Officer { get; init; }

    public required Account Member { get; init; }

    public HttpClient OfficerScript { get; private set; } = null!;

    public HttpClient MemberScript { get; private set; } = null!;

    public string Api => $"/api/operations/{Operation.Slug}/imports";

    public string Pages => $"/operations/{Operation.Slug}/imports";

    public static string Sample(string path) => Path.Combine(ProjectRoot.Path, "samples", path);

    public static async Task<ImportScene> MakeAsync(RunningMuster muster, string countries = "HTI")
    {
        var operation = await muster.OperationAsync(countries: countries);
        var scene = new ImportScene(muster, operation) { Officer = await muster.AccountAsync("Odile"), Member = await muster.AccountAsync("Marc") };
        await muster.JoinAsync(operation, scene.Officer, OperationRole.InformationOfficer);
        await muster.JoinAsync(operation, scene.Member, OperationRole.Member);
        await scene.ConnectAsync();
        return scene;
    }

    /// <summary>Makes the scripts anew, after a restart too.</summary>
    public async Task ConnectAsync() => (OfficerScript, MemberScript) = (await Muster.ScriptAsync(Officer), await Muster.ScriptAsync(Member));

    /// <summary>The communes of Haiti as the current edition of a country.</summary>
    public static async Task<GazetteerEdition> HaitiAsync(RunningMuster muster, string country = "HTI")
    {
        var edition = new GazetteerEdition { Country = country, Name = "CNIGS 2018-11-29", ValidOn = new DateOnly(2018, 11, 29), IsCurrent = true, LoadedAt = muster.Clock.GetUtcNow() };
        var units = (await File.ReadAllLinesAsync(Sample("haiti-matthew/places/hti_admin_adm2.csv"))).Skip(1).Select(line => line.Split(',')).ToList();
        await muster.SaveAsync([
            edition,
            Row("HT", 0, null, "Haïti"),
            .. units.DistinctBy(unit => unit[7]).Select(unit => Row(unit[7], 1, "HT", unit[5])),
            .. units.Select(unit => Row(unit[3], 2, unit[7], unit[1])),
        ]);
        return edition;

        PlaceRow Row(string code, int level, string? parent, string name) => new()
        {
            EditionId = edition.Id,
            Code = code,
            Level = level,
            ParentCode = parent,
            Name = name,
            NamesJson = PlaceNames.Write(new Dictionary<string, string> { ["fr"] = name }),
            SearchText = Fold.Text($"{code} {name}"),
        };
    }

    public Task<JsonElement> UploadAsync(string name, string text) => UploadAsync(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Uploads as the officer and waits for the examination.</summary>
    public async Task<JsonElement> UploadAsync(string name, byte[] bytes, HttpClient? script = null)
    {
        var answer = await SendAsync(name, bytes, script);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return await WaitAsync(answer.Headers.Location!.OriginalString, script);
    }

    public Task<HttpResponseMessage> SendAsync(string name, byte[] bytes, HttpClient? script = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Api) { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("X-File-Name", Uri.EscapeDataString(name));
        return (script ?? OfficerScript).SendAsync(request);
    }

    /// <summary>Asks until no job works on the import any more.</summary>
    public async Task<JsonElement> WaitAsync(string url, HttpClient? script = null)
    {
        using var limit = new CancellationTokenSource(LongestWait);
        while (true)
        {
            var import = await (script ?? OfficerScript).GetFromJsonAsync<JsonElement>(url, limit.Token);
            if (import.GetProperty("state").GetString() is not ("examining" or "storing"))
            {
                return import;
            }

            await Task.Delay(10, limit.Token);
        }
    }

    public Task<JsonElement> WaitAsync(JsonElement import) => WaitAsync(Url(import));

    /// <summary>Takes a step and waits for the examination.</summary>
    public async Task<JsonElement> StepAsync(JsonElement import, object step)
    {
        var answer = await OfficerScript.PostAsJsonAsync(Url(import) + "/steps", step);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return await WaitAsync(import);
    }

    /// <summary>Accepts as a new public dataset and waits for its version.</summary>
    public async Task<JsonElement> AcceptAsync(JsonElement import, string title)
    {
        var answer = await OfficerScript.PostAsJsonAsync(Url(import) + "/acceptance", new { title, sensitivity = "low", audience = "public", reason = "The source confirmed it." });
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return await WaitAsync(import);
    }

    public static string Url(JsonElement import) => import.GetProperty("url").GetString()!;

    /// <summary>Rows read, accepted, queued and dropped.</summary>
    public static (long Read, long Accepted, long Queued, long Dropped) Rows(JsonElement import)
    {
        var rows = import.GetProperty("rows");
        return (rows.GetProperty("read").GetInt64(), rows.GetProperty("accepted").GetInt64(), rows.GetProperty("queued").GetInt64(), rows.GetProperty("dropped").GetInt64());
    }
}
