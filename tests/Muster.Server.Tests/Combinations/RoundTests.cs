using System.Net;
using System.Net.Http.Json;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Combinations;

public sealed class RoundTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    const string First = "site_id,site_name,households\nS1,Camp A,10\nS2,Camp B,20\nS3,Camp C,5\n";
    const string Second = "site_id,site_name,households\nS1,Camp A,12\nS2,Camp B,20\nS4,Camp D,7\n";

    [Fact]
    public async Task A_second_round_is_appended_with_a_column_that_says_which_and_compared_with_the_first()
    {
        var scene = await CombinationScene.MakeAsync(muster);
        var sites = await scene.DatasetAsync("Sites", First);
        var import = await scene.Imports.UploadAsync("round2.csv", Second);

        await scene.MakeAsync($"/imports/{import.GetProperty("id").GetString()}/round", new { dataset = sites, asOf = "2016-11-04" });

        Assert.Equal("site_id,site_name,households,Round\nS1,Camp A,10,Round 1\nS2,Camp B,20,Round 1\nS3,Camp C,5,Round 1\nS1,Camp A,12,Round 2\nS2,Camp B,20,Round 2\nS4,Camp D,7,Round 2\n", await scene.CsvAsync(sites));
        Assert.Equal("accepted", (await scene.Imports.WaitAsync(import)).GetProperty("state").GetString());
        var rounds = (await scene.GetAsync($"/datasets/{sites}/rounds")).GetProperty("rounds");
        Assert.Equal(["Round 1", "Round 2"], rounds.EnumerateArray().Select(round => round.GetProperty("label").GetString()));
        var compared = await scene.GetAsync($"/datasets/{sites}/rounds/comparison");
        var rows = compared.GetProperty("rows");
        Assert.Equal(("S4", "S3", 2.0, 1), (rows.GetProperty("added")[0].GetString(), rows.GetProperty("removed")[0].GetString(), rows.GetProperty("changed")[0].GetProperty("difference").GetDouble(), rows.GetProperty("same").GetInt32()));
        var total = compared.GetProperty("totals")[0];
        Assert.Equal((35, 39, 2.0), (total.GetProperty("before").GetInt32(), total.GetProperty("after").GetInt32(), total.GetProperty("changeInBoth").GetDouble()));
    }

    [Fact]
    public async Task A_third_round_stands_below_the_second_and_a_label_that_is_taken_is_refused()
    {
        var scene = await CombinationScene.MakeAsync(muster);
        var sites = await scene.DatasetAsync("Sites", First);
        await AppendAsync(scene, sites, Second, new { dataset = sites });
        var import = await scene.Imports.UploadAsync("round3.csv", "site_id,site_name,households\nS9,Camp Z,1\n");
        var address = $"{scene.Api}/imports/{import.GetProperty("id").GetString()}/round";

        var taken = await scene.Officer.PostAsJsonAsync(address, new { dataset = sites, label = "Round 2" });
        await scene.MakeAsync($"/imports/{import.GetProperty("id").GetString()}/round", new { dataset = sites });

        Assert.Equal("round-invalid", await CombinationScene.CodeAsync(taken));
        Assert.EndsWith("S4,Camp D,7,Round 2\nS9,Camp Z,1,Round 3\n", await scene.CsvAsync(sites), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_round_can_replace_and_is_compared_across_versions()
    {
        var scene = await CombinationScene.MakeAsync(muster);
        var sites = await scene.DatasetAsync("Sites", First);
        await AppendAsync(scene, sites, Second, new { dataset = sites, mode = "replace" });

        Assert.Equal(Second, await scene.CsvAsync(sites));
        Assert.Equal("S3", (await scene.GetAsync($"/datasets/{sites}/rounds/comparison?before=v1&after=v2")).GetProperty("rows").GetProperty("removed")[0].GetString());
    }

    [Fact]
    public async Task A_key_that_is_not_unique_is_refused_with_the_keys_and_further_columns_are_a_way_on()
    {
        var scene = await CombinationScene.MakeAsync(muster);
        var sites = await scene.DatasetAsync("Sites", "site_id,sex,households\nS1,f,1\nS1,m,2\n");
        var import = await scene.Imports.UploadAsync("round2.csv", "site_id,sex,households\nS1,f,3\nS1,m,4\n");
        var path = $"/imports/{import.GetProperty("id").GetString()}/round";

        var refused = await scene.Officer.PostAsJsonAsync(scene.Api + path, new { dataset = sites, keys = (string[])["site_id"] });
        await scene.MakeAsync(path, new { dataset = sites, keys = (string[])["site_id", "sex"] });

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("S1", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("round-key-not-unique", await CombinationScene.CodeAsync(refused));
    }

    [Fact]
    public async Task Changed_headers_are_told_before_the_round_is_taken()
    {
        var scene = await CombinationScene.MakeAsync(muster);
        var sites = await scene.DatasetAsync("Sites", First);
        var import = await scene.Imports.UploadAsync("round2.csv", "site_id,site_name,families\nS1,Camp A,12\n");

        var compared = await scene.GetAsync($"/imports/{import.GetProperty("id").GetString()}/round?dataset={sites}");

        Assert.Contains("families", compared.ToString(), StringComparison.Ordinal);
    }

    static async Task AppendAsync(CombinationScene scene, string dataset, string csv, object form)
    {
        var import = await scene.Imports.UploadAsync(dataset + "-next.csv", csv);
        await scene.MakeAsync($"/imports/{import.GetProperty("id").GetString()}/round", form);
    }
}
