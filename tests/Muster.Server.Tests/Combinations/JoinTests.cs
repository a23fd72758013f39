using System.Net;
using System.Net.Http.Json;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Combinations;

public sealed class JoinTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    const string People = "adm2_pcode,adm2_name,population\nHT0711,Les Cayes,100\nHT0712,Torbeck,50\nHT0713,Chantal,20\n";
    const string Damage = "adm2_pcode,houses\nHT0711,7\nHT0712,3\nHT0799,1\n";

    [Fact]
    public async Task Columns_of_the_second_dataset_stand_beside_the_rows_of_the_first_and_both_know_of_it()
    {
        var scene = await CombinationScene.MakeAsync(muster);
        var (people, damage) = (await scene.DatasetAsync("People", People), await scene.DatasetAsync("Damage", Damage));

        var preview = await scene.GetAsync($"/datasets/{people}/combination?with={damage}");
        await scene.MakeAsync($"/datasets/{people}/combination", new { with = damage, title = "Both" });

        var join = preview.GetProperty("join");
        Assert.Equal((2, 1, 1), (join.GetProperty("matched").GetInt32(), join.GetProperty("leftUnmatched").GetInt32(), join.GetProperty("rightUnmatched").GetInt32()));
        Assert.Equal("adm2_pcode,adm2_name,population,houses\nHT0711,Les Cayes,100,7\nHT0712,Torbeck,50,3\nHT0713,Chantal,20,\n", await scene.CsvAsync("both"));
        Assert.Equal(["People", "Damage"], (await scene.GetAsync("/datasets/both/lineage")).GetProperty("madeFrom").EnumerateArray().Select(source => source.GetProperty("title").GetString()));
        Assert.Equal("Both", (await scene.GetAsync($"/datasets/{damage}/lineage")).GetProperty("usedIn")[0].GetProperty("title").GetString());
        Assert.Equal($"dataset,row,key\nPeople,3,HT0713\nDamage,3,HT0799\n", await scene.Officer.GetStringAsync($"{scene.Api}/datasets/{people}/combination/unmatched.csv?with={damage}".Replace("/api", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_join_that_multiplies_rows_is_refused_until_it_is_asked_for()
    {
        var scene = await CombinationScene.MakeAsync(muster);
        var people = await scene.DatasetAsync("People", People);
        var twice = await scene.DatasetAsync("Twice", "adm2_pcode,houses\nHT0711,7\nHT0711,8\n");

        var preview = await scene.GetAsync($"/datasets/{people}/combination?with={twice}");
        var refused = await scene.Officer.PostAsJsonAsync($"{scene.Api}/datasets/{people}/combination", new { with = twice });
        await scene.MakeAsync($"/datasets/{people}/combination", new { with = twice, allowRepeats = true, title = "Repeated" });

        Assert.True(preview.GetProperty("multiplies").GetBoolean());
        Assert.Equal(4.0 / 3, preview.GetProperty("factor").GetDouble(), 6);
        Assert.Equal((HttpStatusCode.Conflict, "join-multiplies"), (refused.StatusCode, await CombinationScene.CodeAsync(refused)));
        Assert.Equal(4, (await scene.CsvAsync("repeated")).Count(letter => letter == '\n') - 1);
    }

    [Fact]
    public async Task The_result_takes_the_highest_sensitivity_and_hides_a_source_from_who_may_not_see_it()
    {
        var scene = await CombinationScene.MakeAsync(muster);
        var (people, secret) = (await scene.DatasetAsync("People", People), await scene.DatasetAsync("Members only", Damage, "moderate", "members"));

        await scene.MakeAsync($"/datasets/{people}/combination", new { with = secret, title = "Joined", sensitivity = "low", audience = "public" });

        var joined = await scene.GetAsync("/datasets/joined");
        Assert.Equal(("moderate", "members"), (joined.GetProperty("sensitivity").GetString(), joined.GetProperty("audience").GetString()));
        Assert.Equal(0, (await (await muster.ScriptAsync()).GetFromJsonAsync<System.Text.Json.JsonElement>($"{scene.Api}/datasets/{people}/lineage")).GetProperty("usedIn").GetArrayLength());
        var into = await scene.Officer.PostAsJsonAsync($"{scene.Api}/datasets/{secret}/combination", new { with = people, into = people });
        Assert.Equal((HttpStatusCode.Conflict, "sensitivity-inherited"), (into.StatusCode, await CombinationScene.CodeAsync(into)));
    }

    [Fact]
    public async Task A_source_that_has_moved_on_is_told_and_the_join_made_again_with_one_request()
    {
        var scene = await CombinationScene.MakeAsync(muster);
        var (people, damage) = (await scene.DatasetAsync("People", People), await scene.DatasetAsync("Damage", Damage));
        await scene.MakeAsync($"/datasets/{people}/combination", new { with = damage, title = "Both" });
        var import = await scene.Imports.UploadAsync("damage2.csv", Damage.Replace("HT0711,7", "HT0711,9", StringComparison.Ordinal));
        await scene.Officer.PostAsJsonAsync(Muster.Server.Tests.Imports.ImportScene.Url(import) + "/acceptance", new { dataset = damage, reason = "Checked." });
        await scene.Imports.WaitAsync(import);

        var stale = (await scene.GetAsync("/datasets/both/lineage")).GetProperty("isStale").GetBoolean();
        await scene.MakeAsync("/datasets/both/lineage", new { });

        Assert.True(stale);
        Assert.Contains("HT0711,Les Cayes,100,9\n", await scene.CsvAsync("both"), StringComparison.Ordinal);
        Assert.False((await scene.GetAsync("/datasets/both/lineage")).GetProperty("isStale").GetBoolean());
    }

    [Fact]
    public async Task Appended_rows_say_which_dataset_they_came_from_and_differing_columns_are_told()
    {
        var scene = await CombinationScene.MakeAsync(muster);
        var (one, other) = (await scene.DatasetAsync("North", "site,households\nA,1\n"), await scene.DatasetAsync("South", "households,site,remark\n2,B,late\n"));

        var preview = await scene.GetAsync($"/datasets/{one}/combination?kind=append&with={other}");
        await scene.MakeAsync($"/datasets/{one}/combination", new { kind = "append", with = other, sourceColumn = "From", title = "All" });

        Assert.Equal("remark", preview.GetProperty("differences")[0].GetProperty("header").GetString());
        Assert.Equal("site,households,remark,From\nA,1,,North\nB,2,late,South\n", await scene.CsvAsync("all"));
    }
}
