using Microsoft.AspNetCore.Http.HttpResults;
using Muster.Server.Errors;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.Population;

/// <summary>People in need of a place, by sector and jointly.</summary>
static class ShowNeed
{
    /// <returns>The page; 404 for an unknown place.</returns>
    public static async Task<IResult> Page(OperationScope scope, string? place, PopulationStore store, NeedMaker maker, HttpContext context, CancellationToken cancel) =>
        await store.PlaceAsync(scope, place, cancel) is not { } found
            ? string.IsNullOrEmpty(place) ? new RazorComponentResult<NeedPage>(new { Scope = scope }) : Refusals.Of(context, 404)
            : new RazorComponentResult<NeedPage>(new { Scope = scope, Given = await maker.MakeAsync(scope, found.Gazetteer, found.Place, cancel), Units = PlaceOption.Of(found.Gazetteer.Gazetteer) });

    /// <returns>Sources with sectors and joint figures; 404 for an unknown place.</returns>
    public static async Task<IResult> Handle(OperationScope scope, string? place, PopulationStore store, NeedMaker maker, HttpContext context, CancellationToken cancel)
    {
        if (await store.PlaceAsync(scope, place, cancel) is not { } found)
        {
            return Refusals.Of(context, 404);
        }

        var view = await maker.MakeAsync(scope, found.Gazetteer, found.Place, cancel);
        return TypedResults.Ok(new { view.Place.Code, view.Place.Name, view.Sources, view.Declared, view.Residents });
    }
}
