using NetTopologySuite.Geometries;

namespace Muster.Server.Features.Figures.Drawing;

/// <summary>What a paper sheet says beside the figure.</summary>
/// <param name="Operation">Name of the operation.</param>
/// <param name="Reference">GLIDE number and number of the sheet.</param>
/// <param name="Legend">Heading of the legend.</param>
/// <param name="DataDate">"Data of 14 November 2016".</param>
/// <param name="MadeDate">"Made on 25 November 2016".</param>
/// <param name="Scale">Format of the scale: {0} its number, {1} the paper.</param>
/// <param name="Sources">Heading of the sources.</param>
/// <param name="Foot">Sources, method, caveats, disclaimer: a paragraph each.</param>
/// <param name="Address">Where the figure stands in Muster; null for none.</param>
sealed record PaperWords(string Operation, string? Reference, string Legend, string DataDate, string MadeDate, string Scale, string Sources, IReadOnlyList<string> Foot, string? Address);

/// <summary>Where the map lies in its country, in a corner of the sheet.</summary>
/// <param name="Country">Areas of the whole country.</param>
/// <param name="Focus">What the map shows.</param>
sealed record PaperLocator(IReadOnlyList<Geometry> Country, IReadOnlyList<Geometry> Focus);

/// <summary>A figure on A4 or A3, laid out as mapping units do: title above, the map in a frame, beside or below it legend, scale, dates, sources and disclaimer. From right to left everything stands mirrored but the map itself.</summary>
/// <param name="Body">The figure.</param>
/// <param name="Words">Words around it.</param>
/// <param name="Size">Paper.</param>
/// <param name="IsPortrait">Upright.</param>
sealed record PaperSheet(FigureBody Body, PaperWords Words, PaperSize Size, bool IsPortrait)
{
    /// <summary>Pixels of 1/96 inch in a metre of paper.</summary>
    const double PixelsPerPaperMetre = 96 / 0.0254;

    const double Margin = 34;
    const double Gap = 16;
    const double PanelWidth = 236;
    const double FootSize = 9.2;

    /// <summary>Map in its country; null for none.</summary>
    public PaperLocator? Locator { get; init; }

    /// <summary>Square code of the address, dark cells true; null for none.</summary>
    public IReadOnlyList<bool[]>? Code { get; init; }

    (double Width, double Height) Paper
    {
        get
        {
            var (narrow, wide) = Size == PaperSize.A3 ? (297.0, 420.0) : (210.0, 297.0);
            var perMillimetre = PixelsPerPaperMetre / 1000;
            return IsPortrait ? (narrow * perMillimetre, wide * perMillimetre) : (wide * perMillimetre, narrow * perMillimetre);
        }
    }

    /// <summary>The sheet as SVG.</summary>
    /// <param name="name">First part of the ids in it.</param>
    public string Draw(string name)
    {
        var (width, height) = Paper;
        var sheet = new Sheet(Body.Text, width);
        sheet.Begin(name, height);
        var top = DrawHead(sheet, width);
        if (Body is ThematicMap map)
        {
            if (IsPortrait)
            {
                DrawPortrait(sheet, name, map, top, width, height);
            }
            else
            {
                DrawLandscape(sheet, name, map, top, width, height);
            }
        }
        else
        {
            DrawPlain(sheet, name, top, width, height);
        }

        return sheet.Svg.End().ToString();
    }

    /// <summary>Title and subtitle at the start, operation and dates at the end, a strong rule below.</summary>
    double DrawHead(Sheet sheet, double width)
    {
        var side = Math.Min(300, width * 0.32);
        var room = width - (2 * Margin) - side - Gap;
        var size = Size == PaperSize.A3 ? 26.0 : 22.0;
        var title = TextMeasure.Wrap(Body.Text.Title, room, size, mostLines: 2, bold: true);
        var y = Margin + (size * 0.78);
        foreach (var line in title)
        {
            sheet.Write(line, Margin, y, size, bold: true);
            y += size * 1.18;
        }

        if (Body.Text.Subtitle is { } subtitle)
        {
            foreach (var line in TextMeasure.Wrap(subtitle, room, 13, mostLines: 2))
            {
                sheet.Write(line, Margin, y - 2, 13, Sheet.Quiet);
                y += 17;
            }
        }

        var edge = width - Margin;
        var at = Margin + 12;
        foreach (var line in TextMeasure.Wrap(Words.Operation, side, 12.5, mostLines: 2, bold: true))
        {
            sheet.Write(line, edge, at, 12.5, anchor: "end", bold: true);
            at += 16;
        }

        foreach (var line in new[] { Words.Reference, Words.DataDate, Words.MadeDate }.OfType<string>())
        {
            sheet.Write(line, edge, at, 10.5, Sheet.Quiet, "end");
            at += 14;
        }

        var below = Math.Max(y, at) - 4;
        sheet.Svg.Start("rect").With("x", Margin).With("y", below).With("width", width - (2 * Margin)).With("height", 2).With("fill", "#0b5d7a").End();
        return below + 14;
    }

