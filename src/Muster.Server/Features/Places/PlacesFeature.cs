using Microsoft.AspNetCore.Mvc;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Jobs;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Search;

namespace Muster.Server.Features.Places;

/// <summary>Every route of places on one screen. Places are reference data: everybody reads them.</summary>
static class PlacesFeature
{
    public static void AddPlaces(this IServiceCollection services)
    {
        services.AddSingleton<GazetteerStore>();
        services.AddSingleton<BoundaryStore>();
        services.AddScoped<PlaceStore>();
        services.AddScoped<EditionLoads>();
        services.AddScoped<EditionWriter>();
        services.AddScoped<CountryGate>();
        services.AddScoped<JobHandler, PlacesLoadJob>();
        services.AddScoped<SearchSource, PlaceSearch>();
        services.AddScoped<OperationPanelSource, PlacesPanel>();
    }

    public static void MapPlaces(this IEndpointRouteBuilder routes, MusterSettings settings)
    {
        routes.MapGet("/places", ListCountries.Page).OpenToAll();
        routes.MapGet("/places/choose", ListCountries.Choose).OpenToAll();
        routes.MapGet("/places/{country}", ShowCountry.Page).Behind<CountryGate>(Need.Read);
        routes.MapGet("/places/{country}/gazetteer.csv", DownloadGazetteer.Handle).Behind<CountryGate>(Need.Read);
        routes.MapGet("/places/{country}/editions", LoadEdition.Page).Behind<CountryGate>(Need.Steer);
        routes.MapPost("/places/{country}/editions", LoadEdition.FromForm).Behind<CountryGate>(Need.Steer).TakesFiles(settings);
        routes.MapPost("/places/{country}/editions/{edition:guid}/current", LoadEdition.MakeCurrent).Behind<CountryGate>(Need.Steer);
        routes.MapGet("/places/{country}/loads/{load:guid}", LoadEdition.LoadPage).Behind<CountryGate>(Need.Steer);
        routes.MapPost("/places/{country}/aliases/{alias:guid}/undo", UndoAlias.Handle).Behind<CountryGate>(Need.Steer);
        routes.MapGet("/places/{country}/{code}", ShowPlace.Page).Behind<CountryGate>(Need.Read);

        routes.MapGet("/api/places", ListCountries.Handle).OpenToAll();
        routes.MapGet("/api/places/{country}", ShowCountry.Handle).Behind<CountryGate>(Need.Read);
        routes.MapGet("/api/places/{country}/units", ShowCountry.Units).Behind<CountryGate>(Need.Read);
        routes.MapGet("/api/places/{country}/units/{code}", ShowPlace.Handle).Behind<CountryGate>(Need.Read);
        routes.MapGet("/api/places/{country}/units/{code}/children", ShowPlace.Children).Behind<CountryGate>(Need.Read);
        routes.MapGet("/api/places/{country}/boundaries/{level:int}.geojson", GetBoundaries.Handle).Behind<CountryGate>(Need.Read);
        // A script shows its token and has no form to take another from; a cookie alone does not open it (FormTokens).
        routes.MapPost("/api/places/{country}/editions", LoadEdition.Handle).Behind<CountryGate>(Need.Steer).TakesFiles(settings).DisableAntiforgery();
        routes.MapGet("/api/places/{country}/loads/{load:guid}", LoadEdition.ShowLoad).Behind<CountryGate>(Need.Steer);
    }

    static RouteHandlerBuilder TakesFiles(this RouteHandlerBuilder route, MusterSettings settings) => route
        .WithMetadata(new RequestSizeLimitAttribute(settings.UploadLimitInBytes))
        .WithFormOptions(multipartBodyLengthLimit: settings.UploadLimitInBytes)
        .RequireRateLimiting("upload");
}

/// <summary>Texts of <c>PlacesText.resx</c>.</summary>
sealed class PlacesText;
