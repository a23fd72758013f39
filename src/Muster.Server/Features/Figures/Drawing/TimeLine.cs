namespace Muster.Server.Features.Figures.Drawing;

/// <summary>A moment on the time axis.</summary>
/// <param name="Label">As people write it: "round 3", "31 Dec 2016".</param>
/// <param name="Day">Its day where one is known; moments then stand as far apart as their days.</param>
sealed record TimeMoment(string Label, DateOnly? Day);

/// <summary>A line of the chart.</summary>
/// <param name="Name">What it counts.</param>
/// <param name="Values">A value for each moment; null = not assessed, which leaves a gap and is never zero.</param>
/// <param name="Fill">Colour; null takes the next of <see cref="CategoryColours"/>.</param>
sealed record TimeSeries(string Name, IReadOnlyList<decimal?> Values, string? Fill = null);

/// <summary>Words of a time line.</summary>
/// <param name="Measure">What the height measures.</param>
/// <param name="PointTitle">Format of a point's tooltip: {0} series, {1} moment, {2} figure.</param>
sealed record TimeLineWords(string Measure, string PointTitle);

/// <summary>Figures over time as lines from zero, with a gap wherever nobody counted. The axis of time runs from left to right in every script, as in the field's own charts.</summary>
sealed record TimeLine(IReadOnlyList<TimeMoment> Moments, IReadOnlyList<TimeSeries> Series, FigureText Text, TimeLineWords Words) : FigureBody(Text)
{
    const double AxisHeight = 40;
    const double HeadHeight = 22;

    /// <summary>Up to so many moments of a single line each point carries its figure.</summary>
    const int MostFigures = 14;

    public override double HeightFor(double width) => (width < 480 ? 280 : 380) + (width < 480 ? LegendHeight(width) : 0);

    public override void Draw(Sheet sheet, string name, SheetBox box) => new Drawing(sheet, this, box).Draw();

    double LegendHeight(double width) => Series.Count < 2 ? 0 : (LegendRows(width).Count * 20) + 6;

    /// <summary>Names of the lines below a narrow chart, as many in a row as fit.</summary>
    List<List<int>> LegendRows(double width)
    {
        var (rows, used) = (new List<List<int>> { new() }, 0.0);
        for (var index = 0; index < Series.Count; index++)
        {
            var wide = TextMeasure.Width(Series[index].Name, 11.5) + 34;
            if (used > 0 && used + wide > width)
            {
                rows.Add([]);
                used = 0;
            }

            rows[^1].Add(index);
            used += wide;
        }

        return rows;
    }

    string Colour(int index) => Series[index].Fill ?? CategoryColours.Of(index);

    sealed class Drawing
    {
        readonly Sheet sheet;
        readonly TimeLine figure;
        readonly SheetBox box;
        readonly double left;
        readonly double right;
        readonly double top;
        readonly double bottom;
        readonly double most;
        readonly double tick;
        readonly double[] places;

        public Drawing(Sheet sheet, TimeLine figure, SheetBox box)
        {
            (this.sheet, this.figure, this.box) = (sheet, figure, box);
            var greatest = (double)(figure.Series.SelectMany(series => series.Values).Max() ?? 0);
            tick = ClassBreaks.RoundStep(Math.Max(greatest, 1) / (box.IsNarrow ? 3 : 5));
            most = Math.Max(tick, Math.Ceiling(greatest / tick - 1e-9) * tick);
            var edge = sheet.Left(box.Start, box.Width);
            left = edge + TextMeasure.Width(figure.Text.Numbers.Of(most), 10.5) + 12;
            right = edge + box.Width - (HasLabelsAtEnd ? Math.Min(box.Width * 0.26, figure.Series.Max(series => TextMeasure.Width(series.Name, 11.5)) + 16) : 22);
            top = box.Top + HeadHeight;
            bottom = box.Bottom - AxisHeight - (box.IsNarrow ? figure.LegendHeight(box.Width) : 0);
            places = Places();
        }

        bool HasLabelsAtEnd => figure.Series.Count > 1 && !box.IsNarrow;

