using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Muster.Server.Admin;
using Muster.Server.Features.Demonstration;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Admin;

public sealed class StoreCheckTests : IAsyncLifetime
{
    readonly RunningMuster muster = new();

    public async ValueTask InitializeAsync()
    {
        await muster.InitializeAsync();
        var loader = ActivatorUtilities.CreateInstance<DemonstrationLoader>(muster.Services, muster.Services.GetRequiredService<MusterSettings>() with { LoadDemonstration = true });
        await loader.LoadAsync(TextWriter.Null, default);
        await muster.JobsEndAsync();
    }

    public ValueTask DisposeAsync() => muster.DisposeAsync();

    [Fact]
    public async Task A_whole_store_agrees_and_each_kind_of_damage_is_told()
    {
        var (clean, words) = await CheckAsync();
        Assert.Equal((0, true), (clean, words.Contains("6 tables compared, 0 wrong, 0 files named by nothing", StringComparison.Ordinal)));

        var versions = await muster.WithDbAsync(db => db.Set<DatasetVersion>().AsNoTracking().OrderBy(version => version.Rows).ToListAsync());
        var files = muster.Services.GetRequiredService<IFileStore>();
        File.Delete((await files.PathAsync(versions[0].FileHash))!);
        await using (var table = File.OpenWrite((await files.PathAsync(versions[1].TableHash))!))
        {
            table.WriteByte(0);
        }

        await muster.WithDbAsync(db => db.Set<DatasetVersion>().Where(version => version.Id == versions[2].Id).ExecuteUpdateAsync(set => set.SetProperty(version => version.Rows, 7)));
        await muster.WithDbAsync(db => db.Set<Dataset>().Where(dataset => dataset.Id == versions[3].DatasetId).ExecuteUpdateAsync(set => set.SetProperty(dataset => dataset.CurrentVersionId, Guid.NewGuid())));

        var (code, told) = await CheckAsync();

        Assert.Equal(1, code);
        Assert.Contains($"Missing: {versions[0].FileHash}", told, StringComparison.Ordinal);
        Assert.Contains($"Damaged: {versions[1].TableHash}", told, StringComparison.Ordinal);
        Assert.Contains($"says 7 rows, its table {versions[2].TableHash} has {versions[2].Rows}", told, StringComparison.Ordinal);
        Assert.Contains("names a current version that it does not have", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_nothing_names_are_told_and_removed_on_request_and_no_others()
    {
        var files = muster.Services.GetRequiredService<IFileStore>();
        var loose = await files.SaveAsync(new MemoryStream("left over"u8.ToArray()), 100);

        var told = await CheckAsync();
        var repaired = await CheckAsync(repair: true);
        var after = await CheckAsync();

        Assert.Contains("1 files named by nothing", told.Words, StringComparison.Ordinal);
        Assert.Contains($"Removed: {loose.Hash}", repaired.Words, StringComparison.Ordinal);
        Assert.Null(await files.PathAsync(loose.Hash));
        Assert.Equal((0, true), (after.Code, after.Words.Contains(" 0 wrong, 0 files named by nothing", StringComparison.Ordinal)));
    }

    async Task<(int Code, string Words)> CheckAsync(bool repair = false)
    {
        await using var scope = muster.Services.CreateAsyncScope();
        var words = new StringWriter();
        var code = await ActivatorUtilities.CreateInstance<StoreCheck>(scope.ServiceProvider).RunAsync(words, repair);
        return (code, words.ToString());
    }
}
