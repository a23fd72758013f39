namespace Muster.Server.Features.Figures.Drawing;

/// <summary>The legend of a map: classes, circles, kinds of points, how classes were made, labels left out, scale and north.</summary>
sealed class MapLegend(ThematicMap map)
{
    public const string SymbolFill = "#c2410c";
    const double RowHeight = 21;
    const double ScaleHeight = 38;

    MapWords Words => map.Words;

    NumberText Numbers => map.Text.Numbers;

    public double HeightFor(double width) => ClassesHeight(width) + SymbolsHeight(width) + PointsHeight + 26 + ScaleHeight;

    public void Draw(Sheet sheet, string name, SheetBox box, DrawnMap drawn)
    {
        var y = box.Top;
        y = map.Breaks is null ? y : DrawClasses(sheet, name, box with { Top = y });
        y = map.Symbols is null ? y : DrawSymbols(sheet, box with { Top = y }, drawn.GreatestRadius);
        y = map.PointKinds.Count == 0 ? y : DrawPoints(sheet, box with { Top = y });
        if (drawn.LabelsLeftOut > 0)
        {
            sheet.Write(string.Format(map.Text.Culture, Words.LeftOut, Numbers.Of((decimal)drawn.LabelsLeftOut)), box.Start, y + 13, 11.5, Sheet.Quiet);
        }

        DrawScale(sheet, box.Start, box.Width, box.IsNarrow && box.Height < HeightFor(box.Width) + 30 ? y + 20 : Math.Max(y + 20, box.Bottom - ScaleHeight), drawn.PixelsPerMetre, drawn.HasNorth);
    }

    static IReadOnlyList<string> Heading(string text, double width, double less) => TextMeasure.Wrap(text, width - less, 13, mostLines: 4, bold: true);

    double ClassesHeight(double width) => map.Breaks is null ? 0 : (Heading(Words.Measure, width, 54).Count * 16) + 12 + (map.Legend.Count * RowHeight) + 6;

    double SymbolsHeight(double width) => map.Symbols is null ? 0 : (Heading(Words.Symbols, width, 0).Count * 16) + 96;

    double PointsHeight => map.PointKinds.Count == 0 ? 0 : 30 + (map.PointKinds.Count * 19);

    double DrawClasses(Sheet sheet, string name, SheetBox box)
    {
        var y = DrawHeading(sheet, Heading(Words.Measure, box.Width, 54), box);
        sheet.Write(Words.Areas, box.Start + box.Width, y, 11.5, Sheet.Quiet, "end");
        y += 10;
        foreach (var entry in map.Legend)
        {
            sheet.Svg.Start("rect").With("x", sheet.Left(box.Start, 26)).With("y", y).With("width", 26).With("height", 15).With("fill", entry.Fill ?? NoDataPattern.Fill(name)).With("stroke", "#6b7982").With("stroke-width", 0.6).End();
            sheet.Write(entry.Label, box.Start + 34, y + 12, 12.5);
            sheet.Write(Numbers.Of((decimal)entry.Count), box.Start + box.Width, y + 12, 12.5, Sheet.Quiet, "end");
            y += RowHeight;
        }

        sheet.Write(Words.Method, box.Start, y + 13, 11.5, Sheet.Quiet);
        return y + 20;
    }

    static double DrawHeading(Sheet sheet, IReadOnlyList<string> lines, SheetBox box)
    {
        for (var index = 0; index < lines.Count; index++)
        {
            sheet.Write(lines[index], box.Start, box.Top + 12 + (index * 16), 13, bold: true);
        }

        return box.Top + 12 + ((lines.Count - 1) * 16);
    }

