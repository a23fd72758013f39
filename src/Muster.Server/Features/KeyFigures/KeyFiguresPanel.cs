using Microsoft.Extensions.Localization;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.KeyFigures;

/// <summary>Key figures on the operation's page: those of the widest places first, each with its day and source.</summary>
sealed class KeyFiguresPanel(KeyFigureStore store, IStringLocalizer<KeyFiguresText> text) : OperationPanelSource
{
    const int Shown = 6;

    public override async Task<OperationPanel?> DescribeAsync(OperationScope scope, CancellationToken cancel)
    {
        var lines = await store.LinesAsync(scope, cancel);
        var widest = lines.Where(line => line.Shown?.Value is not null).OrderBy(line => line.Figure.PlaceCode?.Length ?? 0).ThenByDescending(line => line.Anchor is not null)
            .ThenBy(line => Indicators.OrderOf(line.Figure.IndicatorKey)).Take(Shown).Select(line => Item(scope, KeyFigureRow.Of(line, text)));
        return new OperationPanel(5, text["key-figures"], scope.Path + "/key-figures", lines.Count, text["no-key-figures"], [.. widest])
        {
            Action = scope.MayContribute ? (text["add-figure"], scope.Path + "/key-figures/new") : null,
        };
    }

    OperationPanelItem Item(OperationScope scope, KeyFigureRow row) => new(
        $"{row.Name}: {row.Value}", $"{scope.Path}/key-figures/{row.Id:D}",
        string.Join(", ", new[] { row.Area, row.AsOf?.ToString("d MMM yyyy", System.Globalization.CultureInfo.CurrentCulture), row.IsAnchor || row.Count == 1 ? null : text["latest"].Value }.Where(part => !string.IsNullOrEmpty(part))), null);
}
