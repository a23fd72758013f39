using System.Globalization;

namespace Muster.Server.Features.Figures.Drawing;

/// <summary>Shape of a figure's sheet.</summary>
enum SheetShape
{
    /// <summary>For a page, a slide, a landscape print.</summary>
    Wide,

    /// <summary>For a phone and a narrow column: the same letters on less than half the width.</summary>
    Tall,
}

/// <summary>The words around a figure, in the reader's language.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Subtitle">Measure, level, round; null for none.</param>
/// <param name="Description">The figure in a sentence, for who cannot see it.</param>
/// <param name="Foot">Source, date, method, caveats, disclaimer: a paragraph each.</param>
/// <param name="Numbers">How numbers are written.</param>
sealed record FigureText(string Title, string? Subtitle, string Description, IReadOnlyList<string> Foot, NumberText Numbers)
{
    public CultureInfo Culture => Numbers.Culture;
    public bool IsRightToLeft => Culture.TextInfo.IsRightToLeft;
}

/// <summary>The paper of a figure: title above, the drawing, source and notes below. White in light and dark pages alike, as what is seen is what is printed and sent on.</summary>
sealed class Sheet
{
    public const string Ink = "#1a2126";
    public const string Quiet = "#505c65";
    public const string Rule = "#c5ced3";
    public const string Paper = "#ffffff";

    /// <summary>Arimo draws the PNG; the others have its measures.</summary>
    public const string Fonts = "Arimo, Arial, Liberation Sans, Helvetica, Noto Sans, Noto Sans Arabic, sans-serif";

    public const double Margin = 18;
    readonly FigureText text;
    readonly bool isTall;

    Sheet(FigureText text, SheetShape shape) : this(text, WidthOf(shape)) => isTall = shape == SheetShape.Tall;

    /// <summary>A paper of another kind, which its maker begins and ends.</summary>
    public Sheet(FigureText text, double width) => (this.text, Width) = (text, width);

    public SvgWriter Svg { get; } = new();
    public double Width { get; }

    /// <summary>Where the drawing begins.</summary>
    public double Top { get; private set; }

    public bool IsRightToLeft => text.IsRightToLeft;

    public static double WidthOf(SheetShape shape) => shape == SheetShape.Tall ? 420 : 960;

    /// <summary>Draws a sheet.</summary>
    /// <param name="name">Short name, first part of every id in it, so that two figures can stand in one page.</param>
    /// <param name="text">Its words.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="bodyHeight">Height of the drawing, pixels.</param>
    /// <param name="drawBody">Draws from <see cref="Top"/> on.</param>
    public static string Draw(string name, FigureText text, SheetShape shape, double bodyHeight, Action<Sheet> drawBody)
    {
        var sheet = new Sheet(text, shape);
        var inner = sheet.Width - (2 * Margin);
        var titleSize = sheet.isTall ? 17.0 : 21.0;
        var title = TextMeasure.Wrap(text.Title, inner, titleSize, mostLines: 3, bold: true);
        var subtitle = text.Subtitle is null ? [] : TextMeasure.Wrap(text.Subtitle, inner, 13.5, mostLines: 3);
        var foot = text.Foot.SelectMany((paragraph, index) => TextMeasure.Wrap(paragraph, inner, 11.5, mostLines: 12).Select((line, at) => (Line: line, Gap: index > 0 && at == 0 ? 3.0 : 0)).ToList()).ToList();
        sheet.Top = Margin + (title.Count * titleSize * 1.2) + (subtitle.Count * 18) + 12;
        var footTop = sheet.Top + bodyHeight + 14;
        var height = footTop + 8 + (foot.Count * 15.5) + foot.Sum(line => line.Gap) + Margin;

        sheet.Begin(name, height);
        sheet.Write(title, titleSize, Margin + (titleSize * 0.9), titleSize * 1.2, Ink, bold: true);
        sheet.Write(subtitle, 13.5, Margin + (title.Count * titleSize * 1.2) + 15, 18, Quiet);
        drawBody(sheet);
        if (foot.Count > 0)
        {
            sheet.Svg.Start("path").With("d", $"M{SvgWriter.Number(Margin)} {SvgWriter.Number(footTop)}h{SvgWriter.Number(inner)}").With("stroke", Rule).End();
        }

        var y = footTop + 19;
        foreach (var (line, gap) in foot)
        {
            y += gap;
            sheet.Write(line, Margin, y, 11.5, Quiet);
            y += 15.5;
        }

        return sheet.Svg.End().ToString();
    }

    /// <summary>Left edge of a box that begins so far from where lines begin.</summary>
    public double Left(double fromStart, double width) => IsRightToLeft ? Width - fromStart - width : fromStart;

    /// <summary>One line of text.</summary>
    /// <param name="line">Text.</param>
    /// <param name="fromStart">Pixels from the side where lines begin: left, or right in Arabic.</param>
    /// <param name="y">Base line.</param>
    /// <param name="size">Font size, pixels.</param>
    /// <param name="colour">Colour.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="bold">Bold.</param>
    public void Write(string line, double fromStart, double y, double size, string colour = Ink, string anchor = "start", bool bold = false) =>
        Svg.Start("text").With("x", IsRightToLeft ? Width - fromStart : fromStart).With("y", y).With("font-size", size)
            .With("text-anchor", anchor == "start" ? null : anchor).With("font-weight", bold ? "700" : null).With("fill", colour == Ink ? null : colour).Text(line).End();

    /// <summary>One line of text at a place that does not turn with the writing's direction, as on axes and maps.</summary>
    public void WriteAt(string line, double x, double y, double size, string colour = Ink, string anchor = "start", bool bold = false)
    {
        var turned = !IsRightToLeft || anchor == "middle" ? anchor : anchor == "start" ? "end" : "start";
        Svg.Start("text").With("x", x).With("y", y).With("font-size", size).With("text-anchor", turned == "start" ? null : turned)
            .With("font-weight", bold ? "700" : null).With("fill", colour == Ink ? null : colour).Text(line).End();
    }

    void Write(IReadOnlyList<string> lines, double size, double y, double step, string colour, bool bold = false)
    {
        for (var index = 0; index < lines.Count; index++)
        {
            Write(lines[index], Margin, y + (index * step), size, colour, bold: bold);
        }
    }

    /// <summary>Begins the document.</summary>
    public void Begin(string name, double height) => Svg.Start("svg").With("xmlns", "http://www.w3.org/2000/svg").With("viewBox", $"0 0 {SvgWriter.Number(Width)} {SvgWriter.Number(Math.Ceiling(height))}")
        .With("width", Width).With("height", Math.Ceiling(height)).With("role", "img").With("aria-labelledby", $"{name}-title {name}-desc")
        .With("lang", text.Culture.Name).With("direction", IsRightToLeft ? "rtl" : null).With("font-family", Fonts).With("fill", Ink)
        .Start("title").With("id", name + "-title").Text(text.Title).End()
        .Start("desc").With("id", name + "-desc").Text(text.Description).End()
        .Start("rect").With("width", "100%").With("height", "100%").With("fill", Paper).End();
}
