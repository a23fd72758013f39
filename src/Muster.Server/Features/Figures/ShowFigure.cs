using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Catalogue;
using Muster.Server.Features.Figures.Drawing;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.Figures;

/// <summary>A saved figure: page, SVG, PNG, PDF, CSV, its sheet on paper, and the areas and values for the map to zoom.</summary>
static class ShowFigure
{
    /// <returns>The page; a figure that cannot be drawn any more says why, with what it is made of.</returns>
    public static async Task<IResult> Page(FigureScope scope, MusterDb db, FigureMaker maker, Addresses addresses, Catalogue.People people, IStringLocalizer<FiguresText> text, CancellationToken cancel)
    {
        FigureModel? model = null;
        Errors.Refusal? problem = null;
        string? drawn = null;
        try
        {
            var request = Request(scope, addresses, text);
            model = await maker.MakeAsync(request, cancel);
            drawn = model.Areas.Count <= MapPage.MostInline ? await maker.DrawAsync(request, SheetShape.Wide, cancel) : null;
        }
        catch (FigureException failure)
        {
            problem = failure.Refusal;
        }

        var batches = scope.Operation.MayContribute ? await db.Set<SheetBatch>().AsNoTracking().Where(batch => batch.FigureId == scope.Figure.Id).ToListAsync(cancel) : [];
        return new RazorComponentResult<FigurePage>(new
        {
            View = new SavedFigureView(scope, model, problem, drawn, addresses.Of($"/embed/{scope.Operation.Operation.Slug}/figures/{scope.Figure.Slug}"), await people.NamesAsync([scope.Figure.CreatedBy, scope.Figure.ChangedBy], cancel), [.. batches.OrderByDescending(batch => batch.CreatedAt)]),
        });
    }

