using Microsoft.Extensions.Localization;
using Muster.Server.Features.Figures.Drawing;
using Muster.Server.Features.Operations;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Population;

/// <summary>On the operation's page: the population in use or how many figures compete, the newest round of displacement, and the ways to people in need and rates.</summary>
sealed class PopulationPanel(PopulationStore store, CountSources sources, IStringLocalizer<PopulationText> text) : OperationPanelSource
{
    public override async Task<OperationPanel?> DescribeAsync(OperationScope scope, CancellationToken cancel)
    {
        if (await store.PlaceAsync(scope, null, cancel) is not { } found)
        {
            return null;
        }

        var desk = await store.OpenAsync(scope, found.Gazetteer, cancel);
        var all = desk.Of(found.Place);
        var numbers = new NumberText(System.Globalization.CultureInfo.CurrentCulture);
        var items = new List<OperationPanelItem>();
        if (all.Count > 0)
        {
            var used = desk.InUse(found.Place);
            items.Add(new(used?.Total is { } people ? text["panel-population", found.Place.Name, numbers.Of(people)] : text["panel-undecided", found.Place.Name], scope.Path + "/population", used is null ? text["panel-sources", all.Count] : string.Join(", ", new[] { used.Title, used.Year }.OfType<string>()), null));
        }

        foreach (var source in (await sources.OfAsync(scope, Concept.Displaced, cancel)).Take(2))
        {
            items.Add(new(text["panel-displaced"], $"{scope.Path}/displacement?dataset={source.Dataset.Slug}", source.Dataset.Title, source.Version.CreatedAt));
        }

        if (items.Count > 0)
        {
            items.Add(new(text["in-need"], scope.Path + "/in-need", null, null));
            items.Add(new(text["rates"], scope.Path + "/rates", null, null));
        }

        return new OperationPanel(7, text["population-and-displacement"], scope.Path + "/population", all.Count, text["panel-empty"], items);
    }
}
