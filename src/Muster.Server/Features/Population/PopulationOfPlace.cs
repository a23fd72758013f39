using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Figures.Drawing;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Places;
using Muster.Server.Storage;

namespace Muster.Server.Features.Population;

/// <summary>On a place's page: its residents in each operation of the country that the viewer sees, by the chosen source, with the ways to displacement and people in need.</summary>
sealed class PopulationOfPlace(MusterDb db, PopulationStore store, IStringLocalizer<PopulationText> text) : PlacePanelSource
{
    const int MostOperations = 5;

    public override async Task<IReadOnlyList<PlacePanel>> DescribeAsync(PlaceQuery place, CancellationToken cancel)
    {
        var operations = await db.Set<Operation>().AsNoTracking().Where(operation => operation.Countries.Contains(place.Edition.Country)).OrderByDescending(operation => operation.CreatedAt).ToListAsync(cancel);
        var (items, numbers) = (new List<PlacePanelItem>(), new NumberText(System.Globalization.CultureInfo.CurrentCulture));
        foreach (var operation in operations.Where(operation => OperationGate.Sees(place.Viewer, operation)).Take(MostOperations))
        {
            var scope = new OperationScope(operation, place.Viewer);
            if (await store.PlaceAsync(scope, place.Place.Code, cancel) is not { } found)
            {
                continue;
            }

            var desk = await store.OpenAsync(scope, found.Gazetteer, cancel);
            var (sources, code) = (desk.Of(found.Place), Uri.EscapeDataString(place.Place.Code));
            if (sources.Count == 0)
            {
                continue;
            }

            var used = desk.InUse(found.Place);
            items.Add(new(operation.Name, $"{scope.Path}/population/{code}", used?.Total is { } people ? numbers.Of(people) : text["sources-differ"].Value, used is null ? text["panel-sources", sources.Count].Value : string.Join(", ", new[] { used.Title, used.Year }.OfType<string>())));
            items.Add(new(text["displaced-here"], $"{scope.Path}/displacement?place={code}", null, null));
            items.Add(new(text["in-need-here"], $"{scope.Path}/in-need?place={code}", null, null));
        }

        return items.Count == 0 ? [] : [new PlacePanel(10, text["population"], null, items)];
    }
}