    public static Task<IResult> Svg(FigureScope scope, HttpContext context, FigureMaker maker, Exports exports, Addresses addresses, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var shape = FigureQuery.Choice(context.Request.Query, "size", text, SheetShape.Wide);
        var request = Request(scope, addresses, text);
        if (FigureAnswer.IsKnown(context, await maker.TagAsync(request, "svg " + shape, cancel)))
        {
            return FigureAnswer.NotModified;
        }

        var svg = await maker.DrawAsync(request, shape, cancel);
        if (FigureAnswer.IsTaken(context.Request))
        {
            await NoteAsync(scope, "SVG", exports, cancel);
        }

        return FigureAnswer.Svg(svg);
    });

    public static Task<IResult> Png(FigureScope scope, HttpContext context, FigureMaker maker, Exports exports, FigureCache cache, Addresses addresses, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var shape = FigureQuery.Choice(context.Request.Query, "size", text, SheetShape.Wide);
        var request = Request(scope, addresses, text);
        return await FileAsync(scope, context, await maker.TagAsync(request, "png " + shape, cancel), "png", "image/png", async () => await FigurePicture.PngAsync(await maker.DrawAsync(request, shape, cancel), cancel), exports, cache, cancel);
    });

    /// <summary>The figure on a page of its own size, for reports.</summary>
    public static Task<IResult> Pdf(FigureScope scope, HttpContext context, FigureMaker maker, Exports exports, FigureCache cache, Addresses addresses, TimeProvider clock, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var request = Request(scope, addresses, text);
        return await FileAsync(scope, context, await maker.TagAsync(request, "pdf", cancel), "pdf", "application/pdf", async () => await FigurePicture.PdfAsync([await maker.DrawAsync(request, SheetShape.Wide, cancel)], scope.Figure.Title, clock.GetUtcNow(), cancel), exports, cache, cancel);
    });

    public static Task<IResult> Csv(FigureScope scope, HttpContext context, FigureMaker maker, Exports exports, Addresses addresses, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var request = Request(scope, addresses, text);
        if (FigureAnswer.IsKnown(context, await maker.TagAsync(request, "csv", cancel)))
        {
            return FigureAnswer.NotModified;
        }

        var table = (await maker.MakeAsync(request, cancel)).Table;
        var csv = new FigureCsv().Row([.. table.Columns.Select(column => (object?)column.Name)]);
        foreach (var row in table.Rows)
        {
            csv.Row([.. row.Select(cell => cell.Raw)]);
        }

        await NoteAsync(scope, "CSV", exports, cancel);
        return Results.File(csv.ToBytes(), "text/csv; charset=utf-8", scope.Figure.Slug + ".csv");
    });

    /// <summary>The figure and its table as JSON.</summary>
    public static Task<IResult> Data(FigureScope scope, HttpContext context, FigureMaker maker, Exports exports, Addresses addresses, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var request = Request(scope, addresses, text);
        if (FigureAnswer.IsKnown(context, await maker.TagAsync(request, "data", cancel)))
        {
            return FigureAnswer.NotModified;
        }

        var model = await maker.MakeAsync(request, cancel);
        await NoteAsync(scope, "JSON", exports, cancel);
        return TypedResults.Ok(new FigureTableAnswer(scope.Figure.Slug, scope.Figure.Title, model.Body.Text.Subtitle, model.Body.Text.Description, FigureContext.DataDay(request.Main), model.Table.Columns, [.. model.Table.Rows.Select(row => (IReadOnlyList<object?>)[.. row.Select(cell => cell.Raw)])]));
    });

    public static Task<IResult> SheetSvg(FigureScope scope, HttpContext context, FigureMaker maker, SheetMaker sheets, Exports exports, Addresses addresses, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var request = Request(scope, addresses, text, context.Request);
        if (FigureAnswer.IsKnown(context, await maker.TagAsync(request, "sheet-svg", cancel)))
        {
            return FigureAnswer.NotModified;
        }

        var svg = await sheets.DrawAsync(request, SheetNumber(scope), cancel);
        if (FigureAnswer.IsTaken(context.Request))
        {
            await NoteAsync(scope, "sheet as SVG", exports, cancel);
        }

        return FigureAnswer.Svg(svg);
    });

    public static Task<IResult> SheetPng(FigureScope scope, HttpContext context, FigureMaker maker, SheetMaker sheets, Exports exports, FigureCache cache, Addresses addresses, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var request = Request(scope, addresses, text, context.Request);
        return await FileAsync(scope, context, await maker.TagAsync(request, "sheet-png", cancel), "png", "image/png", async () => await FigurePicture.PngAsync(await sheets.DrawAsync(request, SheetNumber(scope), cancel), cancel), exports, cache, cancel);
    });

    public static Task<IResult> SheetPdf(FigureScope scope, HttpContext context, FigureMaker maker, SheetMaker sheets, Exports exports, FigureCache cache, Addresses addresses, TimeProvider clock, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var request = Request(scope, addresses, text, context.Request);
        return await FileAsync(scope, context, await maker.TagAsync(request, "sheet-pdf", cancel), "pdf", "application/pdf", async () => await FigurePicture.PdfAsync([await sheets.DrawAsync(request, SheetNumber(scope), cancel)], scope.Figure.Title, clock.GetUtcNow(), cancel), exports, cache, cancel);
    });

    /// <summary>Boundaries of a map's areas as GeoJSON, thinned to what a screen shows.</summary>
    public static Task<IResult> Areas(FigureScope scope, HttpContext context, FigureMaker maker, FigureCache cache, Addresses addresses, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var request = Request(scope, addresses, text);
        var tag = await maker.TagAsync(request, "areas", cancel);
        return FigureAnswer.IsKnown(context, tag) ? FigureAnswer.NotModified
            : Results.Bytes(await cache.GetAsync(tag, async () => MapGeoJson.Write((await maker.MakeAsync(request, cancel)).Areas), bytes => bytes.Length), "application/geo+json");
    });

    /// <summary>Legend, and colour and words of each area, the same as in the drawing.</summary>
    public static Task<IResult> Values(FigureScope scope, HttpContext context, FigureMaker maker, Addresses addresses, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var request = Request(scope, addresses, text);
        if (FigureAnswer.IsKnown(context, await maker.TagAsync(request, "values", cancel)))
        {
            return FigureAnswer.NotModified;
        }

        var model = await maker.MakeAsync(request, cancel);
        return model.Body is not ThematicMap map ? throw FigureProblems.NotOfKind(text) : Results.Json(new
        {
            legend = map.Legend.Select(entry => new { fill = entry.Fill, label = entry.Label, count = map.Text.Numbers.Of((decimal)entry.Count) }),
            areas = map.Areas.Where(area => area.Value is not null).ToDictionary(area => area.Code, area => new { fill = map.Fill(area.Value), text = map.Text.Numbers.Of(area.Value!.Value) }),
        }, JsonSerializerOptions.Web);
    });

    /// <summary>The figure as a request to draw it; refused where its dataset is gone.</summary>
    /// <param name="scope">Figure.</param>
    /// <param name="addresses">Makes its address.</param>
    /// <param name="text">Texts.</param>
    /// <param name="asked">Address asked for, whose <c>language</c>, <c>paper</c>, <c>portrait</c>, <c>within</c> and <c>level</c> stand before those of the figure; null for none.</param>
    internal static FigureRequest Request(FigureScope scope, Addresses addresses, IStringLocalizer<FiguresText> text, HttpRequest? asked = null)
    {
        if (scope.Main is null || (scope.Figure.SecondDatasetId is not null && scope.Second is null))
        {
            throw FigureProblems.DatasetGone(text);
        }

        var settings = scope.Figure.Settings;
        if (asked is not null)
        {
            var query = asked.Query;
            settings = (settings with
            {
                Language = FigureQuery.Text(query, "language") ?? settings.Language,
                Paper = FigureQuery.Text(query, "paper") is { } paper ? FigureQuery.Choice(query, "paper", text, settings.Paper) : settings.Paper,
                Portrait = FigureQuery.Text(query, "portrait") is { } portrait ? portrait == "true" : settings.Portrait,
                Within = FigureQuery.Text(query, "within")?.ToUpperInvariant() ?? settings.Within,
                Level = FigureQuery.Whole(query, "level", 0, 5, text) ?? settings.Level,
            }).Checked(text);
        }

        return new FigureRequest(scope.Operation, scope.Figure.Kind, scope.Figure.Title, settings, scope.Main, scope.Second) { Address = addresses.Of(scope.Path) };
    }

    /// <summary>What the sheet is called when somebody phones about it.</summary>
    internal static string SheetNumber(FigureScope scope) => $"{scope.Figure.Slug} v{scope.Main?.Version?.Number}";

    static async Task<IResult> FileAsync(FigureScope scope, HttpContext context, string tag, string ending, string type, Func<Task<byte[]>> make, Exports exports, FigureCache cache, CancellationToken cancel)
    {
        if (FigureAnswer.IsKnown(context, tag))
        {
            return FigureAnswer.NotModified;
        }

        var bytes = await cache.GetAsync(tag, make, made => made.Length);
        await NoteAsync(scope, ending.ToUpperInvariant(), exports, cancel);
        return Results.File(bytes, type, $"{scope.Figure.Slug}.{ending}");
    }

    /// <summary>What leaves the house of a dataset that is not for everybody is noted with it, for each dataset.</summary>
    internal static async Task NoteAsync(FigureScope scope, string what, Exports exports, CancellationToken cancel)
    {
        foreach (var dataset in new[] { scope.Main, scope.Second }.OfType<DatasetScope>())
        {
            await exports.NoteAsync(dataset, $"figure {scope.Figure.Slug} as {what}", cancel);
        }
    }
}

