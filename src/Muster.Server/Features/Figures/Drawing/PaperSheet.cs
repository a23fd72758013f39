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
    const double FootSize = 9;
    const double CodeSize = 66;
    const string Accent = "#0b5d7a";

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
        sheet.Svg.Start("rect").With("x", Margin).With("y", below).With("width", width - (2 * Margin)).With("height", 2).With("fill", Accent).End();
        return below + 14;
    }

    void DrawLandscape(Sheet sheet, string name, ThematicMap map, double top, double width, double height)
    {
        var inner = width - (2 * Margin);
        var foot = Foot(inner);
        var footHeight = 16 + (foot.Count * FootSize * 1.3);
        var mapBox = new SheetBox(Margin, top, inner - PanelWidth - Gap, height - Margin - footHeight - 10 - top);
        var drawn = map.DrawMap(sheet, name, mapBox);
        DrawPanel(sheet, name, map, drawn, new SheetBox(Margin + mapBox.Width + Gap, top, PanelWidth, mapBox.Height));
        DrawFoot(sheet, new SheetBox(Margin, mapBox.Bottom + 10, inner, footHeight), foot);
    }

    /// <summary>Legend above, then where the map lies, the address at the bottom.</summary>
    void DrawPanel(Sheet sheet, string name, ThematicMap map, DrawnMap drawn, SheetBox panel)
    {
        var legend = new MapLegend(map);
        sheet.Write(Words.Legend, panel.Start, panel.Top + 11, 11, Accent, bold: true);
        var legendBox = panel with { Top = panel.Top + 20, Height = legend.HeightFor(panel.Width) };
        legend.Draw(sheet, name, legendBox, drawn);
        var y = DrawScaleText(sheet, panel.Start, legendBox.Bottom + 12, drawn) + 10;
        var addressHeight = AddressHeight(panel.Width);
        if (Locator is not null && panel.Bottom - addressHeight - y > 70)
        {
            DrawLocator(sheet, panel with { Top = y, Height = Math.Min(170, panel.Bottom - addressHeight - y - 10) });
        }

        DrawAddress(sheet, panel with { Top = panel.Bottom - addressHeight, Height = addressHeight });
    }

    void DrawPortrait(Sheet sheet, string name, ThematicMap map, double top, double width, double height)
    {
        var legend = new MapLegend(map);
        var inner = width - (2 * Margin);
        var legendWidth = inner * 0.36;
        var footWidth = inner - legendWidth - (Gap * 2);
        var foot = Foot(footWidth);
        var locatorHeight = Locator is null ? 0 : 130.0;
        var below = Math.Max(legend.HeightFor(legendWidth) + 46, 20 + (foot.Count * FootSize * 1.3) + AddressHeight(footWidth) + locatorHeight + 12);
        var mapBox = new SheetBox(Margin, top, inner, height - Margin - top - below - Gap);
        var drawn = map.DrawMap(sheet, name, mapBox);
        var start = mapBox.Bottom + Gap;
        sheet.Write(Words.Legend, Margin, start + 11, 11, Accent, bold: true);
        var legendBox = new SheetBox(Margin, start + 20, legendWidth, legend.HeightFor(legendWidth));
        legend.Draw(sheet, name, legendBox, drawn);
        DrawScaleText(sheet, Margin, legendBox.Bottom + 12, drawn);
        var column = new SheetBox(Margin + legendWidth + (Gap * 2), start, footWidth, below);
        if (Locator is not null)
        {
            DrawLocator(sheet, column with { Top = start + 4, Height = locatorHeight - 8, Width = Math.Min(footWidth, 200) });
        }

        DrawFoot(sheet, column with { Top = start + locatorHeight }, foot);
        DrawAddress(sheet, column with { Top = column.Bottom - AddressHeight(footWidth), Height = AddressHeight(footWidth) });
    }

    /// <summary>Charts and small maps: the whole width, sources below.</summary>
    void DrawPlain(Sheet sheet, string name, double top, double width, double height)
    {
        var inner = width - (2 * Margin);
        var footWidth = inner - (Words.Address is null && Code is null ? 0 : 250);
        var foot = Foot(footWidth);
        var footHeight = Math.Max(20 + (foot.Count * FootSize * 1.3), AddressHeight(230));
        var room = height - Margin - top - footHeight - Gap;
        Body.Draw(sheet, name, new SheetBox(Margin, top, inner, room));
        DrawFoot(sheet, new SheetBox(Margin, height - Margin - footHeight, footWidth, footHeight), foot);
        DrawAddress(sheet, new SheetBox(width - Margin - 230, height - Margin - footHeight, 230, footHeight));
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

    void DrawFoot(Sheet sheet, SheetBox box, IReadOnlyList<string> foot)
    {
        sheet.Write(Words.Sources, box.Start, box.Top + 9, 10.5, Accent, bold: true);
        var y = box.Top + 22;
        foreach (var line in foot)
        {
            sheet.Write(line, box.Start, y, FootSize, Sheet.Quiet);
            y += FootSize * 1.3;
        }
    }

    IReadOnlyList<string> AddressLines(double width) => Words.Address is null ? [] : TextMeasure.Wrap(Words.Address, width - (Code is null ? 0 : CodeSize + 10), FootSize, mostLines: 5);

    double AddressHeight(double width) => Math.Max(Code is null ? 0 : CodeSize + 2, AddressLines(width).Count * FootSize * 1.3);

    /// <summary>Where the figure stands, to be typed or scanned.</summary>
    void DrawAddress(Sheet sheet, SheetBox box)
    {
        if (Code is not null)
        {
            DrawCode(sheet, sheet.Left(box.Start, CodeSize), box.Top, CodeSize);
        }

        var y = box.Top + FootSize;
        foreach (var line in AddressLines(box.Width))
        {
            sheet.Write(line, box.Start + (Code is null ? 0 : CodeSize + 10), y, FootSize, Sheet.Quiet);
            y += FootSize * 1.3;
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
