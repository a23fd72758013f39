using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;

namespace Muster.Server.Features.Figures.Drawing;

/// <summary>One area of a shaded map.</summary>
/// <param name="Code">P-code.</param>
/// <param name="Name">Name shown.</param>
/// <param name="ParentCode">P-code of the unit above, whose outline is drawn stronger; null for none.</param>
/// <param name="Shape">Polygon or multipolygon, degrees.</param>
/// <param name="Value">The figure; null = no data, which is not zero.</param>
sealed record MapArea(string Code, string Name, string? ParentCode, Geometry Shape, decimal? Value);

/// <summary>Words of a map.</summary>
/// <param name="Measure">Heading of the legend: what is counted.</param>
/// <param name="Areas">Heading of the legend's counts.</param>
/// <param name="NoData">Legend entry of areas without a figure.</param>
/// <param name="Method">How classes were made, below the legend.</param>
/// <param name="AreaTitle">Format of an area's tooltip: {0} name, {1} code, {2} figure.</param>
/// <param name="Kilometres">Unit of the scale bar.</param>
/// <param name="Metres">Unit of a short one.</param>
/// <param name="North">Letter of the north arrow.</param>
sealed record MapWords(string Measure, string Areas, string NoData, string Method, string AreaTitle, string Kilometres, string Metres, string North);

/// <summary>An entry of the legend.</summary>
/// <param name="Fill">Colour; null is the no-data pattern.</param>
/// <param name="Label">Range of the class.</param>
/// <param name="Count">Areas in it.</param>
sealed record LegendEntry(string? Fill, string Label, int Count);

/// <summary>A shaded map: areas coloured by class, with legend, scale and names. Zero has a colour and an entry of its own beside "no data".</summary>
sealed class Choropleth
{
    /// <summary>Fill of areas whose figure is zero.</summary>
    public const string ZeroFill = "#ffffff";

    const double LegendWidth = 212;
    const double LabelSize = 11;
    const double RowHeight = 21;

    /// <summary>Where so few areas are shown, their labels carry the figure too.</summary>
    const int MostWithFigures = 30;

    /// <summary>Of many areas, the share that must find room for a name before any name is drawn.</summary>
    const double LeastShareLabelled = 0.08;

    /// <summary>Degrees of turn up to which a north arrow is drawn.</summary>
    const double MostTurn = 4;

    readonly IReadOnlyList<MapArea> areas;
    readonly ClassBreaks breaks;
    readonly IReadOnlyList<string> colours;
    readonly FigureText text;
    readonly MapWords words;

    /// <param name="areas">Areas, any order.</param>
    /// <param name="breaks">Classes of the figures that are not zero.</param>
    /// <param name="palette">Colours.</param>
    /// <param name="text">Words around the figure.</param>
    /// <param name="words">Words of the map.</param>
    public Choropleth(IReadOnlyList<MapArea> areas, ClassBreaks breaks, Palette palette, FigureText text, MapWords words)
    {
        (this.areas, this.breaks, this.text, this.words) = (areas, breaks, text, words);
        colours = palette.Colours(breaks.Count);
        Legend = [.. Entries()];
    }

    /// <summary>Lowest class first, then no data; counts add up to the number of areas.</summary>
    public IReadOnlyList<LegendEntry> Legend { get; }

    /// <summary>Figures that are cut into classes: those that are there and not zero.</summary>
    public static IReadOnlyCollection<double> Classed(IEnumerable<decimal?> values) => [.. values.Where(value => value is not (null or 0)).Select(value => (double)value!.Value)];

    /// <summary>Colour of a figure; null for no data.</summary>
    public string? Fill(decimal? value) => value switch
    {
        null => null,
        0 => ZeroFill,
        { } number => colours[breaks.IndexOf((double)number)],
    };

