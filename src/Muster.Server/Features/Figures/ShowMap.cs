using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Catalogue;
using Muster.Server.Features.Figures.Drawing;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Figures;

/// <summary>A dataset as a shaded map: page, SVG, PNG, CSV, and the areas and values for the map to zoom.</summary>
static class ShowMap
{
    /// <returns>The page; a refusal in words where there is no map to draw.</returns>
    public static Task<IResult> Page(DatasetScope scope, HttpRequest request, MapMaker maker, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var query = MapQuery.Read(request.Query, text) with { Shape = SheetShape.Wide };
        var model = await maker.MakeAsync(scope, query, cancel);
        var drawn = model.Areas.Count <= MapPage.MostInline ? await maker.DrawAsync(scope, query, cancel) : null;
        return new RazorComponentResult<MapPage>(new { View = new MapView(scope, model, drawn, request.Path) });
    });

    public static Task<IResult> Svg(DatasetScope scope, HttpContext context, MapMaker maker, Exports exports, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var query = MapQuery.Read(context.Request.Query, text);
        if (FigureAnswer.IsKnown(context, await maker.TagAsync(scope, query, cancel)))
        {
            return FigureAnswer.NotModified;
        }

        var svg = await maker.DrawAsync(scope, query, cancel);
        if (FigureAnswer.IsTaken(context.Request))
        {
            await exports.NoteAsync(scope, "map as SVG", cancel);
        }

        return FigureAnswer.Svg(svg);
    });

    public static Task<IResult> Png(DatasetScope scope, HttpContext context, MapMaker maker, Exports exports, FigureCache cache, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var query = MapQuery.Read(context.Request.Query, text);
        var tag = await maker.TagAsync(scope, query, cancel) + "-png";
        if (FigureAnswer.IsKnown(context, tag))
        {
            return FigureAnswer.NotModified;
        }

        var picture = await cache.GetAsync(tag, async () => await FigurePicture.PngAsync(await maker.DrawAsync(scope, query, cancel), cancel), png => png.Length);
        await exports.NoteAsync(scope, "map as PNG", cancel);
        return FigureAnswer.File(picture, "image/png", scope, "map.png");
    });

    public static Task<IResult> Csv(DatasetScope scope, HttpContext context, MapMaker maker, Exports exports, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var query = MapQuery.Read(context.Request.Query, text);
        if (FigureAnswer.IsKnown(context, await maker.TagAsync(scope, query, cancel) + "-csv"))
        {
            return FigureAnswer.NotModified;
        }

        var model = await maker.MakeAsync(scope, query, cancel);
        var csv = new FigureCsv().Row("code", "name", "level", "value", "class", "measure", "columns", "round");
        foreach (var row in model.Rows)
        {
            csv.Row(row.Code, row.Name, model.Level, row.Value, row.Class, model.Measure.Label, model.Measure.Headers, model.Round?.Chosen);
        }

        await exports.NoteAsync(scope, "map as CSV", cancel);
        return FigureAnswer.File(csv.ToBytes(), "text/csv; charset=utf-8", scope, "map.csv");
    });

    /// <summary>Boundaries of the map's areas as GeoJSON, thinned to what a screen shows.</summary>
    public static Task<IResult> Areas(DatasetScope scope, HttpContext context, MapMaker maker, FigureCache cache, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var query = MapQuery.Read(context.Request.Query, text);
        var tag = await maker.TagAsync(scope, query, cancel) + "-areas";
        return FigureAnswer.IsKnown(context, tag) ? FigureAnswer.NotModified
            : Results.Bytes(await cache.GetAsync(tag, async () => MapGeoJson.Write((await maker.MakeAsync(scope, query, cancel)).Areas), bytes => bytes.Length), "application/geo+json");
    });

    /// <summary>Legend, and colour and words of each area, the same as in the drawing.</summary>
    public static Task<IResult> Values(DatasetScope scope, HttpContext context, MapMaker maker, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var query = MapQuery.Read(context.Request.Query, text);
        if (FigureAnswer.IsKnown(context, await maker.TagAsync(scope, query, cancel) + "-values"))
        {
            return FigureAnswer.NotModified;
        }

        var model = await maker.MakeAsync(scope, query, cancel);
        return Results.Json(new
        {
            legend = model.Map.Legend.Select(entry => new { fill = entry.Fill, label = entry.Label, count = model.Text.Numbers.Of((decimal)entry.Count) }),
            areas = model.Rows.Where(row => row.Fill is not null).ToDictionary(row => row.Code, row => new { fill = row.Fill, text = row.Shown }),
        }, JsonSerializerOptions.Web);
    });
}
