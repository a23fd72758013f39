using System.Globalization;
using System.Xml;
using Muster.Server.Features.Figures.Drawing;
using SkiaSharp;

namespace Muster.Server.Features.Figures.Painting;

/// <summary>Paints the SVG that <see cref="SvgWriter"/> wrote, on pixels or into a PDF: shapes stay shapes and words stay words. It knows the elements that figures use and refuses any other, so that no drawing loses something unnoticed.</summary>
/// <remarks>A library for all of SVG turned numbers around in Arabic lines, painted stripes as pixels into the PDF and wrote haloed words twice (docs/decisions/0234).</remarks>
sealed class SvgPainter
{
    readonly SKCanvas canvas;
    readonly Dictionary<string, SKRect> clips = [];
    readonly Stack<Style> styles = new();

    SvgPainter(SKCanvas canvas) => this.canvas = canvas;

    /// <summary>Width and height that the drawing states.</summary>
    public static (float Width, float Height) SizeOf(string svg)
    {
        using var reader = XmlReader.Create(new StringReader(svg));
        reader.MoveToContent();
        return (Number(reader.GetAttribute("width")), Number(reader.GetAttribute("height")));
    }

    public static void Paint(string svg, SKCanvas canvas)
    {
        var painter = new SvgPainter(canvas);
        painter.styles.Push(new Style());
        using var reader = XmlReader.Create(new StringReader(svg));
        reader.MoveToContent();
        painter.Children(reader);
    }

    /// <summary>The element at hand and what is in it.</summary>
    void Children(XmlReader reader)
    {
        var style = styles.Peek().With(reader);
        var isEmpty = reader.IsEmptyElement;
        var saved = canvas.Save();
        Place(reader);
        switch (reader.Name)
        {
            case "svg" or "g" or "defs" or "a":
                break;
            case "title" or "desc" or "pattern":
                reader.Skip();
                canvas.RestoreToCount(saved);
                return;
            case "clipPath":
                ReadClip(reader);
                canvas.RestoreToCount(saved);
                return;
            case "text":
                DrawText(reader, style);
                canvas.RestoreToCount(saved);
                return;
            case "rect" or "path" or "circle":
                DrawShape(reader, style);
                break;
            case var other:
                throw new InvalidOperationException($"Figures are not painted with <{other}>.");
        }

        styles.Push(style);
        if (isEmpty)
        {
            reader.Read();
        }
        else
        {
            reader.Read();
            while (reader.MoveToContent() == XmlNodeType.Element)
            {
                Children(reader);
            }

            reader.ReadEndElement();
        }

        styles.Pop();
        canvas.RestoreToCount(saved);
    }

    void Place(XmlReader reader)
    {
        if (reader.GetAttribute("transform") is { } transform)
        {
            var parts = transform.Split(['(', ' ', ',', ')'], StringSplitOptions.RemoveEmptyEntries);
            for (var at = 0; at < parts.Length;)
            {
                switch (parts[at])
                {
                    case "translate":
                        canvas.Translate(Number(parts[at + 1]), Number(parts[at + 2]));
                        at += 3;
                        break;
                    case "scale":
                        canvas.Scale(Number(parts[at + 1]));
                        at += 2;
                        break;
                    case "rotate":
                        canvas.RotateDegrees(Number(parts[at + 1]), Number(parts[at + 2]), Number(parts[at + 3]));
                        at += 4;
                        break;
                    default:
                        throw new InvalidOperationException($"Figures are not moved by {parts[at]}.");
                }
            }
        }

        if (reader.GetAttribute("clip-path") is { } clip && clips.TryGetValue(clip[5..^1], out var box))
        {
            canvas.ClipRect(box, antialias: true);
        }
    }

    void ReadClip(XmlReader reader)
    {
        var id = reader.GetAttribute("id") ?? "";
        using var inner = reader.ReadSubtree();
        inner.ReadToDescendant("rect");
        clips[id] = Box(inner);
        inner.Close();
        reader.Read();
    }

    void DrawShape(XmlReader reader, Style style)
    {
        using var shape = Shape(reader);
        if (style.Fill is not null and not "none")
        {
            if (style.Fill.StartsWith("url(", StringComparison.Ordinal))
            {
                DrawStripes(shape);
            }
            else
            {
                using var paint = Paint(style.Fill, style.FillOpacity);
                canvas.DrawPath(shape, paint);
            }
        }

        if (style.Stroke is not null and not "none")
        {
            using var paint = Stroke(style);
            canvas.DrawPath(shape, paint);
        }
    }

    static SKPath Shape(XmlReader reader)
    {
        if (reader.Name == "path")
        {
            var path = SKPath.ParseSvgPathData(reader.GetAttribute("d") ?? "") ?? new SKPath();
            path.FillType = SKPathFillType.EvenOdd;
            return path;
        }

        using var builder = new SKPathBuilder();
        if (reader.Name == "circle")
        {
            builder.AddCircle(Number(reader.GetAttribute("cx")), Number(reader.GetAttribute("cy")), Number(reader.GetAttribute("r")));
        }
        else
        {
            builder.AddRect(Box(reader));
        }

        return builder.Detach();
    }