    /// <summary>The figure as SVG.</summary>
    /// <param name="name">First part of the ids in it.</param>
    /// <param name="shape">Shape of the sheet.</param>
    public string Draw(string name, SheetShape shape)
    {
        var isTall = shape == SheetShape.Tall;
        var projection = EqualAreaProjection.Around([.. areas.Select(area => area.Shape)]);
        var mapWidth = Sheet.WidthOf(shape) - (2 * Sheet.Margin) - (isTall ? 0 : LegendWidth + 22);
        var frame = Frame.Around(areas.Select(area => area.Shape), projection);
        var mapHeight = Math.Clamp(mapWidth / Math.Max(0.2, frame.Width / Math.Max(1, frame.Height)), isTall ? 200 : 300, isTall ? 460 : 620);
        var legendHeight = MeasureLines(isTall).Count * 16 + 12 + (Legend.Count * RowHeight) + 26 + ScaleHeight;
        var bodyHeight = isTall ? mapHeight + 14 + legendHeight : Math.Max(mapHeight, legendHeight);
        return Sheet.Draw(name, text, shape, bodyHeight, sheet =>
        {
            var mapLeft = sheet.Left(Sheet.Margin, mapWidth);
            var fit = frame.Fit(mapLeft, sheet.Top, mapWidth, isTall ? mapHeight : bodyHeight);
            DrawMap(sheet.Svg, name, (longitude, latitude) => fit.ToPixels(projection.Project(longitude, latitude)));
            var (legendStart, legendTop) = isTall ? (Sheet.Margin, sheet.Top + mapHeight + 14) : (sheet.Width - Sheet.Margin - LegendWidth, sheet.Top);
            var below = DrawLegend(sheet, name, legendStart, legendTop, isTall);
            DrawScale(sheet, legendStart, isTall ? sheet.Width - (2 * Sheet.Margin) : LegendWidth, isTall ? below : Math.Max(below, sheet.Top + bodyHeight - ScaleHeight), fit.PixelsPerMetre, HasNorth(projection));
        });
    }

    const double ScaleHeight = 38;

    IReadOnlyList<string> MeasureLines(bool isTall) => TextMeasure.Wrap(words.Measure, isTall ? Sheet.WidthOf(SheetShape.Tall) - (2 * Sheet.Margin) - 70 : LegendWidth - 54, 13, mostLines: 4, bold: true);

    IEnumerable<LegendEntry> Entries()
    {
        var zeros = areas.Count(area => area.Value == 0);
        if (zeros > 0)
        {
            yield return new(ZeroFill, text.Numbers.Of(0m), zeros);
        }

        var counts = new int[breaks.Count];
        foreach (var area in areas.Where(area => area.Value is not (null or 0)))
        {
            counts[breaks.IndexOf((double)area.Value!.Value)]++;
        }

        if (counts.Sum() > 0)
        {
            for (var index = 0; index < counts.Length; index++)
            {
                yield return new(colours[index], Range(index), counts[index]);
            }
        }

        yield return new(null, words.NoData, areas.Count(area => area.Value is null));
    }

    /// <summary>From the class's limit to the last figure before the next; whole figures leave no doubt to which class a limit belongs.</summary>
    string Range(int index)
    {
        var isWhole = areas.All(area => area.Value is not { } value || value == decimal.Truncate(value));
        var from = index == 0 ? Math.Min(breaks.Least, breaks.Limits.Count > 0 ? breaks.Limits[0] - (isWhole ? 1 : 0) : breaks.Least) : breaks.Limits[index - 1];
        if (index == breaks.Count - 1)
        {
            var last = Math.Max(breaks.Greatest, from);
            return last == from ? Number(from) : $"{Number(from)} – {Number(last)}";
        }

        var next = breaks.Limits[index];
        if (!isWhole)
        {
            return $"{Number(from)} – <{Number(next)}";
        }

        // A limit may lie between two whole figures.
        var (first, final) = (Math.Ceiling(from), Math.Ceiling(next) - 1);
        return first >= final ? Number(final) : $"{Number(first)} – {Number(final)}";
    }

    string Number(double value) => text.Numbers.Of((decimal)value);