    void DrawLandscape(Sheet sheet, string name, ThematicMap map, double top, double width, double height)
    {
        var disclaimerTop = height - Margin + 6;
        var mapBox = new SheetBox(Margin, top, width - (2 * Margin) - PanelWidth - Gap, disclaimerTop - top - 6);
        var drawn = map.DrawMap(sheet, name, mapBox);
        DrawPanel(sheet, name, map, drawn, new SheetBox(Margin + mapBox.Width + Gap, top, PanelWidth, mapBox.Height));
    }

    /// <summary>Legend above, locator and sources below it.</summary>
    void DrawPanel(Sheet sheet, string name, ThematicMap map, DrawnMap drawn, SheetBox panel)
    {
        var legend = new MapLegend(map);
        sheet.Write(Words.Legend, panel.Start, panel.Top + 11, 11, "#0b5d7a", bold: true);
        var legendBox = panel with { Top = panel.Top + 20, Height = legend.HeightFor(panel.Width) };
        legend.Draw(sheet, name, legendBox, drawn);
        var y = DrawScaleText(sheet, legendBox.Start, legendBox.Bottom + 10, drawn) + 6;
        var foot = Foot(panel.Width);
        var footHeight = 18 + (foot.Count * FootSize * 1.3) + (Code is null && Words.Address is null ? 0 : 76);
        if (Locator is not null && panel.Bottom - footHeight - y > 90)
        {
            DrawLocator(sheet, panel with { Top = y + 4, Height = Math.Min(150, panel.Bottom - footHeight - y - 12) });
        }

        DrawFoot(sheet, panel with { Top = Math.Max(y, panel.Bottom - footHeight), Height = footHeight }, foot, (int)Math.Max(4, (panel.Bottom - y - 20) / (FootSize * 1.3)));
    }

    void DrawPortrait(Sheet sheet, string name, ThematicMap map, double top, double width, double height)
    {
        var legend = new MapLegend(map);
        var inner = width - (2 * Margin);
        var legendWidth = inner * 0.36;
        var footWidth = inner - legendWidth - (Gap * 2);
        var foot = Foot(footWidth - (Locator is null ? 0 : 150 + Gap));
        var below = Math.Max(legend.HeightFor(legendWidth) + 46, 24 + (foot.Count * FootSize * 1.3) + (Code is null && Words.Address is null ? 0 : 76));
        var mapBox = new SheetBox(Margin, top, inner, height - Margin - top - below - Gap);
        var drawn = map.DrawMap(sheet, name, mapBox);
        var start = mapBox.Bottom + Gap;
        sheet.Write(Words.Legend, Margin, start + 11, 11, "#0b5d7a", bold: true);
        var legendBox = new SheetBox(Margin, start + 20, legendWidth, legend.HeightFor(legendWidth));
        legend.Draw(sheet, name, legendBox, drawn);
        DrawScaleText(sheet, Margin, legendBox.Bottom + 10, drawn);
        var footStart = Margin + legendWidth + (Gap * 2);
        if (Locator is not null)
        {
            DrawLocator(sheet, new SheetBox(width - Margin - 150, start + 4, 150, Math.Min(below - 8, 150)));
        }

        DrawFoot(sheet, new SheetBox(footStart, start, footWidth - (Locator is null ? 0 : 150 + Gap), below), foot, 60);
    }

    /// <summary>Charts and small maps: the whole width, sources below.</summary>
    void DrawPlain(Sheet sheet, string name, double top, double width, double height)
    {
        var inner = width - (2 * Margin);
        var foot = Foot(inner - (Code is null ? 0 : 90));
        var footHeight = 20 + (foot.Count * FootSize * 1.3) + (Words.Address is null ? 0 : 18);
        footHeight = Code is null ? footHeight : Math.Max(footHeight, 84);
        var room = height - Margin - top - footHeight - Gap;
        Body.Draw(sheet, name, new SheetBox(Margin, top, inner, Math.Min(room, Math.Max(Body.HeightFor(inner), room * 0.8))));
        DrawFoot(sheet, new SheetBox(Margin, height - Margin - footHeight, inner, footHeight), foot, 40);
    }

