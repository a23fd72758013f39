using System.Text;
using Microsoft.Net.Http.Headers;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Figures;

/// <summary>Answers of figures: a tag that tells whether anything changed, and a name for who saves it.</summary>
static class FigureAnswer
{
    /// <summary>Sets the headers of a figure.</summary>
    /// <returns>True where the reader has it already: answer 304.</returns>
    public static bool IsKnown(HttpContext context, string tag)
    {
        var etag = new EntityTagHeaderValue($"\"{tag}\"", isWeak: true);
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = etag;
        // Who may see it can change, so the reader asks each time; nothing in between keeps it.
        headers.CacheControl = new CacheControlHeaderValue { Private = true, NoCache = true };
        context.Response.Headers.Vary = "Accept-Language, Cookie";
        return context.Request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } known && known.Any(one => one.Compare(etag, useStrongComparison: false) || one == EntityTagHeaderValue.Any);
    }

    /// <summary>False where a browser draws the figure inside a page, which is looking, not taking.</summary>
    public static bool IsTaken(HttpRequest request) => request.Headers["Sec-Fetch-Dest"] != "image";

    public static IResult NotModified => Results.StatusCode(StatusCodes.Status304NotModified);

    public static IResult Svg(string svg) => Results.Text(svg, "image/svg+xml", Encoding.UTF8);

    /// <summary>A file to save, named for its dataset and version.</summary>
    public static IResult File(byte[] bytes, string type, DatasetScope scope, string ending) =>
        Results.File(bytes, type, $"{scope.Dataset.Slug}-v{scope.Version!.Number}-{ending}");
}