    void DrawMap(SvgWriter svg, string name, Func<double, double, Spot> toPixels)
    {
        var outlines = Outlines.Of([.. areas.Select(area => area.Shape)], toPixels);
        DrawPattern(svg, name);
        foreach (var group in Enumerable.Range(0, areas.Count).GroupBy(index => Fill(areas[index].Value)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            svg.Start("g").With("fill", group.Key ?? $"url(#{name}-none)").With("fill-rule", "evenodd").With("stroke", "#6b7982").With("stroke-width", 0.4).With("stroke-linejoin", "round");
            foreach (var index in group)
            {
                var path = Path(outlines.Areas[index].Polygons.SelectMany(polygon => polygon), isClosed: true);
                if (path.Length > 0)
                {
                    svg.Start("path").With("d", path).Element("title", AreaTitle(areas[index])).End();
                }
            }

            svg.End();
        }

        DrawBorders(svg, outlines);
        DrawLabels(svg, outlines);
    }

    string AreaTitle(MapArea area) => string.Format(text.Culture, words.AreaTitle, area.Name, area.Code, area.Value is { } value ? text.Numbers.Of(value) : words.NoData);

    /// <summary>Stripes on white: no colour of any class, and still there in grey print.</summary>
    static void DrawPattern(SvgWriter svg, string name) => svg.Start("defs").Start("pattern").With("id", name + "-none").With("width", 6).With("height", 6).With("patternUnits", "userSpaceOnUse")
        .Start("rect").With("width", 6).With("height", 6).With("fill", "#fafafa").End()
        .Start("path").With("d", "M-1 1l2 -2M0 6l6 -6M5 7l2 -2").With("stroke", "#b4bec4").With("stroke-width", 0.9).End().End().End();

    /// <summary>The coast and the units above, over the areas' own thin lines.</summary>
    void DrawBorders(SvgWriter svg, Outlines outlines)
    {
        var strong = outlines.Borders.Where(border => border.Second < 0 || areas[border.First].ParentCode != areas[border.Second].ParentCode);
        var path = Path(strong.Select(border => border.Points), isClosed: false);
        svg.Start("path").With("d", path).With("fill", "none").With("stroke", "#35424a").With("stroke-width", 0.9).With("stroke-linejoin", "round").End();
    }

    void DrawLabels(SvgWriter svg, Outlines outlines)
    {
        var isFew = areas.Count <= MostWithFigures;
        var shown = Enumerable.Range(0, areas.Count).Where(index => isFew || areas[index].Value is not null).ToList();
        var labels = LabelPlacer.Place([.. shown.Select(index => (areas[index].Name, isFew && areas[index].Value is { } value ? text.Numbers.Of(value) : null, LabelPoint.Of(outlines.Areas[index])))], LabelSize);
        // One name in a hundred areas puzzles more than none.
        if (areas.Count > MostWithFigures && labels.Count < shown.Count * LeastShareLabelled)
        {
            return;
        }

        svg.Start("g").With("font-size", LabelSize).With("text-anchor", "middle").With("stroke-width", 2.2).With("stroke-linejoin", "round").With("paint-order", "stroke").With("pointer-events", "none");
        foreach (var label in labels)
        {
            var fill = Fill(areas[shown[label.Index]].Value) ?? Sheet.Paper;
            var isDark = Palette.IsDark(fill);
            for (var line = 0; line < label.Lines.Count; line++)
            {
                var isFigure = label.HasFigure && line == label.Lines.Count - 1;
                // The halo has the colour of the area, so that letters over a border or a neighbour stay readable.
                svg.Start("text").With("x", label.Centre.X).With("y", label.Centre.Y + (LabelSize * 0.36) + ((line - ((label.Lines.Count - 1) / 2.0)) * LabelSize * 1.12))
                    .With("fill", isDark ? "#ffffff" : "#000000").With("stroke", fill).With("font-weight", isFigure ? "700" : null).Text(label.Lines[line]).End();
            }
        }

        svg.End();
    }

    double DrawLegend(Sheet sheet, string name, double start, double top, bool isTall)
    {
        var width = isTall ? sheet.Width - (2 * Sheet.Margin) : LegendWidth;
        var y = top + 12;
        var measure = MeasureLines(isTall);
        for (var index = 0; index < measure.Count; index++)
        {
            sheet.Write(measure[index], start, y + (index * 16), 13, bold: true);
        }

        y += (measure.Count - 1) * 16;
        sheet.Write(words.Areas, start + width, y, 11.5, Sheet.Quiet, "end");
        y += 10;
        foreach (var entry in Legend)
        {
            sheet.Svg.Start("rect").With("x", sheet.Left(start, 26)).With("y", y).With("width", 26).With("height", 15).With("fill", entry.Fill ?? $"url(#{name}-none)").With("stroke", "#6b7982").With("stroke-width", 0.6).End();
            sheet.Write(entry.Label, start + 34, y + 12, 12.5);
            sheet.Write(text.Numbers.Of((decimal)entry.Count), start + width, y + 12, 12.5, Sheet.Quiet, "end");
            y += RowHeight;
        }

        sheet.Write(words.Method, start, y + 13, 11.5, Sheet.Quiet);
        return y + 26;
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
        sheet.Write(text.Numbers.Of(0m), start, top + 22, 11, anchor: "start");
        sheet.Write($"{text.Numbers.Of(isShort ? metres : metres / 1000)} {(isShort ? words.Metres : words.Kilometres)}", start + width, top + 22, 11, anchor: "middle");
        if (hasNorth)
        {
            var tip = sheet.Left(start + room - 18, 12);
            sheet.Svg.Start("path").With("d", $"M{SvgWriter.Number(tip + 6)} {SvgWriter.Number(top + 14)}l5.5 19l-5.5 -4.5l-5.5 4.5z").End()
                .Start("text").With("x", tip + 6).With("y", top + 10).With("font-size", 11).With("font-weight", "700").With("text-anchor", "middle").Text(words.North).End();
        }
    }

    bool HasNorth(EqualAreaProjection projection) => areas.Select(area => area.Shape.EnvelopeInternal).Where(box => !box.IsNull)
        .All(box => Math.Abs(projection.NorthTurn(box.MinX, box.Centre.Y)) <= MostTurn && Math.Abs(projection.NorthTurn(box.MaxX, box.Centre.Y)) <= MostTurn);

    /// <summary>Lines as path data in tenths of a pixel, each point told from the one before.</summary>
    static string Path(IEnumerable<Spot[]> lines, bool isClosed)
    {
        var path = new StringBuilder();
        foreach (var line in lines)
        {
            var (atX, atY) = ((int)Math.Round(line[0].X * 10), (int)Math.Round(line[0].Y * 10));
            path.Append('M');
            Append(path, atX, false);
            Append(path, atY, true);
            path.Append('l');
            var isFirst = true;
            foreach (var spot in line.AsSpan(1))
            {
                var (x, y) = ((int)Math.Round(spot.X * 10), (int)Math.Round(spot.Y * 10));
                Append(path, x - atX, !isFirst);
                Append(path, y - atY, true);
                (atX, atY, isFirst) = (x, y, false);
            }

            path.Append(isClosed ? "z" : "");
        }

        return path.ToString();
    }

    static void Append(StringBuilder path, int tenths, bool isSeparated)
    {
        if (isSeparated && tenths >= 0)
        {
            path.Append(' ');
        }

        path.Append(CultureInfo.InvariantCulture, $"{tenths / 10.0:0.#}");
    }

    /// <summary>The box of what is drawn, in projected metres.</summary>
    sealed record Frame(double Left, double Top, double Width, double Height)
    {
        public static Frame Around(IEnumerable<Geometry> shapes, EqualAreaProjection projection)
        {
            var (left, top, right, bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
            foreach (var point in shapes.SelectMany(shape => shape.Coordinates))
            {
                var (x, y) = projection.Project(point.X, point.Y);
                (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
            }

            return left > right ? new(0, 0, 0, 0) : new(left, top, right - left, bottom - top);
        }

        public Fit Fit(double left, double top, double width, double height)
        {
            const double air = 3;
            var scale = Math.Min((width - (2 * air)) / Math.Max(Width, 1), (height - (2 * air)) / Math.Max(Height, 1));
            return new(scale, left + ((width - (Width * scale)) / 2) - (Left * scale), top + ((height - (Height * scale)) / 2) - (Top * scale));
        }
    }

    readonly record struct Fit(double PixelsPerMetre, double ShiftX, double ShiftY)
    {
        public Spot ToPixels(Spot metres) => new((metres.X * PixelsPerMetre) + ShiftX, (metres.Y * PixelsPerMetre) + ShiftY);
    }
}
