using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Catalogue;
using Muster.Server.Features.Figures.Drawing;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Figures;

/// <summary>A dataset as a population pyramid: page, SVG, PNG, CSV.</summary>
static class ShowPyramid
{
    /// <returns>The page; a refusal in words where there is no pyramid to draw.</returns>
    public static Task<IResult> Page(DatasetScope scope, HttpRequest request, PyramidMaker maker, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var model = await maker.MakeAsync(scope, PyramidQuery.Read(request.Query, text), cancel);
        return new RazorComponentResult<PyramidPage>(new { View = new PyramidView(scope, model, model.Pyramid.Draw("pyramid", SheetShape.Wide), request.Path) });
    });

    public static Task<IResult> Svg(DatasetScope scope, HttpContext context, PyramidMaker maker, Exports exports, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var query = PyramidQuery.Read(context.Request.Query, text);
        if (FigureAnswer.IsKnown(context, await maker.TagAsync(scope, query, cancel)))
        {
            return FigureAnswer.NotModified;
        }

        var svg = (await maker.MakeAsync(scope, query, cancel)).Pyramid.Draw("pyramid", query.Shape);
        if (FigureAnswer.IsTaken(context.Request))
        {
            await exports.NoteAsync(scope, "pyramid as SVG", cancel);
        }

        return FigureAnswer.Svg(svg);
    });

    public static Task<IResult> Png(DatasetScope scope, HttpContext context, PyramidMaker maker, Exports exports, FigureCache cache, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var query = PyramidQuery.Read(context.Request.Query, text);
        var tag = await maker.TagAsync(scope, query, cancel) + "-png";
        if (FigureAnswer.IsKnown(context, tag))
        {
            return FigureAnswer.NotModified;
        }

        var picture = await cache.GetAsync(tag, async () => await FigurePicture.PngAsync((await maker.MakeAsync(scope, query, cancel)).Pyramid.Draw("pyramid", query.Shape), cancel), png => png.Length);
        await exports.NoteAsync(scope, "pyramid as PNG", cancel);
        return FigureAnswer.File(picture, "image/png", scope, "pyramid.png");
    });

    /// <summary>A row a band and sex; months as bounds, so that no program has to read "5–9".</summary>
    public static Task<IResult> Csv(DatasetScope scope, HttpContext context, PyramidMaker maker, Exports exports, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var query = PyramidQuery.Read(context.Request.Query, text);
        if (FigureAnswer.IsKnown(context, await maker.TagAsync(scope, query, cancel) + "-csv"))
        {
            return FigureAnswer.NotModified;
        }

        var model = await maker.MakeAsync(scope, query, cancel);
        var csv = new FigureCsv().Row("age", "from_months", "to_months", "male", "female", "total", "places", "round");
        foreach (var band in model.Pyramid.Data.Bands)
        {
            csv.Row(band.Age.ToString(), band.Age.FromMonths, band.Age.ToMonths, band.Male, band.Female, band.Male + band.Female, string.Join(' ', query.Places), model.Round?.Chosen);
        }

        await exports.NoteAsync(scope, "pyramid as CSV", cancel);
        return FigureAnswer.File(csv.ToBytes(), "text/csv; charset=utf-8", scope, "pyramid.csv");
    });
}
