using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.Registry;

/// <summary>Every route of the registries on one screen: organisations and roles of this server, clusters and hubs of an operation.</summary>
static class RegistryFeature
{
    const string One = "/organisations/{organisation:guid}";

    public static void AddRegistry(this IServiceCollection services)
    {
        services.AddScoped<OrganisationStore>();
        services.AddScoped<Search.SearchSource, OrganisationSearch>();
    }

    public static void MapRegistry(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/organisations", Organisations.Page).OpenToAll();
        routes.MapGet("/organisations.csv", Organisations.Csv).OpenToAll();
        routes.MapGet("/organisations/new", Organisations.NewPage).ForOfficers();
        routes.MapPost("/organisations", Organisations.CreateFromForm).ForOfficers();
        routes.MapPost("/organisations/import", ImportOrganisations.FromForm).ForOfficers();
        routes.MapGet(One, Organisations.Show).OpenToAll();
        routes.MapPost(One, Organisations.SaveFromForm).ForOfficers();
        routes.MapPost(One + "/merge", Organisations.Merge).ForOfficers();
        routes.MapPost(One + "/separation", Organisations.Separate).ForOfficers();
        routes.MapGet("/api/organisations", Organisations.Handle).OpenToAll();
        routes.MapPost("/api/organisations", Organisations.Create).ForOfficers();
        routes.MapPost("/api/organisations/import", ImportOrganisations.Handle).ForOfficers().DisableAntiforgery();
        routes.MapGet("/api" + One, Organisations.HandleOne).OpenToAll();
        routes.MapPut("/api" + One, Organisations.Save).ForOfficers();

        routes.MapGet("/roles", FunctionalRoles.Page).OpenToAll();
        routes.MapPost("/roles", FunctionalRoles.Save).ForAdministrators();
        routes.MapGet("/api/roles", FunctionalRoles.Handle).OpenToAll();

        const string Operation = "/operations/{operation}";
        routes.MapGet(Operation + "/clusters", ClusterDesk.Page).Behind<OperationGate>(Need.Read);
        routes.MapPost(Operation + "/clusters", ClusterDesk.SaveCluster).Behind<OperationGate>(Need.Steer);
        routes.MapPost(Operation + "/clusters/template", ClusterDesk.FromTemplate).Behind<OperationGate>(Need.Steer);
        routes.MapPost(Operation + "/hubs", ClusterDesk.SaveHub).Behind<OperationGate>(Need.Steer);
        routes.MapGet("/api" + Operation + "/clusters", ClusterDesk.Handle).Behind<OperationGate>(Need.Read);
        routes.MapPost("/api" + Operation + "/clusters", ClusterDesk.HandleCluster).Behind<OperationGate>(Need.Steer);
    }
}

/// <summary>Texts of <c>RegistryText.resx</c>.</summary>
sealed class RegistryText;