    /// <summary>Three circles of round figures in one another.</summary>
    double DrawSymbols(Sheet sheet, SheetBox box, double most)
    {
        var y = DrawHeading(sheet, Heading(Words.Symbols, box.Width, 0), box with { Top = box.Top + 6 }) + 12;
        var greatest = (double)(map.Symbols!.Max() ?? 0);
        if (most <= 0 || greatest <= 0)
        {
            return y + 10;
        }

        // Between paper and legend the circles are of one size.
        var bottom = y + (2 * most);
        var middle = sheet.Left(box.Start + most, 0);
        foreach (var value in (double[])[greatest, Rounded(greatest * 0.4), Rounded(greatest * 0.08)])
        {
            var radius = most * Math.Sqrt(value / greatest);
            sheet.Svg.Start("circle").With("cx", middle).With("cy", bottom - radius).With("r", radius).With("fill", SymbolFill).With("fill-opacity", 0.25).With("stroke", SymbolFill).With("stroke-width", 0.9).End();
            var (from, to) = (sheet.Left(box.Start + most, 0), sheet.Left(box.Start + (2 * most) + 10, 0));
            var top = bottom - (2 * radius);
            sheet.Svg.Start("path").With("d", $"M{SvgWriter.Number(from)} {SvgWriter.Number(top)}H{SvgWriter.Number(to)}").With("stroke", "#6b7982").With("stroke-width", 0.6).End();
            sheet.Write(Numbers.Of((decimal)value), box.Start + (2 * most) + 14, top + 4, 11.5);
        }

        return bottom + 8;
    }

    static double Rounded(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(value, 1))));
        return Math.Max(1, Math.Round(value / power) * power);
    }

    double DrawPoints(Sheet sheet, SheetBox box)
    {
        var y = box.Top + 14;
        sheet.Write(Words.Points, box.Start, y, 13, bold: true);
        y += 12;
        for (var kind = 0; kind < map.PointKinds.Count; kind++)
        {
            var (label, count) = map.PointKinds[kind];
            sheet.Svg.Start("g").With("fill", CategoryColours.Of(kind));
            PointShape.Draw(sheet.Svg, kind, new Spot(sheet.Left(box.Start + 8, 0), y + 7), 5, null);
            sheet.Svg.End();
            var lines = TextMeasure.Wrap(label, box.Width - 70, 12, mostLines: 1);
            sheet.Write(lines.Count > 0 ? lines[0] : label, box.Start + 22, y + 11, 12);
            sheet.Write(Numbers.Of((decimal)count), box.Start + box.Width, y + 11, 12, Sheet.Quiet, "end");
            y += 19;
        }

        return y + 4;
    }

    void DrawScale(Sheet sheet, double start, double room, double top, double pixelsPerMetre, bool hasNorth)
    {
        if (pixelsPerMetre <= 0)
        {
            return;
        }

        var metres = ClassBreaks.RoundStep(120 / pixelsPerMetre / 2);
        var width = metres * pixelsPerMetre;
        var left = sheet.Left(start, width);
        var (x, y) = (SvgWriter.Number(left), SvgWriter.Number(top + 28));
        var half = SvgWriter.Number(width / 2);
        sheet.Svg.Start("path").With("d", $"M{x} {y}v5h{half}v-5zm{half} 0h{half}v5h-{half}z").With("fill", "none").With("stroke", Sheet.Ink).With("stroke-width", 0.8).End()
            .Start("path").With("d", $"M{x} {y}v5h{half}v-5z").End();
        var isShort = metres < 1000;
        sheet.Write(Numbers.Of(0m), start, top + 22, 11, anchor: "start");
        sheet.Write($"{Numbers.Of(isShort ? metres : metres / 1000)} {(isShort ? Words.Metres : Words.Kilometres)}", start + width, top + 22, 11, anchor: "middle");
        if (hasNorth)
        {
            var tip = sheet.Left(start + room - 18, 12);
            sheet.Svg.Start("path").With("d", $"M{SvgWriter.Number(tip + 6)} {SvgWriter.Number(top + 14)}l5.5 19l-5.5 -4.5l-5.5 4.5z").End()
                .Start("text").With("x", tip + 6).With("y", top + 10).With("font-size", 11).With("font-weight", "700").With("text-anchor", "middle").Text(Words.North).End();
        }
    }
}
