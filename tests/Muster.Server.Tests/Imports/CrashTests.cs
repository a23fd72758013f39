using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Jobs;
using Muster.Server.Features.Tables;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Imports;

public sealed class CrashTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    [Fact]
    public async Task A_restart_in_the_middle_of_examining_and_of_storing_ends_with_one_version()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var sent = await scene.SendAsync("large.csv", Large());
        var url = sent.Headers.Location!.OriginalString;

        await muster.RestartAsync();
        await scene.ConnectAsync();
        var examined = await scene.WaitAsync(url);
        await scene.OfficerScript.PostAsJsonAsync(url + "/acceptance", new { title = "Large", sensitivity = "low", audience = "public", reason = "Made for a test." });
        await muster.RestartAsync();
        await scene.ConnectAsync();
        var accepted = await scene.WaitAsync(url);

        Assert.Equal("review", examined.GetProperty("state").GetString());
        Assert.Equal("accepted", accepted.GetProperty("state").GetString());
        Assert.Single(await VersionsAsync(accepted));
    }

    [Fact]
    public async Task Work_begun_again_after_its_end_changes_nothing()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.AcceptAsync(await scene.UploadAsync("x.csv", "ADM2_PCODE,T_TL\nHT0112,10\n"), "Once");
        var before = Assert.Single(await VersionsAsync(import));

        // As a crash leaves it between the end of the work and the note of its end.
        var again = new Job { Kind = "import-store", SubjectId = import.GetProperty("id").GetGuid(), OperationId = scene.Operation.Id, CreatedAt = muster.Clock.GetUtcNow() };
        await muster.SaveAsync(again);
        await WaitForAsync(again.Id);

        Assert.Equal(before.Id, Assert.Single(await VersionsAsync(import)).Id);
    }

    [Fact]
    public async Task A_crash_after_the_files_were_written_ends_with_the_same_table()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.AcceptAsync(await scene.UploadAsync("x.csv", Large()), "Twice");
        var id = import.GetProperty("id").GetGuid();
        var first = Assert.Single(await VersionsAsync(import));

        // The transaction that was lost: version and state are as before it, the files are there.
        await muster.WithDbAsync(db => db.Set<DatasetVersion>().Where(version => version.ImportId == id).ExecuteDeleteAsync());
        await muster.WithDbAsync(db => db.Set<Dataset>().Where(dataset => dataset.Id == first.DatasetId).ExecuteDeleteAsync());
        await muster.WithDbAsync(db => db.Set<Import>().Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, ImportState.Storing)));
        await muster.SaveAsync(new Job { Kind = "import-store", SubjectId = id, OperationId = scene.Operation.Id, CreatedAt = muster.Clock.GetUtcNow() });
        var second = Assert.Single(await VersionsAsync(await scene.WaitAsync(import)));

        Assert.Equal((first.Id, first.TableHash, first.LedgerJson), (second.Id, second.TableHash, second.LedgerJson));
    }

    static byte[] Large()
    {
        var text = new StringBuilder("ADM2_FR,ADM2_PCODE,F_TL,M_TL,T_TL\n");
        for (var row = 0; row < 100_000; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"Delmas,HT0112,{row},{row + 1},{2 * row + 1}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    async Task WaitForAsync(Guid job)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await muster.WithDbAsync(db => db.Set<Job>().AnyAsync(row => row.Id == job && row.State == JobState.Waiting, limit.Token)))
        {
            await Task.Delay(10, limit.Token);
        }
    }

    Task<List<DatasetVersion>> VersionsAsync(JsonElement import)
    {
        var id = import.GetProperty("id").GetGuid();
        return muster.WithDbAsync(db => db.Set<DatasetVersion>().AsNoTracking().Where(version => version.ImportId == id).ToListAsync());
    }
}
