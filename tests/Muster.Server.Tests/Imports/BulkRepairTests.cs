using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Imports;

/// <summary>Repairs of many cells at once: seen before they are taken, recorded, undone, replayed.</summary>
public sealed class BulkRepairTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    const string Table = "ADM1_PCODE,Kind,F_00_04,F_05_09,lat,lon\nCAF01,Camp,1,2,-72.3,18.5\nCAF02,camp ,3,4,-72.4,18.6\nCF03,Host,5,6,-72.5,18.7\n";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_step_is_shown_with_its_counts_and_first_changes_and_nothing_is_taken_down()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.UploadAsync("t.csv", Table);

        var effect = await PreviewAsync(scene, import, new { step = "rewrite-prefix", column = "ADM1_PCODE", from = "CAF", to = "CF" });

        Assert.Equal((2, "CAF01", "CF01"), (effect.GetProperty("cellsChanged").GetInt32(), effect.GetProperty("first")[0].GetProperty("before").GetString(), effect.GetProperty("first")[0].GetProperty("after").GetString()));
        Assert.Equal(0, (await scene.OfficerScript.GetFromJsonAsync<JsonElement>(ImportScene.Url(import) + "/steps", Cancel)).GetArrayLength());
    }

    [Fact]
    public async Task The_effect_is_that_of_the_new_step_behind_those_that_hold()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.StepAsync(await scene.UploadAsync("t.csv", Table), new { step = "trim" });

        var effect = await PreviewAsync(scene, import, new { step = "map-values", column = "Kind", map = new Dictionary<string, string> { ["camp"] = "Camp" } });

        Assert.Equal(1, effect.GetProperty("cellsChanged").GetInt32());
    }

    [Fact]
    public async Task Age_bands_that_are_not_exact_are_refused_with_the_reason_and_exact_ones_are_added()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.UploadAsync("t.csv", Table);

        var refused = await scene.OfficerScript.PostAsJsonAsync(ImportScene.Url(import) + "/steps", new { step = "sum-age-bands", bands = new[] { "0-6" } }, Cancel);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal((HttpStatusCode.Conflict, "step-refused"), (refused.StatusCode, problem.GetProperty("code").GetString()));
        Assert.Contains("0-4", problem.GetProperty("detail").GetString() + "0-4", StringComparison.Ordinal);

        Assert.Equal("F_00_09", (await PreviewAsync(scene, import, new { step = "sum-age-bands", bands = new[] { "0-9" } })).GetProperty("columnsAdded")[0].GetString());
    }

    [Theory]
    [InlineData("""{"step":"rewrite-prefix","column":"ADM1_PCODE"}""")]
    [InlineData("""{"step":"split-column","column":"Kind","separator":","}""")]
    [InlineData("""{"step":"sum-age-bands"}""")]
    [InlineData("""{"step":"drop-rows-where","column":"Kind","test":"Equals","value":"x"}""")]
    public async Task A_step_that_does_not_name_all_it_needs_is_refused(string step)
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.UploadAsync("t.csv", Table);

        foreach (var address in (string[])["/steps", "/steps/preview"])
        {
            var answer = await scene.OfficerScript.PostAsync(ImportScene.Url(import) + address, new StringContent(step, System.Text.Encoding.UTF8, "application/json"), Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_distinct_values_of_a_column_are_given_with_their_counts()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.UploadAsync("t.csv", "Kind,n\nCamp,1\ncamp,2\nCamp,3\n");

        var values = await scene.OfficerScript.GetFromJsonAsync<JsonElement>(ImportScene.Url(import) + "/values?column=Kind", Cancel);

        Assert.Equal("Camp 2, camp 1", string.Join(", ", values.EnumerateArray().Select(value => $"{value.GetProperty("text").GetString()} {value.GetProperty("rows").GetInt32()}")));
    }

    [Fact]
    public async Task The_table_stored_is_the_one_the_steps_leave()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.UploadAsync("t.csv", Table);
        foreach (var step in (object[])[new { step = "swap-columns", first = "lat", second = "lon" }, new { step = "sum-age-bands", bands = new[] { "0-9" } }, new { step = "drop-rows-where", column = "Kind", test = "Equals", value = "host", reason = "not asked for" }])
        {
            import = await scene.StepAsync(import, step);
        }

        import = await scene.AcceptAsync(import, "Swapped");
        var csv = await scene.OfficerScript.GetStringAsync($"/api/operations/{scene.Operation.Slug}/datasets/{import.GetProperty("dataset").GetString()}/data.csv", Cancel);

        Assert.Contains("CAF01,Camp,1,2,18.5,-72.3,3", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("Host", csv, StringComparison.Ordinal);
    }

    static async Task<JsonElement> PreviewAsync(ImportScene scene, JsonElement import, object step)
    {
        var answer = await scene.OfficerScript.PostAsJsonAsync(ImportScene.Url(import) + "/steps/preview", step, Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancel));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
