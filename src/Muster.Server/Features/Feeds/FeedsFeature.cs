using Muster.Server.Features.Accounts;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Feeds;

/// <summary>Every route by which other programs read tables: OData for spreadsheets and dashboards, a table to be framed, and the page that says how.</summary>
static class FeedsFeature
{
    const string Dataset = "/operations/{operation}/datasets/{dataset}";

    public static void AddFeeds(this IServiceCollection services) => services.AddScoped<SignedDatasetGate>();

    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Dataset + "/links", ShowLinks.Page).Behind<DatasetGate>(Need.Read);
        routes.MapGet("/embed/{operation}/{dataset}", EmbedTable.Page).Behind<DatasetGate>(Need.Read);
        var feeds = routes.MapGroup("").AddEndpointFilter(Catalogue.TableRefusals.Filter);
        MapOData<DatasetGate>(feeds, "/odata/{operation}/{dataset}");
        // A client that asks without a sign first, as spreadsheets do, learns here that it needs one; for the other address a restricted table does not exist.
        MapOData<SignedDatasetGate>(feeds, "/odata-signed/{operation}/{dataset}");
    }

    static void MapOData<TGate>(RouteGroupBuilder routes, string path) where TGate : Gate
    {
        routes.MapGet(path, ShowOData.Service).Behind<TGate>(Need.Read);
        routes.MapGet(path + "/$metadata", ShowOData.Metadata).Behind<TGate>(Need.Read);
        routes.MapGet(path + "/rows", ShowOData.Rows).Behind<TGate>(Need.Read);
        routes.MapGet(path + "/rows/$count", ShowOData.Count).Behind<TGate>(Need.Read);
    }
}

/// <summary>The dataset's gate for who signs in with a token: the anonymous are asked for one, whatever they ask for.</summary>
sealed class SignedDatasetGate(DatasetGate gate) : Gate
{
    public override Task<Verdict> JudgeAsync(HttpContext context, Viewer viewer, Need need, CancellationToken cancel) =>
        viewer.IsSignedIn ? gate.JudgeAsync(context, viewer, need, cancel) : Task.FromResult(Verdict.Refused);
}

/// <summary>Texts of <c>FeedsText.resx</c>.</summary>
sealed class FeedsText;
