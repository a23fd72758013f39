namespace Muster.Server.Features.Places;

/// <summary>Every route of places on one screen.</summary>
static class PlacesFeature
{
    public static void AddPlaces(this IServiceCollection services)
    {
        services.AddSingleton<GazetteerStore>();
        services.AddSingleton<BoundaryStore>();
    }
}
