using NetTopologySuite.Geometries;

namespace Muster.Server.Features.Figures.Drawing;

/// <summary>One area of a map.</summary>
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
sealed record MapWords(string Measure, string Areas, string NoData, string Method, string AreaTitle, string Kilometres, string Metres, string North)
{
    /// <summary>Heading of the circles in the legend.</summary>
    public string Symbols { get; init; } = "";

    /// <summary>Heading of the points in the legend.</summary>
    public string Points { get; init; } = "";

    /// <summary>Format of the count of labels that found no room.</summary>
    public string LeftOut { get; init; } = "{0}";
}

/// <summary>An entry of the legend.</summary>
/// <param name="Fill">Colour; null is the no-data pattern.</param>
/// <param name="Label">Range of the class.</param>
/// <param name="Count">Areas in it.</param>
sealed record LegendEntry(string? Fill, string Label, int Count);

/// <summary>A place on a map that is no area: a site, a school, a clinic.</summary>
/// <param name="Name">Name.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Kind">Position among the kinds of points.</param>
sealed record MapPoint(string Name, double Longitude, double Latitude, int Kind);

/// <summary>What a drawn map tells its legend.</summary>
/// <param name="LabelsLeftOut">Labels that found no room.</param>
/// <param name="PixelsPerMetre">Scale.</param>
/// <param name="HasNorth">North points up all over the map.</param>
/// <param name="GreatestRadius">Radius of the greatest circle.</param>
readonly record struct DrawnMap(int LabelsLeftOut, double PixelsPerMetre, bool HasNorth, double GreatestRadius);

/// <summary>A map: areas shaded by class, circles as large as a figure, points by kind, over coast and neighbours; with legend, scale and names that do not touch. Zero has a colour and an entry of its own beside "no data".</summary>
/// <param name="Areas">Areas, any order.</param>
/// <param name="Breaks">Classes of the figures that are not zero; null leaves the areas unshaded.</param>
/// <param name="Palette">Colours.</param>
/// <param name="Text">Words around the figure.</param>
/// <param name="Words">Words of the map.</param>
sealed record ThematicMap(IReadOnlyList<MapArea> Areas, ClassBreaks? Breaks, Palette Palette, FigureText Text, MapWords Words) : FigureBody(Text)
{
    /// <summary>Fill of areas whose figure is zero.</summary>
    public const string ZeroFill = "#ffffff";

    internal const double LegendWidth = 212;
    const double LabelSize = 11;

    /// <summary>Where so few areas are shown, their labels carry the figure too.</summary>
    const int MostWithFigures = 30;

    /// <summary>Of many areas, the share that must find room for a name before any name is drawn.</summary>
    const double LeastShareLabelled = 0.08;

    /// <summary>Degrees of turn up to which a north arrow is drawn.</summary>
    const double MostTurn = 4;

    const string PlainFill = "#fbfaf7";

    IReadOnlyList<string> Colours { get; } = Breaks is null ? [] : Palette.Colours(Breaks.Count);

    /// <summary>Circles: a figure for each area, in their order; null for none.</summary>
    public IReadOnlyList<decimal?>? Symbols { get; init; }

    /// <summary>Points.</summary>
    public IReadOnlyList<MapPoint> Points { get; init; } = [];

    /// <summary>Kinds of points with how many there are of each.</summary>
    public IReadOnlyList<(string Name, int Count)> PointKinds { get; init; } = [];

    /// <summary>What is around; null for a map of the areas alone.</summary>
    public MapWorld? World { get; init; }

    /// <summary>Areas around those of the map, drawn without figures.</summary>
    public IReadOnlyList<MapArea> Context { get; init; } = [];

    /// <summary>Names are written.</summary>
    public bool HasLabels { get; init; } = true;

    /// <summary>Lowest class first, then no data; counts add up to the number of areas. Empty for an unshaded map.</summary>
    public IReadOnlyList<LegendEntry> Legend => Breaks is null ? [] : [.. Entries()];

    /// <summary>Figures that are cut into classes: those that are there and not zero.</summary>
    public static IReadOnlyCollection<double> Classed(IEnumerable<decimal?> values) => [.. values.Where(value => value is not (null or 0)).Select(value => (double)value!.Value)];