    IReadOnlyList<string> Foot(double width) => [.. Words.Foot.SelectMany(paragraph => TextMeasure.Wrap(paragraph, width, FootSize, mostLines: 8))];

    double DrawScaleText(Sheet sheet, double start, double y, DrawnMap drawn)
    {
        if (drawn.PixelsPerMetre <= 0)
        {
            return y;
        }

        // Rounded to what a reader can use; the bar is exact.
        var scale = PixelsPerPaperMetre / drawn.PixelsPerMetre;
        var power = Math.Pow(10, Math.Floor(Math.Log10(scale)) - 1);
        sheet.Write(string.Format(Body.Text.Culture, Words.Scale, Body.Text.Numbers.Of((decimal)(Math.Round(scale / power) * power)), Size), start, y, 10, Sheet.Quiet);
        return y + 6;
    }

    void DrawLocator(Sheet sheet, SheetBox box)
    {
        var left = sheet.Left(box.Start, box.Width);
        var frame = new Placing(left, box.Top, left + box.Width, box.Bottom);
        var fit = MapFit.Of(Locator!.Country, frame, 0.04);
        sheet.Svg.Start("rect").With("x", left).With("y", box.Top).With("width", box.Width).With("height", box.Height).With("fill", WorldDrawing.Water).With("stroke", "#7d8b94").With("stroke-width", 0.6).End();
        var country = Outlines.Of(Locator.Country, fit.ToPixels);
        sheet.Svg.Start("path").With("d", SvgPath.Of(country.Areas.SelectMany(area => area.Polygons).SelectMany(polygon => polygon), isClosed: true)).With("fill", "#fbfaf7").With("stroke", "#8d979d").With("stroke-width", 0.5).With("stroke-linejoin", "round").End();
        var focus = Outlines.Of(Locator.Focus, fit.ToPixels);
        sheet.Svg.Start("path").With("d", SvgPath.Of(focus.Areas.SelectMany(area => area.Polygons).SelectMany(polygon => polygon), isClosed: true)).With("fill", MapLegend.SymbolFill).With("stroke", MapLegend.SymbolFill).With("stroke-width", 1).With("stroke-linejoin", "round").End();
    }

    void DrawFoot(Sheet sheet, SheetBox box, IReadOnlyList<string> foot, int mostLines)
    {
        sheet.Write(Words.Sources, box.Start, box.Top + 11, 11, "#0b5d7a", bold: true);
        var y = box.Top + 25;
        foreach (var line in foot.Take(mostLines))
        {
            sheet.Write(line, box.Start, y, FootSize, Sheet.Quiet);
            y += FootSize * 1.3;
        }

        if (Code is not null)
        {
            var size = 62.0;
            DrawCode(sheet, Body is ThematicMap ? sheet.Left(box.Start, size) : sheet.Left(box.Start + box.Width - size, size), Body is ThematicMap ? Math.Min(y, box.Bottom - size - 2) : box.Bottom - size - 2, size);
        }

        if (Words.Address is { } address)
        {
            var (start, top) = Code is not null && Body is ThematicMap ? (box.Start + 70, Math.Min(y, box.Bottom - 64) + 12) : (box.Start, y + 6);
            foreach (var line in TextMeasure.Wrap(address, Math.Max(80, box.Width - (Code is null ? 0 : 74)), FootSize, mostLines: 4))
            {
                sheet.Write(line, start, top, FootSize);
                top += FootSize * 1.3;
            }
        }
    }

    void DrawCode(Sheet sheet, double left, double top, double size)
    {
        var cell = size / Code!.Count;
        var path = new System.Text.StringBuilder();
        for (var row = 0; row < Code.Count; row++)
        {
            for (var column = 0; column < Code[row].Length; column++)
            {
                if (Code[row][column])
                {
                    // A row of dark cells is one bar, so that no hair of white is left between them.
                    var end = column;
                    while (end < Code[row].Length && Code[row][end])
                    {
                        end++;
                    }

                    path.Append('M').Append(SvgWriter.Number(left + (column * cell))).Append(' ').Append(SvgWriter.Number(top + (row * cell))).Append('h').Append(SvgWriter.Number((end - column) * cell)).Append('v').Append(SvgWriter.Number(cell + 0.05)).Append("h-").Append(SvgWriter.Number((end - column) * cell)).Append('z');
                    column = end;
                }
            }
        }

        sheet.Svg.Start("path").With("d", path.ToString()).With("fill", "#000000").End();
    }
}
