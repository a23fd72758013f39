using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;

namespace Muster.Server.Features.Imports;

/// <summary>Imports that wait for a decision, on the operation's page.</summary>
sealed class ImportsPanel(MusterDb db, IStringLocalizer<ImportsText> text) : OperationPanelSource
{
    const int Shown = 6;

    public override async Task<OperationPanel?> DescribeAsync(OperationScope scope, CancellationToken cancel)
    {
        if (!scope.MayContribute)
        {
            return null;
        }

        var waiting = ListImports.Seen(db, scope).Where(import => import.State == ImportState.Review || import.State == ImportState.Examining || import.State == ImportState.Unreadable);
        var count = await waiting.CountAsync(cancel);
        var newest = await waiting.OrderByDescending(import => import.UploadedAt).Take(Shown).ToListAsync(cancel);
        var path = scope.Path + "/imports";
        return new OperationPanel(20, text["waiting"], path, count, text["none-waiting"],
            [.. newest.Select(import => new OperationPanelItem(import.FileName, $"{path}/{import.Id:D}", text["state-" + import.State], import.UploadedAt))])
        {
            Action = (text["upload"], path + "/new"),
        };
    }
}
