using Microsoft.Extensions.Localization;
using Muster.Server.Features.Operations;
using Muster.Server.Pages;

namespace Muster.Server.Features.Places;

/// <summary>On the operation's page: which edition its countries use, how many units, and whether boundaries are there.</summary>
sealed class PlacesPanel(PlaceStore places, IStringLocalizer<PlacesText> text) : OperationPanelSource
{
    public override async Task<OperationPanel?> DescribeAsync(OperationScope scope, CancellationToken cancel)
    {
        var (items, units, missing) = (new List<OperationPanelItem>(), 0, (string?)null);
        foreach (var country in scope.Operation.CountryCodes)
        {
            if (await places.EditionAsync(country, null, cancel) is not { } edition)
            {
                missing ??= country;
                items.Add(new OperationPanelItem(CountryNames.Of(country), "/places/" + country, text["panel-no-edition"], null));
                continue;
            }

            var levels = await places.LevelsAsync(edition.Id, cancel);
            units += levels.Where(level => level.Level > 0).Sum(level => level.Units);
            items.Add(new OperationPanelItem($"{CountryNames.Of(country)}: {edition.Name}", "/places/" + country, text["panel-units", string.Join(", ", levels.Where(level => level.Level > 0).Select(level => PageContext.Number(level.Units)))], null));
            var without = levels.Where(level => level.Level > 0 && level.WithBoundary == 0).Select(level => level.Level).ToList();
            if (without.Count > 0)
            {
                missing ??= country;
                items.Add(new OperationPanelItem(text["panel-no-boundaries", string.Join(", ", without)], "/places/" + country, null, null));
            }
        }

        var path = scope.Operation.CountryCodes is [var only] ? "/places/" + only : "/places";
        return new OperationPanel(30, text["places"], path, units, text["panel-empty"], [.. items.Take(6)])
        {
            Action = missing is not null && scope.MaySteer ? (text["load-edition"], $"/places/{missing}/editions") : null,
        };
    }
}