    /// <summary>The pattern of no data, line by line: it stays sharp at any size.</summary>
    void DrawStripes(SKPath shape)
    {
        var box = shape.Bounds;
        canvas.Save();
        canvas.ClipPath(shape, antialias: true);
        using (var ground = Paint(NoDataPattern.Ground, 1))
        {
            canvas.DrawRect(box, ground);
        }

        using var lines = new SKPathBuilder();
        for (var sum = Math.Floor((box.Left + box.Top) / NoDataPattern.Step) * NoDataPattern.Step; sum < box.Right + box.Bottom; sum += NoDataPattern.Step)
        {
            lines.MoveTo((float)(sum - box.Top), box.Top);
            lines.LineTo((float)(sum - box.Bottom), box.Bottom);
        }

        using var path = lines.Detach();
        using var paint = new SKPaint { Color = SKColor.Parse(NoDataPattern.Line), IsStroke = true, StrokeWidth = (float)NoDataPattern.Width, IsAntialias = true };
        canvas.DrawPath(path, paint);
        canvas.Restore();
    }

    void DrawText(XmlReader reader, Style style)
    {
        var (x, y) = (Number(reader.GetAttribute("x")), Number(reader.GetAttribute("y")));
        var line = TextLine.Of(reader.ReadElementContentAsString(), style.FontSize, style.IsBold, style.IsRightToLeft);
        var left = (style.Anchor, style.IsRightToLeft) switch
        {
            ("middle", _) => x - (line.Width / 2),
            ("end", false) or ("start", true) => x - line.Width,
            _ => x,
        };
        using var halo = style.Stroke is not null and not "none" ? Stroke(style) : null;
        using var paint = Paint(style.Fill ?? Sheet.Ink, style.FillOpacity);
        line.Draw(canvas, left, y, halo, paint);
    }

    static SKPaint Paint(string colour, float opacity) => new() { Color = SKColor.Parse(colour).WithAlpha((byte)Math.Round(opacity * 255)), IsAntialias = true };

    static SKPaint Stroke(Style style) => new()
    {
        Color = SKColor.Parse(style.Stroke).WithAlpha((byte)Math.Round(style.StrokeOpacity * 255)),
        IsStroke = true,
        StrokeWidth = style.StrokeWidth,
        StrokeJoin = style.IsRoundJoin ? SKStrokeJoin.Round : SKStrokeJoin.Miter,
        IsAntialias = true,
        PathEffect = style.Dashes is { } dashes ? SKPathEffect.CreateDash(dashes, 0) : null,
    };

    static SKRect Box(XmlReader reader) =>
        reader.GetAttribute("width") == "100%" ? new SKRect(-1e5f, -1e5f, 1e5f, 1e5f) : SKRect.Create(Number(reader.GetAttribute("x")), Number(reader.GetAttribute("y")), Number(reader.GetAttribute("width")), Number(reader.GetAttribute("height")));

    static float Number(string? text) => text is null ? 0 : float.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>What elements inherit.</summary>
    sealed record Style
    {
        public string? Fill { get; init; } = Sheet.Ink;
        public float FillOpacity { get; init; } = 1;
        public string? Stroke { get; init; }
        public float StrokeOpacity { get; init; } = 1;
        public float StrokeWidth { get; init; } = 1;
        public bool IsRoundJoin { get; init; }
        public float[]? Dashes { get; init; }
        public float FontSize { get; init; } = 12;
        public bool IsBold { get; init; }
        public string Anchor { get; init; } = "start";
        public bool IsRightToLeft { get; init; }

        public Style With(XmlReader reader)
        {
            if (!reader.HasAttributes)
            {
                return this;
            }

            return this with
            {
                Fill = reader.GetAttribute("fill") ?? Fill,
                FillOpacity = reader.GetAttribute("fill-opacity") is { } fillOpacity ? Number(fillOpacity) : FillOpacity,
                Stroke = reader.GetAttribute("stroke") ?? Stroke,
                StrokeOpacity = reader.GetAttribute("stroke-opacity") is { } strokeOpacity ? Number(strokeOpacity) : StrokeOpacity,
                StrokeWidth = reader.GetAttribute("stroke-width") is { } width ? Number(width) : StrokeWidth,
                IsRoundJoin = reader.GetAttribute("stroke-linejoin") is { } join ? join == "round" : IsRoundJoin,
                Dashes = reader.GetAttribute("stroke-dasharray") is { } dashes ? [.. dashes.Split(' ').Select(Number)] : Dashes,
                FontSize = reader.GetAttribute("font-size") is { } size ? Number(size) : FontSize,
                IsBold = reader.GetAttribute("font-weight") is { } weight ? weight == "700" : IsBold,
                Anchor = reader.GetAttribute("text-anchor") ?? Anchor,
                IsRightToLeft = reader.GetAttribute("direction") is { } direction ? direction == "rtl" : IsRightToLeft,
            };
        }
    }
}
