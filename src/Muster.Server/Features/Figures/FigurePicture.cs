using Muster.Server.Features.Figures.Painting;
using SkiaSharp;

namespace Muster.Server.Features.Figures;

/// <summary>Figures as PNG and PDF, painted from the same SVG that pages show.</summary>
static class FigurePicture
{
    /// <summary>Pixels of the picture for one of the drawing: sharp in print and on fine screens.</summary>
    const float Scale = 2;

    /// <summary>A pixel of the drawing in points of a PDF.</summary>
    const float PointsPerPixel = 0.75f;

    /// <summary>A picture takes a processor for some 100 ms; two at a time leave room for pages.</summary>
    static readonly SemaphoreSlim Turns = new(2);

    public static Task<byte[]> PngAsync(string svg, CancellationToken cancel) => InTurnAsync(() => Png(svg), cancel);

    /// <summary>One page a drawing, of the drawing's own size.</summary>
    /// <param name="pages">Drawings.</param>
    /// <param name="title">Title of the document.</param>
    /// <param name="made">When; in the document's properties.</param>
    /// <param name="cancel">Stops before it begins.</param>
    public static Task<byte[]> PdfAsync(IReadOnlyList<string> pages, string title, DateTimeOffset made, CancellationToken cancel) => InTurnAsync(() => Pdf(pages, title, made), cancel);

    /// <summary>Several pages, each drawn when its turn comes, written as they are made.</summary>
    public static async Task WritePdfAsync(Stream target, IAsyncEnumerable<string> pages, string title, DateTimeOffset made, CancellationToken cancel)
    {
        using var document = SKDocument.CreatePdf(target, About(title, made));
        await foreach (var page in pages.WithCancellation(cancel))
        {
            AddPage(document, page);
        }

        document.Close();
    }

    static async Task<byte[]> InTurnAsync(Func<byte[]> paint, CancellationToken cancel)
    {
        await Turns.WaitAsync(cancel);
        try
        {
            return await Task.Run(paint, cancel);
        }
        finally
        {
            Turns.Release();
        }
    }

    static byte[] Png(string svg)
    {
        var (width, height) = SvgPainter.SizeOf(svg);
        using var bitmap = new SKBitmap((int)Math.Ceiling(width * Scale), (int)Math.Ceiling(height * Scale), SKColorType.Rgba8888, SKAlphaType.Premul);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.White);
            canvas.Scale(Scale);
            SvgPainter.Paint(svg, canvas);
        }

        using var image = SKImage.FromBitmap(bitmap);
        using var bytes = image.Encode(SKEncodedImageFormat.Png, 100);
        return bytes.ToArray();
    }

    static byte[] Pdf(IReadOnlyList<string> pages, string title, DateTimeOffset made)
    {
        using var bytes = new MemoryStream();
        using (var document = SKDocument.CreatePdf(bytes, About(title, made)))
        {
            foreach (var page in pages)
            {
                AddPage(document, page);
            }

            document.Close();
        }

        return bytes.ToArray();
    }

    static SKDocumentPdfMetadata About(string title, DateTimeOffset made) => SKDocumentPdfMetadata.Default with { Title = title, Creator = "Muster", Producer = "Muster", Creation = made.UtcDateTime, Modified = made.UtcDateTime };

    static void AddPage(SKDocument document, string svg)
    {
        var (width, height) = SvgPainter.SizeOf(svg);
        using var canvas = document.BeginPage(width * PointsPerPixel, height * PointsPerPixel);
        canvas.Scale(PointsPerPixel);
        SvgPainter.Paint(svg, canvas);
        document.EndPage();
    }
}
