using System.Text.Json;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Figures;

/// <summary>A page of a figure: where it is and what stands around it.</summary>
/// <param name="Scope">Dataset and viewer.</param>
/// <param name="Path">Address of the page without its query.</param>
/// <param name="Address">Query that draws this figure.</param>
public abstract record FigureView(DatasetScope Scope, string Path, string Address)
{
    /// <summary>Address of the dataset, or of its pinned version, before <c>/figures</c>.</summary>
    public string Base => Path[..Path.LastIndexOf("/figures/", StringComparison.Ordinal)];

    /// <summary>Address of a file of this figure.</summary>
    public string File(string name, string? more = null) => $"{Base}/figures/{name}{Address}{(more is null ? "" : (Address.Length == 0 ? "?" : "&") + more)}";

    /// <summary>The version's own address, which never changes its figures.</summary>
    public string Pinned(string name) => $"{Scope.Path}/versions/{Scope.Version!.Number}/figures/{name}{Address}";

    /// <summary>The address that follows the dataset's newest version.</summary>
    public string Following(string name) => $"{Scope.Path}/figures/{name}{Address}";

    /// <summary>True where the page is of a pinned version.</summary>
    public bool IsPinned => Base != Scope.Path;
}

/// <summary>What the map's page shows.</summary>
public sealed record MapView : FigureView
{
    internal MapView(DatasetScope scope, MapModel model, string? drawn, string path) : base(scope, path, model.Query.Address()) => (Model, Drawn) = (model, drawn);

    internal MapModel Model { get; }

    /// <summary>The SVG for the page itself; null where it is too large for that.</summary>
    public string? Drawn { get; }

    /// <summary>Levels for the map in the browser, the shown one first.</summary>
    internal string Levels(IStringLocalizer<FiguresText> text) => JsonSerializer.Serialize(Model.Levels.OrderByDescending(level => level.Level == Model.Level).Select(level => new
    {
        label = text["level-option", level.Level, level.Areas].Value,
        source = $"{Base}/figures/map.geojson{Model.Query.Address(level.Level)}",
        values = $"{Base}/figures/map-values.json{Model.Query.Address(level.Level)}",
    }), JsonSerializerOptions.Web);

    /// <summary>Words for the map in the browser.</summary>
    internal string Labels(IStringLocalizer<FiguresText> text) => LabelsOf(Scope.Dataset.Title, text);

    internal static string LabelsOf(string title, IStringLocalizer<FiguresText> text) => JsonSerializer.Serialize(new
    {
        map = text["island-map", title].Value,
        level = text["level"].Value,
        zoomIn = text["zoom-in"].Value,
        zoomOut = text["zoom-out"].Value,
        whole = text["zoom-whole"].Value,
        noData = text["no-data"].Value,
        areas = text["areas"].Value,
        open = text["island-open"].Value,
        close = text["island-close"].Value,
        keys = text["island-keys"].Value,
    }, JsonSerializerOptions.Web);
}

/// <summary>What the pyramid's page shows.</summary>
public sealed record PyramidView : FigureView
{
    internal PyramidView(DatasetScope scope, PyramidModel model, string drawn, string path) : base(scope, path, model.Query.Address) => (Model, Drawn) = (model, drawn);

    internal PyramidModel Model { get; }

    /// <summary>The SVG for the page itself.</summary>
    public string Drawn { get; }
}