    /// <summary>Colour of a figure; null for no data.</summary>
    public string? Fill(decimal? value) => value switch
    {
        _ when Breaks is null => PlainFill,
        null => null,
        0 => ZeroFill,
        { } number => Colours[Breaks.IndexOf((double)number)],
    };

    public override double HeightFor(double width)
    {
        var isTall = width < 480;
        var mapWidth = width - (isTall ? 0 : LegendWidth + 22);
        var height = Math.Clamp(mapWidth / Math.Max(0.2, MapFit.AspectOf(Extent)), isTall ? 200 : 300, isTall ? 460 : 620);
        var legend = new MapLegend(this).HeightFor(isTall ? width : LegendWidth);
        return isTall ? height + 14 + legend : Math.Max(height, legend);
    }

    public override void Draw(Sheet sheet, string name, SheetBox box)
    {
        var legend = new MapLegend(this);
        if (box.IsNarrow)
        {
            var height = box.Height - 14 - legend.HeightFor(box.Width);
            var drawn = DrawMap(sheet, name, box with { Height = height });
            legend.Draw(sheet, name, box with { Top = box.Top + height + 14, Height = box.Height - height - 14 }, drawn);
        }
        else
        {
            var width = box.Width - LegendWidth - 22;
            var drawn = DrawMap(sheet, name, box with { Width = width });
            legend.Draw(sheet, name, box with { Start = box.Start + width + 22, Width = LegendWidth }, drawn);
        }
    }

    /// <summary>The map alone.</summary>
    public DrawnMap DrawMap(Sheet sheet, string name, SheetBox box)
    {
        var left = sheet.Left(box.Start, box.Width);
        var frame = new Placing(left, box.Top, left + box.Width, box.Bottom);
        var fit = MapFit.Of(Extent, frame, World is null ? 0 : 0.03);
        var svg = sheet.Svg;
        NoDataPattern.Define(svg, name);
        IReadOnlyList<LabelWish> neighbours = [];
        var isFramed = World is not null || Context.Count > 0;
        if (isFramed)
        {
            svg.Start("defs").Start("clipPath").With("id", name + "-frame").Start("rect").With("x", frame.Left).With("y", frame.Top).With("width", box.Width).With("height", box.Height).End().End().End();
            svg.Start("g").With("clip-path", $"url(#{name}-frame)");
            neighbours = World is null ? [] : WorldDrawing.Draw(svg, World, fit);
            DrawContext(svg, fit);
        }

        var outlines = Outlines.Of([.. Areas.Select(area => area.Shape)], fit.ToPixels);
        DrawAreas(svg, name, outlines);
        DrawBorders(svg, outlines);
        if (isFramed)
        {
            svg.End();
        }

        var placer = new LabelPlacer(LabelSize, new Placing(frame.Left + 2, frame.Top + 2, frame.Right - 2, frame.Bottom - 2));
        var anchors = outlines.Areas.Select(outline => LabelPoint.Of(outline)).ToList();
        var radius = DrawSymbols(svg, anchors, Math.Clamp(Math.Min(box.Width, box.Height) / 15, 7, 34), placer);
        DrawPoints(svg, fit, placer);
        var leftOut = HasLabels ? DrawLabels(svg, anchors, radius, placer) : 0;
        DrawNeighbours(svg, neighbours, placer);
        if (isFramed)
        {
            svg.Start("rect").With("x", frame.Left).With("y", frame.Top).With("width", box.Width).With("height", box.Height).With("fill", "none").With("stroke", "#7d8b94").With("stroke-width", 0.8).End();
        }

        return new(leftOut, fit.PixelsPerMetre, HasNorth(fit.Projection), radius);
    }

    IReadOnlyList<Geometry> Extent => Areas.Count > 0 ? [.. Areas.Select(area => area.Shape)] : [.. Points.Select(point => new Point(point.Longitude, point.Latitude))];

    IEnumerable<LegendEntry> Entries()
    {
        var zeros = Areas.Count(area => area.Value == 0);
        if (zeros > 0)
        {
            yield return new(ZeroFill, Text.Numbers.Of(0m), zeros);
        }

        var counts = new int[Breaks!.Count];
        foreach (var area in Areas.Where(area => area.Value is not (null or 0)))
        {
            counts[Breaks.IndexOf((double)area.Value!.Value)]++;
        }

        if (counts.Sum() > 0)
        {
            for (var index = 0; index < counts.Length; index++)
            {
                yield return new(Colours[index], Range(index), counts[index]);
            }
        }

        yield return new(null, Words.NoData, Areas.Count(area => area.Value is null));
    }

