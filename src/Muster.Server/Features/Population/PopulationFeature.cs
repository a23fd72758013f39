using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Places;

namespace Muster.Server.Features.Population;

/// <summary>Every route of residents, displaced people, people in need and rates on one screen.</summary>
static class PopulationFeature
{
    const string Operation = "/operations/{operation}";

    public static void AddPopulation(this IServiceCollection services)
    {
        services.AddScoped<CountReader>();
        services.AddScoped<CountSources>();
        services.AddScoped<PopulationStore>();
        services.AddScoped<DisplacementMaker>();
        services.AddScoped<NeedMaker>();
        services.AddScoped<RateMaker>();
        services.AddScoped<OperationPanelSource, PopulationPanel>();
        services.AddScoped<PlacePanelSource, PopulationOfPlace>();
    }

    public static void MapPopulation(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Operation + "/population", ShowPopulation.Page).Behind<OperationGate>(Need.Read);
        routes.MapGet(Operation + "/population/{code}", ShowPopulation.Page).Behind<OperationGate>(Need.Read);
        routes.MapPost(Operation + "/population/{code}/choice", ChoosePopulation.FromForm).Behind<OperationGate>(Need.Steer);
        routes.MapGet(Operation + "/population/{code}/table.{format}", ExportPopulation.Handle).Behind<OperationGate>(Need.Read);
        routes.MapGet(Operation + "/displacement", ShowDisplacement.Page).Behind<OperationGate>(Need.Read);
        routes.MapGet(Operation + "/displacement.csv", ShowDisplacement.Csv).Behind<OperationGate>(Need.Read);
        routes.MapGet(Operation + "/in-need", ShowNeed.Page).Behind<OperationGate>(Need.Read);
        routes.MapGet(Operation + "/rates", ShowRates.Page).Behind<OperationGate>(Need.Read);
        routes.MapGet(Operation + "/rates.csv", ShowRates.Csv).Behind<OperationGate>(Need.Read);

        routes.MapGet("/api" + Operation + "/population", ShowPopulation.Handle).Behind<OperationGate>(Need.Read);
        routes.MapGet("/api" + Operation + "/population/{code}", ShowPopulation.Handle).Behind<OperationGate>(Need.Read);
        routes.MapPut("/api" + Operation + "/population/{code}/choice", ChoosePopulation.Handle).Behind<OperationGate>(Need.Steer);
        routes.MapGet("/api" + Operation + "/displacement", ShowDisplacement.Handle).Behind<OperationGate>(Need.Read);
        routes.MapGet("/api" + Operation + "/in-need", ShowNeed.Handle).Behind<OperationGate>(Need.Read);
        routes.MapGet("/api" + Operation + "/rates", ShowRates.Handle).Behind<OperationGate>(Need.Read);
    }
}

/// <summary>Texts of <c>PopulationText.resx</c>.</summary>
sealed class PopulationText;
