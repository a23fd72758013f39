using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.KeyFigures;

/// <summary>Every route of the register of key figures on one screen.</summary>
static class KeyFiguresFeature
{
    const string List = "/operations/{operation}/key-figures";
    const string One = List + "/{figure:guid}";
    const string Value = One + "/values/{value:guid}";

    public static void AddKeyFigures(this IServiceCollection services)
    {
        services.AddScoped<KeyFigureStore>();
        services.AddScoped<FigureCells>();
        services.AddScoped<Search.SearchSource, KeyFigureSearch>();
        services.AddScoped<OperationPanelSource, KeyFiguresPanel>();
    }

    public static void MapKeyFigures(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(List, ListKeyFigures.Page).Behind<OperationGate>(Need.Read);
        routes.MapGet(List + ".csv", ListKeyFigures.Csv).Behind<OperationGate>(Need.Read);
        routes.MapGet(List + "/new", AddKeyFigure.Page).Behind<OperationGate>(Need.Contribute);
        routes.MapPost(List, AddKeyFigure.FromForm).Behind<OperationGate>(Need.Contribute);
        routes.MapGet(List + "/from-dataset", TakeFromDataset.Page).Behind<OperationGate>(Need.Contribute);
        routes.MapPost(List + "/from-dataset", TakeFromDataset.FromForm).Behind<OperationGate>(Need.Contribute);
        routes.MapGet(One, ShowKeyFigure.Page).Behind<OperationGate>(Need.Read);
        routes.MapPost(One + "/anchor", ChooseAnchor.FromForm).Behind<OperationGate>(Need.Steer);
        routes.MapPost(Value + "/withdrawal", WithdrawFigure.FromForm).Behind<OperationGate>(Need.Steer);
        routes.MapPost(Value + "/return", WithdrawFigure.ReturnFromForm).Behind<OperationGate>(Need.Steer);

        routes.MapGet("/api" + List, ListKeyFigures.Handle).Behind<OperationGate>(Need.Read);
        routes.MapPost("/api" + List, AddKeyFigure.Handle).Behind<OperationGate>(Need.Contribute);
        routes.MapPost("/api" + List + "/from-dataset", TakeFromDataset.Handle).Behind<OperationGate>(Need.Contribute);
        routes.MapGet("/api" + One, ShowKeyFigure.Handle).Behind<OperationGate>(Need.Read);
        routes.MapPut("/api" + One + "/anchor", ChooseAnchor.Handle).Behind<OperationGate>(Need.Steer);
        routes.MapDelete("/api" + Value, WithdrawFigure.Handle).Behind<OperationGate>(Need.Steer);
    }
}

/// <summary>Texts of <c>KeyFiguresText.resx</c>.</summary>
sealed class KeyFiguresText;