/// <summary>A figure's table, as the API tells it.</summary>
public sealed record FigureTableAnswer(string Slug, string Title, string? Subtitle, string Description, DateOnly DataDate, IReadOnlyList<FigureColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>What a saved figure's page shows.</summary>
public sealed record SavedFigureView
{
    internal SavedFigureView(FigureScope scope, FigureModel? model, Errors.Refusal? problem, string? drawn, string embed, IReadOnlyDictionary<Guid, string> people, IReadOnlyList<SheetBatch> batches) =>
        (Scope, Model, Problem, Drawn, Embed, People, Batches) = (scope, model, problem, drawn, embed, people, batches);

    public FigureScope Scope { get; }
    internal FigureModel? Model { get; }
    public Errors.Refusal? Problem { get; }
    public string? Drawn { get; }

    /// <summary>Address to be framed.</summary>
    public string Embed { get; }

    public IReadOnlyDictionary<Guid, string> People { get; }
    public IReadOnlyList<SheetBatch> Batches { get; }

    /// <summary>True where the map can be moved in the browser.</summary>
    public bool IsMovable => Model is { Request.Kind: FigureKind.Map } && Model.Areas.Count is > 0 and <= MapPage.MostOnIsland;

    internal string Levels(IStringLocalizer<FiguresText> text) => JsonSerializer.Serialize(new[]
    {
        new { label = text["level-option", Model!.Level ?? 0, Model.Areas.Count].Value, source = $"{Scope.Path}/areas.geojson", values = $"{Scope.Path}/values.json" },
    }, JsonSerializerOptions.Web);

    internal string Labels(IStringLocalizer<FiguresText> text) => MapView.LabelsOf(Scope.Figure.Title, text);
}
