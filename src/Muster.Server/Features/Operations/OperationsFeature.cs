using Muster.Server.Features.Accounts;

namespace Muster.Server.Features.Operations;

/// <summary>Every route of operations on one screen.</summary>
static class OperationsFeature
{
    public static void AddOperations(this IServiceCollection services)
    {
        services.AddScoped<OperationGate>();
        services.AddScoped<Search.SearchSource, OperationSearch>();
    }

    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", ListOperations.Page).OpenToAll();
        routes.MapGet("/api/operations", ListOperations.Handle).OpenToAll();
        routes.MapGet("/operations/new", EditOperation.NewPage).ForOfficers();
        routes.MapPost("/operations", EditOperation.CreateFromForm).ForOfficers();
        routes.MapPost("/api/operations", EditOperation.Create).ForOfficers();
        routes.MapGet("/operations/{operation}", ShowOperation.Page).Behind<OperationGate>(Need.Read);
        routes.MapGet("/api/operations/{operation}", ShowOperation.Handle).Behind<OperationGate>(Need.Read);
        routes.MapGet("/operations/{operation}/edit", EditOperation.Page).Behind<OperationGate>(Need.Steer);
        routes.MapPost("/operations/{operation}/edit", EditOperation.SaveFromForm).Behind<OperationGate>(Need.Steer);
        routes.MapPut("/api/operations/{operation}", EditOperation.Save).Behind<OperationGate>(Need.Steer);
        routes.MapGet("/operations/{operation}/members", ListMembers.Page).Behind<OperationGate>(Need.Steer);
        routes.MapPost("/operations/{operation}/members", ListMembers.Save).Behind<OperationGate>(Need.Steer);
        routes.MapGet("/operations/{operation}/wipe", WipeOperation.Page).Behind<OperationGate>(Need.Steer);
        routes.MapPost("/operations/{operation}/wipe", WipeOperation.Handle).Behind<OperationGate>(Need.Steer);
    }
}

/// <summary>Texts of <c>OperationsText.resx</c>.</summary>
sealed class OperationsText;