        public void Draw()
        {
            sheet.WriteAt(figure.Words.Measure, sheet.Left(box.Start, box.Width), box.Top + 8, 11.5, Sheet.Quiet);
            DrawValueAxis();
            DrawTimeAxis();
            for (var index = 0; index < figure.Series.Count; index++)
            {
                DrawSeries(figure.Series[index], figure.Colour(index));
            }

            if (HasLabelsAtEnd)
            {
                DrawNames();
            }
            else if (figure.Series.Count > 1)
            {
                DrawLegend();
            }
            else if (figure.Series.Count == 1)
            {
                DrawFigures(figure.Series[0]);
            }
        }

        double[] Places()
        {
            var moments = figure.Moments;
            if (moments.Count < 2)
            {
                return [.. moments.Select(_ => (left + right) / 2)];
            }

            if (moments.All(moment => moment.Day is not null) && moments[0].Day < moments[^1].Day)
            {
                double first = moments[0].Day!.Value.DayNumber, days = moments[^1].Day!.Value.DayNumber - first;
                return [.. moments.Select(moment => left + 8 + ((moment.Day!.Value.DayNumber - first) / days * (right - left - 16)))];
            }

            return [.. moments.Select((_, index) => left + 8 + ((double)index / (moments.Count - 1) * (right - left - 16)))];
        }

        double Y(decimal value) => bottom - ((double)value / most * (bottom - top));

        void DrawValueAxis()
        {
            for (var value = 0.0; value <= most * 1.0001; value += tick)
            {
                var y = bottom - (value / most * (bottom - top));
                sheet.Svg.Start("path").With("d", $"M{SvgWriter.Number(left)} {SvgWriter.Number(y)}H{SvgWriter.Number(right)}").With("stroke", value == 0 ? "#6b7982" : "#e2e8eb").End();
                sheet.WriteAt(figure.Text.Numbers.Of(value), left - 6, y + 3.5, 10.5, Sheet.Quiet, "end");
            }
        }

        void DrawTimeAxis()
        {
            var free = double.MinValue;
            for (var index = 0; index < places.Length; index++)
            {
                sheet.Svg.Start("path").With("d", $"M{SvgWriter.Number(places[index])} {SvgWriter.Number(bottom)}v5").With("stroke", "#6b7982").End();
                var wide = TextMeasure.Width(figure.Moments[index].Label, 10.5);
                var isLast = index == places.Length - 1;
                // The newest moment is always named; one that would touch it or the one before is not.
                var room = isLast ? free : Math.Max(free, double.MinValue);
                if (places[index] - (wide / 2) > room && (isLast || places[index] + (wide / 2) + 8 < places[^1] - (TextMeasure.Width(figure.Moments[^1].Label, 10.5) / 2)))
                {
                    sheet.WriteAt(figure.Moments[index].Label, Math.Clamp(places[index], sheet.Left(box.Start, box.Width) + (wide / 2), sheet.Left(box.Start, box.Width) + box.Width - (wide / 2)), bottom + 19, 10.5, Sheet.Quiet, "middle");
                    free = places[index] + (wide / 2) + 8;
                }
            }
        }

        void DrawSeries(TimeSeries series, string colour)
        {
            foreach (var run in Runs(series.Values))
            {
                if (run.Count > 1)
                {
                    var line = string.Join('L', run.Select(index => $"{SvgWriter.Number(places[index])} {SvgWriter.Number(Y(series.Values[index]!.Value))}"));
                    if (figure.Series.Count == 1)
                    {
                        sheet.Svg.Start("path").With("d", $"M{SvgWriter.Number(places[run[0]])} {SvgWriter.Number(bottom)}L{line}L{SvgWriter.Number(places[run[^1]])} {SvgWriter.Number(bottom)}z").With("fill", colour).With("fill-opacity", 0.12).End();
                    }

                    sheet.Svg.Start("path").With("d", "M" + line).With("fill", "none").With("stroke", colour).With("stroke-width", 2).With("stroke-linejoin", "round").End();
                }
            }

            for (var index = 0; index < places.Length; index++)
            {
                if (series.Values[index] is { } value)
                {
                    sheet.Svg.Start("circle").With("cx", places[index]).With("cy", Y(value)).With("r", places.Length > 60 ? 1.8 : 3.2).With("fill", colour).With("stroke", Sheet.Paper)
                        .Element("title", string.Format(figure.Text.Culture, figure.Words.PointTitle, series.Name, figure.Moments[index].Label, figure.Text.Numbers.Of(value))).End();
                }
            }
        }

