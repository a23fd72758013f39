using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Catalogue;
using Muster.Server.Features.Figures.Drawing;

namespace Muster.Server.Features.Figures;

/// <summary>A saved figure alone, to be framed by another site; it says itself of which day its data is and when it was drawn.</summary>
static class EmbedFigure
{
    public static Task<IResult> Page(FigureScope scope, FigureMaker maker, Addresses addresses, HttpContext context, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var request = ShowFigure.Request(scope, addresses, text);
        var model = await maker.MakeAsync(request, cancel);
        var drawn = model.Areas.Count <= MapPage.MostInline ? await maker.DrawAsync(request, SheetShape.Wide, cancel) : null;
        // It may be framed: it holds nothing to click on but a link that leaves the frame.
        context.Response.Headers.ContentSecurityPolicy = context.Response.Headers.ContentSecurityPolicy.ToString().Replace("frame-ancestors 'none'", "frame-ancestors *", StringComparison.Ordinal);
        return new RazorComponentResult<EmbedFigurePage>(new { View = new SavedFigureView(scope, model, null, drawn, "", new Dictionary<Guid, string>(), []), Whole = addresses.Of(scope.Path) });
    });
}
