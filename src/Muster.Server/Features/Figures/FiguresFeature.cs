using Muster.Server.Features.Accounts;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Figures;

/// <summary>Every route of maps and pyramids on one screen. Each stands twice: for the dataset's current version, which a figure follows, and for a pinned one, which never changes.</summary>
static class FiguresFeature
{
    public static void AddFigures(this IServiceCollection services)
    {
        services.AddSingleton<FigureCache>();
        services.AddScoped<FigureData>();
        services.AddScoped<MapMaker>();
        services.AddScoped<PyramidMaker>();
        services.AddScoped<DatasetFigureSource, FigureLinks>();
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
    }
}

/// <summary>Texts of <c>FiguresText.resx</c>.</summary>
sealed class FiguresText;
