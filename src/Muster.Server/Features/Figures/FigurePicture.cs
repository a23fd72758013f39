using SkiaSharp;
using Svg.Skia;

namespace Muster.Server.Features.Figures;

/// <summary>Figures as PNG. The letters are Arimo's, carried in the program: a bare machine without fonts draws the same picture. Scripts that Arimo lacks (Arabic, Chinese) come from the machine's own fonts, for example Debian's <c>fonts-noto-core</c>.</summary>
static class FigurePicture
{
    /// <summary>Pixels of the picture for one of the drawing: sharp in print and on fine screens.</summary>
    const float Scale = 2;

    /// <summary>A picture takes a processor for some 100 ms; two at a time leave room for pages.</summary>
    static readonly SemaphoreSlim Turns = new(2);

    static readonly EmbeddedTypefaces Typefaces = new();

    public static async Task<byte[]> PngAsync(string svg, CancellationToken cancel)
    {
        await Turns.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => Png(svg), cancel);
        }
        finally
        {
            Turns.Release();
        }
    }

    static byte[] Png(string svg)
    {
        using var drawing = new SKSvg();
        drawing.Settings.TypefaceProviders?.Insert(0, Typefaces);
        var picture = drawing.FromSvg(svg) ?? throw new InvalidOperationException("The figure is no SVG.");
        var size = picture.CullRect;
        using var bitmap = new SKBitmap((int)Math.Ceiling(size.Width * Scale), (int)Math.Ceiling(size.Height * Scale), SKColorType.Rgba8888, SKAlphaType.Premul);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.White);
            canvas.Scale(Scale);
            canvas.DrawPicture(picture);
        }

        using var image = SKImage.FromBitmap(bitmap);
        using var bytes = image.Encode(SKEncodedImageFormat.Png, 100);
        return bytes.ToArray();
    }

    /// <summary>Arimo, regular and bold, from the program's own resources.</summary>
    sealed class EmbeddedTypefaces : Svg.Skia.TypefaceProviders.ITypefaceProvider
    {
        readonly SKTypeface regular = Load("Arimo_400Regular.ttf");
        readonly SKTypeface bold = Load("Arimo_700Bold.ttf");

        public SKTypeface? FromFamilyName(string fontFamily, SKFontStyleWeight fontWeight, SKFontStyleWidth fontWidth, SKFontStyleSlant fontStyle) =>
            fontWeight >= SKFontStyleWeight.SemiBold ? bold : regular;

        static SKTypeface Load(string name)
        {
            using var stream = typeof(FigurePicture).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The font {name} is not in the program.");
            return SKTypeface.FromStream(stream) ?? throw new InvalidOperationException($"The font {name} cannot be read.");
        }
    }
}