    /// <summary>From the class's limit to the last figure before the next; whole figures leave no doubt to which class a limit belongs.</summary>
    string Range(int index)
    {
        var breaks = Breaks!;
        var isWhole = Areas.All(area => area.Value is not { } value || value == decimal.Truncate(value));
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

    string Number(double value) => Text.Numbers.Of((decimal)value);

    void DrawContext(SvgWriter svg, MapFit fit)
    {
        var seen = Context.Where(area => area.Shape.EnvelopeInternal.Intersects(fit.Degrees)).ToList();
        if (seen.Count > 0)
        {
            var outlines = Outlines.Of([.. seen.Select(area => area.Shape)], fit.ToPixels);
            svg.Start("path").With("d", SvgPath.Of(outlines.Areas.SelectMany(area => area.Polygons).SelectMany(polygon => polygon), isClosed: true)).With("fill", "#e9e7e0").With("fill-rule", "evenodd").With("stroke", "#b9b5aa").With("stroke-width", 0.5).With("stroke-linejoin", "round").End();
        }
    }

    void DrawAreas(SvgWriter svg, string name, Outlines outlines)
    {
        foreach (var group in Enumerable.Range(0, Areas.Count).GroupBy(index => Fill(Areas[index].Value)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            svg.Start("g").With("fill", group.Key ?? NoDataPattern.Fill(name)).With("fill-rule", "evenodd").With("stroke", Breaks is null ? "#a5afb5" : "#6b7982").With("stroke-width", 0.4).With("stroke-linejoin", "round");
            foreach (var index in group)
            {
                var path = SvgPath.Of(outlines.Areas[index].Polygons.SelectMany(polygon => polygon), isClosed: true);
                if (path.Length > 0)
                {
                    svg.Start("path").With("d", path).Element("title", AreaTitle(index)).End();
                }
            }

            svg.End();
        }
    }

    string AreaTitle(int index) => string.Format(Text.Culture, Words.AreaTitle, Areas[index].Name, Areas[index].Code, string.Join(" · ", Figures(index)));

    IEnumerable<string> Figures(int index)
    {
        if (Breaks is not null)
        {
            yield return Areas[index].Value is { } value ? Text.Numbers.Of(value) : Words.NoData;
        }

        if (Symbols is not null)
        {
            yield return Symbols[index] is { } symbol ? Text.Numbers.Of(symbol) : Words.NoData;
        }
    }

    /// <summary>The coast and the units above, over the areas' own thin lines.</summary>
    void DrawBorders(SvgWriter svg, Outlines outlines)
    {
        var strong = outlines.Borders.Where(border => border.Second < 0 || Areas[border.First].ParentCode != Areas[border.Second].ParentCode);
        var path = SvgPath.Of(strong.Select(border => border.Points), isClosed: false);
        svg.Start("path").With("d", path).With("fill", "none").With("stroke", "#35424a").With("stroke-width", 0.9).With("stroke-linejoin", "round").End();
    }

    /// <summary>Circles whose surface is the figure, the greatest first so that none is hidden.</summary>
    /// <returns>Radius of the greatest.</returns>
    double DrawSymbols(SvgWriter svg, List<LabelPoint> anchors, double most, LabelPlacer placer)
    {
        if (Symbols is null || !Symbols.Any(value => value > 0))
        {
            return 0;
        }

        var greatest = (double)Symbols.Max()!.Value;
        svg.Start("g").With("fill", MapLegend.SymbolFill).With("fill-opacity", 0.72).With("stroke", "#ffffff").With("stroke-width", 0.9);
        foreach (var index in Enumerable.Range(0, Areas.Count).Where(index => Symbols[index] > 0).OrderByDescending(index => Symbols[index]))
        {
            var radius = Radius(Symbols[index]!.Value, greatest, most);
            svg.Start("circle").With("cx", anchors[index].At.X).With("cy", anchors[index].At.Y).With("r", radius).Element("title", AreaTitle(index)).End();
            placer.Keep(Placing.Around(anchors[index].At, radius * 1.5, radius * 1.5));
        }

        svg.End();
        return most;
    }

    static double Radius(decimal value, double greatest, double most) => Math.Max(1.2, most * Math.Sqrt((double)value / greatest));

    void DrawPoints(SvgWriter svg, MapFit fit, LabelPlacer placer)
    {
        foreach (var group in Points.GroupBy(point => point.Kind).OrderByDescending(group => group.Count()))
        {
            svg.Start("g").With("fill", CategoryColours.Of(group.Key)).With("stroke", "#ffffff").With("stroke-width", 0.8);
            foreach (var point in group)
            {
                var at = fit.ToPixels(point.Longitude, point.Latitude);
                if (fit.Frame.Holds(Placing.Around(at, 1, 1)))
                {
                    PointShape.Draw(svg, group.Key, at, Points.Count > 400 ? 3 : 4.5, point.Name);
                    placer.Keep(Placing.Around(at, 7, 7));
                }
            }

            svg.End();
        }
    }

    /// <returns>Labels that found no room.</returns>
    int DrawLabels(SvgWriter svg, List<LabelPoint> anchors, double mostRadius, LabelPlacer placer)
    {
        var isFew = Areas.Count <= MostWithFigures;
        var greatest = (double)(Symbols?.Max() ?? 0);
        var shown = Enumerable.Range(0, Areas.Count).Where(index => isFew || Areas[index].Value is not null || Symbols?[index] is not null).ToList();
        var wishes = shown.Select(index => new LabelWish(
            Areas[index].Name,
            isFew && Points.Count == 0 ? Labelled(index) is { } figure ? Text.Numbers.Of(figure) : null : null,
            anchors[index],
            mostRadius > 0 ? (double)(Symbols![index] ?? 0) : anchors[index].Radius,
            Symbols?[index] is > 0 ? Radius(Symbols[index]!.Value, greatest, mostRadius) : 0)).ToList();
        var labels = placer.Place(wishes);
        // One name in a hundred areas puzzles more than none.
        if (Areas.Count > MostWithFigures && labels.Count < shown.Count * LeastShareLabelled)
        {
            return 0;
        }

        svg.Start("g").With("font-size", LabelSize).With("text-anchor", "middle").With("stroke-width", 2.2).With("stroke-linejoin", "round").With("paint-order", "stroke").With("pointer-events", "none");
        foreach (var label in labels)
        {
            var fill = Fill(Areas[shown[label.Index]].Value) ?? Sheet.Paper;
            var isDark = wishes[label.Index].Clear == 0 && Palette.IsDark(fill);
            // The halo has the colour of the area, so that letters over a border or a neighbour stay readable.
            WriteLabel(svg, label, isDark ? "#ffffff" : "#000000", wishes[label.Index].Clear > 0 ? "#ffffff" : fill);
        }

        svg.End();
        return wishes.Count - labels.Count;
    }

    /// <summary>The figure of a label: that of the circle where there are circles.</summary>
    decimal? Labelled(int index) => Symbols is not null ? Symbols[index] : Breaks is not null ? Areas[index].Value : null;

    static void WriteLabel(SvgWriter svg, PlacedLabel label, string ink, string halo)
    {
        for (var line = 0; line < label.Lines.Count; line++)
        {
            var isFigure = label.HasFigure && line == label.Lines.Count - 1;
            svg.Start("text").With("x", label.Centre.X).With("y", label.Centre.Y + (LabelSize * 0.36) + ((line - ((label.Lines.Count - 1) / 2.0)) * LabelSize * 1.12))
                .With("fill", ink).With("stroke", halo).With("font-weight", isFigure ? "700" : null).Text(label.Lines[line]).End();
        }
    }

    static void DrawNeighbours(SvgWriter svg, IReadOnlyList<LabelWish> names, LabelPlacer placer)
    {
        if (names.Count == 0)
        {
            return;
        }

        svg.Start("g").With("font-size", LabelSize).With("text-anchor", "middle").With("stroke-width", 2).With("stroke-linejoin", "round").With("paint-order", "stroke");
        foreach (var label in placer.Place(names))
        {
            WriteLabel(svg, label, "#6e6a5e", WorldDrawing.Land);
        }

        svg.End();
    }

    bool HasNorth(EqualAreaProjection projection) => Extent.Select(shape => shape.EnvelopeInternal).Where(box => !box.IsNull)
        .All(box => Math.Abs(projection.NorthTurn(box.MinX, box.Centre.Y)) <= MostTurn && Math.Abs(projection.NorthTurn(box.MaxX, box.Centre.Y)) <= MostTurn);
}