        /// <summary>Moments that follow each other with a figure each: a line is drawn through them and through no others.</summary>
        static IEnumerable<List<int>> Runs(IReadOnlyList<decimal?> values)
        {
            var run = new List<int>();
            for (var index = 0; index <= values.Count; index++)
            {
                if (index < values.Count && values[index] is not null)
                {
                    run.Add(index);
                }
                else if (run.Count > 0)
                {
                    yield return run;
                    run = [];
                }
            }
        }

        void DrawFigures(TimeSeries series)
        {
            if (places.Length > MostFigures)
            {
                return;
            }

            var free = double.MinValue;
            for (var index = 0; index < places.Length; index++)
            {
                if (series.Values[index] is { } value)
                {
                    var written = figure.Text.Numbers.Of(value);
                    var half = TextMeasure.Width(written, 10.5, bold: true) / 2;
                    if (places[index] - half > free)
                    {
                        sheet.WriteAt(written, places[index], Y(value) - 8, 10.5, Sheet.Ink, "middle", bold: true);
                        free = places[index] + half + 4;
                    }
                }
            }
        }

        /// <summary>Each line's name at its end, moved apart where ends lie close.</summary>
        void DrawNames()
        {
            // A line that ended long ago is named where it ended.
            for (var index = 0; index < figure.Series.Count; index++)
            {
                if (LastOf(figure.Series[index].Values) is >= 0 and var ended && ended < places.Length - 1)
                {
                    sheet.WriteAt(figure.Series[index].Name, places[ended] + 6, Y(figure.Series[index].Values[ended]!.Value) - 7, 11.5, figure.Colour(index), bold: true);
                }
            }

            var ends = figure.Series.Select((series, index) => (Index: index, Last: LastOf(series.Values))).Where(end => end.Last == places.Length - 1)
                .Select(end => (end.Index, end.Last, Y: Y(figure.Series[end.Index].Values[end.Last]!.Value))).OrderBy(end => end.Y).ToList();
            var heights = Apart([.. ends.Select(end => end.Y)], 14, top, bottom);
            for (var at = 0; at < ends.Count; at++)
            {
                var (index, last, y) = ends[at];
                var lines = TextMeasure.Wrap(figure.Series[index].Name, box.Width * 0.26 - 14, 11.5, mostLines: 1);
                if (Math.Abs(heights[at] - y) > 3)
                {
                    sheet.Svg.Start("path").With("d", $"M{SvgWriter.Number(places[last] + 4)} {SvgWriter.Number(y)}L{SvgWriter.Number(right + 5)} {SvgWriter.Number(heights[at])}").With("fill", "none").With("stroke", figure.Colour(index)).With("stroke-width", 0.7).End();
                }

                sheet.WriteAt(lines.Count > 0 ? lines[0] : "", right + 8, heights[at] + 4, 11.5, figure.Colour(index), bold: true);
            }
        }

        static int LastOf(IReadOnlyList<decimal?> values) => Enumerable.Range(0, values.Count).LastOrDefault(index => values[index] is not null, -1);

        /// <summary>Heights at least a step apart, as near as can be to those wanted; rising in, rising out.</summary>
        internal static double[] Apart(double[] wanted, double step, double top, double bottom)
        {
            var heights = wanted.ToArray();
            for (var index = 1; index < heights.Length; index++)
            {
                heights[index] = Math.Max(heights[index], heights[index - 1] + step);
            }

            for (var index = heights.Length - 1; index >= 0; index--)
            {
                heights[index] = Math.Min(heights[index], index == heights.Length - 1 ? Math.Max(bottom, top + (step * index)) : heights[index + 1] - step);
            }

            return heights;
        }

        void DrawLegend()
        {
            var y = box.Bottom - figure.LegendHeight(box.Width) + 14;
            foreach (var row in figure.LegendRows(box.Width))
            {
                var start = box.Start;
                foreach (var index in row)
                {
                    sheet.Svg.Start("rect").With("x", sheet.Left(start, 16)).With("y", y - 6).With("width", 16).With("height", 4).With("fill", figure.Colour(index)).End();
                    sheet.Write(figure.Series[index].Name, start + 21, y, 11.5);
                    start += TextMeasure.Width(figure.Series[index].Name, 11.5) + 34;
                }

                y += 20;
            }
        }
    }
}
