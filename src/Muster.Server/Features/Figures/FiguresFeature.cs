using Muster.Server.Features.Accounts;
using Muster.Server.Features.Jobs;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Search;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Figures;

/// <summary>Every route of figures on one screen: the maps and pyramids of a dataset, each twice, for the current version, which they follow, and for a pinned one, which never changes; and the saved figures of an operation.</summary>
static class FiguresFeature
{
    const string List = "/operations/{operation}/figures";
    const string One = List + "/{figure}";

    public static void AddFigures(this IServiceCollection services)
    {
        services.AddSingleton<FigureCache>();
        services.AddScoped<FigureData>();
        services.AddScoped<MapMaker>();
        services.AddScoped<PyramidMaker>();
        services.AddScoped<DatasetFigureSource, FigureLinks>();
        services.AddScoped<FigureStore>();
        services.AddScoped<FigureGate>();
        services.AddScoped<FigureContext>();
        services.AddScoped<FigureGroups>();
        services.AddScoped<AreaFigures>();
        services.AddScoped<ChartFigures>();
        services.AddScoped<PointFigures>();
        services.AddScoped<FigureMaker>();
        services.AddScoped<SheetMaker>();
        services.AddScoped<JobHandler, SheetBatchJob>();
        services.AddScoped<SearchSource, FigureSearch>();
        services.AddScoped<OperationPanelSource, FiguresPanel>();
    }

    public static void MapFigures(this IEndpointRouteBuilder routes)
    {
        foreach (var path in (string[])["/operations/{operation}/datasets/{dataset}/figures", "/operations/{operation}/datasets/{dataset}/versions/{version}/figures"])
        {
            routes.MapGet(path + "/map", ShowMap.Page).Behind<DatasetGate>(Need.Read);
            routes.MapGet(path + "/map.svg", ShowMap.Svg).Behind<DatasetGate>(Need.Read);
            routes.MapGet(path + "/map.png", ShowMap.Png).Behind<DatasetGate>(Need.Read);
            routes.MapGet(path + "/map.csv", ShowMap.Csv).Behind<DatasetGate>(Need.Read);
            routes.MapGet(path + "/map.geojson", ShowMap.Areas).Behind<DatasetGate>(Need.Read);
            routes.MapGet(path + "/map-values.json", ShowMap.Values).Behind<DatasetGate>(Need.Read);
            routes.MapGet(path + "/pyramid", ShowPyramid.Page).Behind<DatasetGate>(Need.Read);
            routes.MapGet(path + "/pyramid.svg", ShowPyramid.Svg).Behind<DatasetGate>(Need.Read);
            routes.MapGet(path + "/pyramid.png", ShowPyramid.Png).Behind<DatasetGate>(Need.Read);
            routes.MapGet(path + "/pyramid.csv", ShowPyramid.Csv).Behind<DatasetGate>(Need.Read);
        }

        MapSaved(routes);
        MapApi(routes);
    }

    static void MapSaved(IEndpointRouteBuilder routes)
    {
        routes.MapGet(List, ListFigures.Page).Behind<OperationGate>(Need.Read);
        routes.MapGet(List + "/new", EditFigure.NewPage).Behind<OperationGate>(Need.Contribute);
        routes.MapPost(List + "/preview", EditFigure.Preview).Behind<OperationGate>(Need.Contribute);
        routes.MapPost(List, EditFigure.CreateFromForm).Behind<OperationGate>(Need.Contribute);
        routes.MapGet(One, ShowFigure.Page).Behind<FigureGate>(Need.Read);
        routes.MapGet(One + "/figure.svg", ShowFigure.Svg).Behind<FigureGate>(Need.Read);
        routes.MapGet(One + "/figure.png", ShowFigure.Png).Behind<FigureGate>(Need.Read);
        routes.MapGet(One + "/figure.pdf", ShowFigure.Pdf).Behind<FigureGate>(Need.Read);
        routes.MapGet(One + "/figure.csv", ShowFigure.Csv).Behind<FigureGate>(Need.Read);
        routes.MapGet(One + "/sheet.svg", ShowFigure.SheetSvg).Behind<FigureGate>(Need.Read);
        routes.MapGet(One + "/sheet.png", ShowFigure.SheetPng).Behind<FigureGate>(Need.Read);
        routes.MapGet(One + "/sheet.pdf", ShowFigure.SheetPdf).Behind<FigureGate>(Need.Read);
        routes.MapGet(One + "/areas.geojson", ShowFigure.Areas).Behind<FigureGate>(Need.Read);
        routes.MapGet(One + "/values.json", ShowFigure.Values).Behind<FigureGate>(Need.Read);
        routes.MapGet("/embed/{operation}/figures/{figure}", EmbedFigure.Page).Behind<FigureGate>(Need.Read);
        routes.MapGet(One + "/edit", EditFigure.Page).Behind<FigureGate>(Need.Steer);
        routes.MapPost(One, EditFigure.SaveFromForm).Behind<FigureGate>(Need.Steer);
        routes.MapPost(One + "/copy", EditFigure.CopyFromForm).Behind<FigureGate>(Need.Contribute);
        routes.MapGet(One + "/deletion", DeleteFigure.Page).Behind<FigureGate>(Need.Steer);
        routes.MapPost(One + "/deletion", DeleteFigure.FromForm).Behind<FigureGate>(Need.Steer);
        routes.MapPost(One + "/sheets", SheetBatches.BeginFromForm).Behind<FigureGate>(Need.Contribute);
        routes.MapGet(One + "/sheets/{batch:guid}", SheetBatches.Page).Behind<FigureGate>(Need.Read);
        routes.MapGet(One + "/sheets/{batch:guid}/file", SheetBatches.Download).Behind<FigureGate>(Need.Read);
    }

    static void MapApi(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api" + List, ListFigures.Handle).Behind<OperationGate>(Need.Read);
        routes.MapPost("/api" + List, EditFigure.Create).Behind<OperationGate>(Need.Contribute);
        routes.MapGet("/api" + One, ListFigures.One).Behind<FigureGate>(Need.Read);
        routes.MapPut("/api" + One, EditFigure.Save).Behind<FigureGate>(Need.Steer);
        routes.MapDelete("/api" + One, DeleteFigure.Handle).Behind<FigureGate>(Need.Steer);
        routes.MapGet("/api" + One + "/data", ShowFigure.Data).Behind<FigureGate>(Need.Read);
        routes.MapPost("/api" + One + "/copy", EditFigure.Copy).Behind<FigureGate>(Need.Contribute);
        routes.MapPost("/api" + One + "/sheets", SheetBatches.Begin).Behind<FigureGate>(Need.Contribute);
        routes.MapGet("/api" + One + "/sheets/{batch:guid}", SheetBatches.Show).Behind<FigureGate>(Need.Read);
        routes.MapGet("/api" + One + "/sheets/{batch:guid}/file", SheetBatches.Download).Behind<FigureGate>(Need.Read);
    }
}

/// <summary>Texts of <c>FiguresText.resx</c>.</summary>
sealed class FiguresText;
