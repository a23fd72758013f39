using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Muster.Server.Features.Imports;
using Muster.Server.Storage;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Imports;

public sealed class StepPreviewTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    [Fact]
    public async Task What_a_step_does_is_known_before_the_file_is_checked_again()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.UploadAsync("x.csv", "ADM2_FR,ADM2_PCODE,T_TL\n Delmas,HT0112,10\nDelmas ,HT0112,11\nDelmas,HT0112,12\n");
        await scene.StepAsync(import, new { step = "trim" });

        var preview = await PreviewAsync(import);

        Assert.NotNull(preview);
        Assert.True(preview.Effect.IsWhole);
        Assert.Equal((3, 2), (preview.Effect.Ledger.Read, preview.Effect.Ledger.CellsChanged));
        Assert.Equal([(2, " Delmas", "Delmas"), (3, "Delmas ", "Delmas")], preview.Effect.Changes.Select(change => (change.RowNumber, change.Before, change.After)));
    }

    [Fact]
    public async Task A_preview_of_what_was_decided_before_is_not_shown()
    {
        var scene = await ImportScene.MakeAsync(muster);
        var import = await scene.UploadAsync("x.csv", "ADM2_FR,ADM2_PCODE,T_TL\n Delmas,HT0112,10\n");
        await scene.StepAsync(import, new { step = "trim" });
        await scene.OfficerScript.PutAsync(ImportScene.Url(import) + "/choices", new StringContent("""{"separator":","}""", System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        await scene.WaitAsync(import);

        Assert.Null(await PreviewAsync(import));
    }

    async Task<StepPreview?> PreviewAsync(JsonElement import)
    {
        await using var scope = muster.Services.CreateAsyncScope();
        var id = import.GetProperty("id").GetGuid();
        var row = await scope.ServiceProvider.GetRequiredService<MusterDb>().Set<Import>().AsNoTracking().SingleAsync(row => row.Id == id, TestContext.Current.CancellationToken);
        return scope.ServiceProvider.GetRequiredService<StepPreviewShelf>().Find(row);
    }
}
