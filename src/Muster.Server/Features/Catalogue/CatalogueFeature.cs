using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Catalogue;

/// <summary>Every route of the catalogue on one screen.</summary>
static class CatalogueFeature
{
    const string List = "/operations/{operation}/datasets";
    const string One = List + "/{dataset}";
    const string Version = One + "/versions/{version}";
    static readonly string[] Reading = ["GET", "HEAD"];

    public static void AddCatalogue(this IServiceCollection services)
    {
        services.AddSingleton<VersionFindings>();
        services.AddSingleton<WarmUp>();
        services.AddScoped<Exports>();
        services.AddScoped<People>();
        services.AddScoped<Addresses>();
        services.AddScoped<Search.SearchSource, DatasetSearch>();
        services.AddScoped<OperationPanelSource, DatasetPanel>();
    }

    public static void MapCatalogue(this IEndpointRouteBuilder routes)
    {
        var catalogue = routes.MapGroup("").AddEndpointFilter(TableRefusals.Filter);
        MapPages(catalogue);
        MapApi(catalogue);
    }

    static void MapPages(RouteGroupBuilder routes)
    {
        routes.MapGet(List, ListDatasets.Page).Behind<OperationGate>(Need.Read);
        routes.MapGet(One, ShowDataset.Page).Behind<DatasetGate>(Need.Read);
        routes.MapGet(One + "/table", ShowTable.Page).Behind<DatasetGate>(Need.Read);
        routes.MapGet(One + "/rows/{row:int}", ShowRow.Page).Behind<DatasetGate>(Need.Read);
        routes.MapGet(One + "/findings", ShowFindings.Page).Behind<DatasetGate>(Need.Read);
        routes.MapGet(One + "/versions", ShowVersions.Page).Behind<DatasetGate>(Need.Read);
        routes.MapGet(Version, ShowVersions.OnePage).Behind<DatasetGate>(Need.Read);
        routes.MapGet(Version + "/table", ShowTable.Page).Behind<DatasetGate>(Need.Read);
        routes.MapGet(Version + "/rows/{row:int}", ShowRow.Page).Behind<DatasetGate>(Need.Read);
        routes.MapGet(Version + "/findings", ShowFindings.Page).Behind<DatasetGate>(Need.Read);
        routes.MapGet(One + "/edit", EditDataset.Page).Behind<DatasetGate>(Need.Steer);
        routes.MapPost(One + "/edit", EditDataset.SaveFromForm).Behind<DatasetGate>(Need.Steer);
        routes.MapGet(One + "/deletion", DeleteDataset.Page).Behind<DatasetGate>(Need.Steer);
        routes.MapPost(One + "/deletion", DeleteDataset.FromForm).Behind<DatasetGate>(Need.Steer);
    }

    static void MapApi(RouteGroupBuilder routes)
    {
        routes.MapGet("/api" + List, ListDatasets.Handle).Behind<OperationGate>(Need.Read);
        routes.MapGet("/api" + One, ShowDataset.Handle).Behind<DatasetGate>(Need.Read);
        routes.MapPut("/api" + One, EditDataset.Save).Behind<DatasetGate>(Need.Steer);
        routes.MapDelete("/api" + One, DeleteDataset.Handle).Behind<DatasetGate>(Need.Steer);
        routes.MapGet("/api" + One + "/versions", ShowVersions.Handle).Behind<DatasetGate>(Need.Read);
        routes.MapGet("/api" + Version, ShowVersions.One).Behind<DatasetGate>(Need.Read);
        foreach (var place in new[] { "/api" + One, "/api" + Version })
        {
            routes.MapGet(place + "/rows", ShowTable.Rows).Behind<DatasetGate>(Need.Read);
            routes.MapGet(place + "/rows/{row:int}", ShowRow.Handle).Behind<DatasetGate>(Need.Read);
            routes.MapGet(place + "/values/{column}", ShowTable.Values).Behind<DatasetGate>(Need.Read);
            routes.MapGet(place + "/findings", ShowFindings.Handle).Behind<DatasetGate>(Need.Read);
            routes.MapMethods(place + "/data.{format}", Reading, DownloadTable.Handle).Behind<DatasetGate>(Need.Read);
            routes.MapMethods(place + "/original", Reading, DownloadOriginal.Handle).Behind<DatasetGate>(Need.Read);
        }
    }
}

/// <summary>Texts of <c>CatalogueText.resx</c>.</summary>
sealed class CatalogueText;
