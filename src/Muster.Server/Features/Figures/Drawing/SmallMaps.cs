using NetTopologySuite.Geometries;

namespace Muster.Server.Features.Figures.Drawing;

/// <summary>One of several maps side by side.</summary>
/// <param name="Title">Round, sex or group.</param>
/// <param name="Values">A figure for each area, in their order; null = no data.</param>
sealed record SmallMap(string Title, IReadOnlyList<decimal?> Values);

/// <summary>The same areas again and again, one map for each round, sex or group, all in the same classes and so to be compared at a glance.</summary>
sealed record SmallMaps(IReadOnlyList<MapArea> Areas, IReadOnlyList<SmallMap> Maps, ClassBreaks Breaks, Palette Palette, FigureText Text, MapWords Words) : FigureBody(Text)
{
    const double TitleHeight = 22;
    const double Gap = 14;
    const double RowHeight = 19;

    IReadOnlyList<string> Colours { get; } = Palette.Colours(Breaks.Count);

    public override double HeightFor(double width)
    {
        var columns = Columns(width);
        var rows = (Maps.Count + columns - 1) / columns;
        return (rows * (PanelHeight(width, columns) + TitleHeight + Gap)) + KeyHeight(width);
    }

    public override void Draw(Sheet sheet, string name, SheetBox box)
    {
        NoDataPattern.Define(sheet.Svg, name);
        var columns = ColumnsFor(box);
        var rows = (Maps.Count + columns - 1) / columns;
        var wide = (box.Width - ((columns - 1) * Gap)) / columns;
        var high = Math.Max(40, ((box.Height - KeyHeight(box.Width)) / rows) - TitleHeight - Gap);
        for (var index = 0; index < Maps.Count; index++)
        {
            var panel = new SheetBox(box.Start + (index % columns * (wide + Gap)), box.Top + (index / columns * (high + TitleHeight + Gap)), wide, high);
            DrawPanel(sheet, name, Maps[index], panel);
        }

        DrawKey(sheet, name, box with { Top = box.Bottom - KeyHeight(box.Width) + 8 });
    }

    static double AspectRoom(double aspect) => Math.Clamp(aspect, 0.5, 2.5);

    double Aspect => AspectRoom(MapFit.AspectOf([.. Areas.Select(area => area.Shape)]));

    int Columns(double width) => width < 480 ? Math.Min(Maps.Count, 2) : Math.Min(Maps.Count, Maps.Count <= 3 ? 3 : Maps.Count <= 4 ? 2 : Maps.Count <= 9 ? 3 : 4);

    /// <summary>The number of columns that gives the largest maps in a given place.</summary>
    int ColumnsFor(SheetBox box) => Enumerable.Range(1, Math.Min(Maps.Count, 6)).MaxBy(columns =>
    {
        var rows = (Maps.Count + columns - 1) / columns;
        var wide = (box.Width - ((columns - 1) * Gap)) / columns;
        var high = ((box.Height - KeyHeight(box.Width)) / rows) - TitleHeight - Gap;
        return Math.Min(wide, high * Aspect);
    });

    double PanelHeight(double width, int columns) => (width - ((columns - 1) * Gap)) / columns / Aspect;

    void DrawPanel(Sheet sheet, string name, SmallMap map, SheetBox panel)
    {
        var total = map.Values.All(value => value is null) ? Words.NoData : Text.Numbers.Of(map.Values.Sum(value => value ?? 0));
        var title = TextMeasure.Wrap(map.Title, Math.Max(20, panel.Width - TextMeasure.Width(total, 11) - 8), 12, mostLines: 1, bold: true);
        sheet.Write(title.Count > 0 ? title[0] : "", panel.Start, panel.Top + 13, 12, bold: true);
        sheet.Write(total, panel.Start + panel.Width, panel.Top + 13, 11, Sheet.Quiet, "end");
        var left = sheet.Left(panel.Start, panel.Width);
        var top = panel.Top + TitleHeight;
        var fit = MapFit.Of([.. Areas.Select(area => area.Shape)], new Placing(left, top, left + panel.Width, top + panel.Height));
        var outlines = Outlines.Of([.. Areas.Select(area => area.Shape)], fit.ToPixels);
        foreach (var group in Enumerable.Range(0, Areas.Count).GroupBy(index => Fill(map.Values[index])).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            sheet.Svg.Start("g").With("fill", group.Key ?? NoDataPattern.Fill(name)).With("fill-rule", "evenodd").With("stroke", "#8d979d").With("stroke-width", 0.4).With("stroke-linejoin", "round");
            foreach (var index in group)
            {
                if (SvgPath.Of(outlines.Areas[index].Polygons.SelectMany(polygon => polygon), isClosed: true) is { Length: > 0 } path)
                {
                    sheet.Svg.Start("path").With("d", path).Element("title", string.Format(Text.Culture, Words.AreaTitle, Areas[index].Name, Areas[index].Code, map.Values[index] is { } value ? Text.Numbers.Of(value) : Words.NoData)).End();
                }
            }

            sheet.Svg.End();
        }

        var strong = outlines.Borders.Where(border => border.Second < 0 || Areas[border.First].ParentCode != Areas[border.Second].ParentCode);
        sheet.Svg.Start("path").With("d", SvgPath.Of(strong.Select(border => border.Points), isClosed: false)).With("fill", "none").With("stroke", "#4b575f").With("stroke-width", 0.6).With("stroke-linejoin", "round").End();
    }

    string? Fill(decimal? value) => value switch
    {
        null => null,
        0 => ThematicMap.ZeroFill,
        { } number => Colours[Breaks.IndexOf((double)number)],
    };

    /// <summary>The classes as one map of all figures would tell them.</summary>
    IReadOnlyList<LegendEntry> Entries => new ThematicMap([.. Maps.SelectMany(map => map.Values).Select((value, index) => new MapArea($"{index}", "", null, Point.Empty, value))], Breaks, Palette, Text, Words).Legend;

    List<List<LegendEntry>> KeyRows(double width)
    {
        var (rows, used) = (new List<List<LegendEntry>> { new() }, 0.0);
        foreach (var entry in Entries)
        {
            var wide = TextMeasure.Width(entry.Label, 11.5) + 52;
            if (used > 0 && used + wide > width)
            {
                rows.Add([]);
                used = 0;
            }

            rows[^1].Add(entry);
            used += wide;
        }

        return rows;
    }

    double KeyHeight(double width) => (KeyRows(width).Count * RowHeight) + 42;

    void DrawKey(Sheet sheet, string name, SheetBox box)
    {
        sheet.Write(Words.Measure, box.Start, box.Top + 10, 12.5, bold: true);
        sheet.Write(Words.Method, box.Start + box.Width, box.Top + 10, 11, Sheet.Quiet, "end");
        var y = box.Top + 18;
        foreach (var row in KeyRows(box.Width))
        {
            var start = box.Start;
            foreach (var entry in row)
            {
                sheet.Svg.Start("rect").With("x", sheet.Left(start, 24)).With("y", y).With("width", 24).With("height", 13).With("fill", entry.Fill ?? NoDataPattern.Fill(name)).With("stroke", "#6b7982").With("stroke-width", 0.6).End();
                sheet.Write(entry.Label, start + 30, y + 11, 11.5);
                start += TextMeasure.Width(entry.Label, 11.5) + 52;
            }

            y += RowHeight;
        }
    }
}
