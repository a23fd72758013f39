using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.Collections;

/// <summary>Every route of collective files on one screen.</summary>
static class CollectionsFeature
{
    const string List = "/operations/{operation}/collections";
    const string One = List + "/{collection}";
    const string Partner = One + "/partners/{partner}";
    const string Link = "/returns/{secret}";

    public static void AddCollections(this IServiceCollection services)
    {
        services.AddScoped<CollectionGate>();
        services.AddScoped<ReturnLinkGate>();
        services.AddScoped<CollectionPlaces>();
        services.AddScoped<CollectionStatus>();
        services.AddScoped<Returns>();
        services.AddScoped<Merger>();
        services.AddScoped<SaveCollection>();
        services.AddScoped<MergeReturns>();
        services.AddScoped<ReminderText>();
        services.AddScoped<OperationPanelSource, CollectionsPanel>();
    }

    public static void MapCollections(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(List, ListCollections.Page).Behind<OperationGate>(Need.Contribute);
        routes.MapGet(List + "/new", SaveCollection.NewPage).Behind<OperationGate>(Need.Steer);
        routes.MapPost(List, SaveCollection.CreateFromForm).Behind<OperationGate>(Need.Steer);
        routes.MapGet(One, ShowCollection.Page).Behind<CollectionGate>(Need.Contribute);
        routes.MapGet(One + "/template.xlsx", ShowCollection.Template).Behind<CollectionGate>(Need.Contribute);
        routes.MapGet(One + "/status.csv", ShowCollection.StatusCsv).Behind<CollectionGate>(Need.Contribute);
        routes.MapGet(One + "/edit", SaveCollection.EditPage).Behind<CollectionGate>(Need.Steer);
        routes.MapPost(One + "/edit", SaveCollection.EditFromForm).Behind<CollectionGate>(Need.Steer);
        routes.MapPost(One + "/closure", SaveCollection.CloseFromForm).Behind<CollectionGate>(Need.Steer);
        routes.MapPost(One + "/partners", Partners.AddFromForm).Behind<CollectionGate>(Need.Steer);
        routes.MapGet(Partner, Partners.Page).Behind<CollectionGate>(Need.Steer);
        routes.MapPost(Partner + "/removal", Partners.RemoveFromForm).Behind<CollectionGate>(Need.Steer);
        routes.MapPost(Partner + "/link", Partners.LinkFromForm).Behind<CollectionGate>(Need.Steer);
        routes.MapPost(Partner + "/link/withdrawal", Partners.WithdrawLinkFromForm).Behind<CollectionGate>(Need.Steer);
        routes.MapPost(Partner + "/returns", SendReturn.FromForm).Behind<CollectionGate>(Need.Steer).RequireRateLimiting("upload");
        routes.MapPost(Partner + "/returns/{sent:guid}/columns", SendReturn.PairFromForm).Behind<CollectionGate>(Need.Steer);
        routes.MapGet(One + "/merge", MergeReturns.Page).Behind<CollectionGate>(Need.Steer);
        routes.MapPost(One + "/merge", MergeReturns.FromForm).Behind<CollectionGate>(Need.Steer);
        routes.MapPost(One + "/choices", MergeReturns.ChooseFromForm).Behind<CollectionGate>(Need.Steer);

        routes.MapGet(Link, SendReturn.LinkPage).Behind<ReturnLinkGate>(Need.Read).RequireRateLimiting("return-link");
        routes.MapPost(Link, SendReturn.FromLink).Behind<ReturnLinkGate>(Need.Read).RequireRateLimiting("return-link");
        routes.MapGet(Link + "/template.xlsx", SendReturn.LinkTemplate).Behind<ReturnLinkGate>(Need.Read).RequireRateLimiting("return-link");

        routes.MapGet("/api" + List, ListCollections.Handle).Behind<OperationGate>(Need.Contribute);
        routes.MapPost("/api" + List, SaveCollection.Create).Behind<OperationGate>(Need.Steer);
        routes.MapGet("/api" + One, ShowCollection.Handle).Behind<CollectionGate>(Need.Contribute);
        routes.MapPut("/api" + One, SaveCollection.Edit).Behind<CollectionGate>(Need.Steer);
        routes.MapPost("/api" + One + "/partners", Partners.Add).Behind<CollectionGate>(Need.Steer);
        routes.MapDelete("/api" + Partner, Partners.Remove).Behind<CollectionGate>(Need.Steer);
        routes.MapPost("/api" + Partner + "/link", Partners.Link).Behind<CollectionGate>(Need.Steer);
        routes.MapDelete("/api" + Partner + "/link", Partners.WithdrawLink).Behind<CollectionGate>(Need.Steer);
        routes.MapPost("/api" + Partner + "/returns", SendReturn.FromScript).Behind<CollectionGate>(Need.Steer).RequireRateLimiting("upload");
        routes.MapPut("/api" + Partner + "/returns/{sent:guid}/columns", SendReturn.Pair).Behind<CollectionGate>(Need.Steer);
        routes.MapGet("/api" + One + "/merge", MergeReturns.Preview).Behind<CollectionGate>(Need.Steer);
        routes.MapPost("/api" + One + "/merge", MergeReturns.Handle).Behind<CollectionGate>(Need.Steer);
        routes.MapPut("/api" + One + "/choices", MergeReturns.Choose).Behind<CollectionGate>(Need.Steer);
    }
}

/// <summary>Texts of <c>CollectionsText.resx</c>.</summary>
sealed class CollectionsText;
