namespace Muster.Server.Features.Figures.Drawing;

/// <summary>One bar, in as many parts as the figure has.</summary>
/// <param name="Label">What it stands for.</param>
/// <param name="Parts">A value for each part; null = no data, which is not zero.</param>
sealed record Bar(string Label, IReadOnlyList<decimal?> Parts)
{
    /// <summary>Sum of the parts with data; null where none has.</summary>
    public decimal? Total => Parts.All(part => part is null) ? null : Parts.Sum(part => part ?? 0);
}

/// <summary>A part that every bar is stacked of.</summary>
/// <param name="Name">Its name; of a single part it is not drawn.</param>
/// <param name="Fill">Colour; null takes the next of <see cref="CategoryColours"/>.</param>
sealed record BarPart(string Name, string? Fill = null);

/// <summary>Words of bars.</summary>
/// <param name="Measure">What the length measures.</param>
/// <param name="NoData">Stands where a bar has no data.</param>
/// <param name="PartTitle">Format of a tooltip: {0} bar, {1} part, {2} figure.</param>
sealed record BarWords(string Measure, string NoData, string PartTitle);

/// <summary>Lying bars with their figures, in the order given; stacked where they have several parts. They grow from the side where lines begin.</summary>
sealed record Bars(IReadOnlyList<Bar> Rows, IReadOnlyList<BarPart> Parts, FigureText Text, BarWords Words) : FigureBody(Text)
{
    const double HeadHeight = 22;
    const double AxisHeight = 24;

    /// <summary>Length that the scale ends at; null takes the longest bar. Set alike for bars that are compared.</summary>
    public double? Most { get; init; }

    public override double HeightFor(double width) => HeadHeight + KeyHeight(width) + (Rows.Count * (Rows.Count > 40 ? 18 : 24)) + AxisHeight;

    public override void Draw(Sheet sheet, string name, SheetBox box) => new Drawing(sheet, this, box).Draw();

    double KeyHeight(double width) => Parts.Count < 2 ? 0 : (Keys(width).Count * 19) + 6;

    List<List<int>> Keys(double width)
    {
        var (rows, used) = (new List<List<int>> { new() }, 0.0);
        for (var index = 0; index < Parts.Count; index++)
        {
            var wide = KeyWidth(index);
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

    double KeyWidth(int index) => TextMeasure.Width(Parts[index].Name, 11.5) + 34;

    string Colour(int index) => Parts[index].Fill ?? CategoryColours.Of(index);

    sealed class Drawing
    {
        const double LabelSize = 11.5;
        readonly Sheet sheet;
        readonly Bars figure;
        readonly SheetBox box;
        readonly double labelWidth;
        readonly double start;
        readonly double scale;
        readonly double most;
        readonly double top;
        readonly double step;

        public Drawing(Sheet sheet, Bars figure, SheetBox box)
        {
            (this.sheet, this.figure, this.box) = (sheet, figure, box);
            labelWidth = Math.Min(figure.Rows.Select(row => TextMeasure.Width(row.Label, LabelSize)).DefaultIfEmpty().Max(), box.Width * (box.IsNarrow ? 0.36 : 0.3));
            most = Math.Max(figure.Most ?? (double)(figure.Rows.Max(row => row.Total) ?? 0), 1e-9);
            start = box.Start + labelWidth + 8;
            var valueRoom = TextMeasure.Width(figure.Text.Numbers.Of((decimal)most), LabelSize, bold: true) + 12;
            scale = Math.Max(10, box.Width - labelWidth - 8 - valueRoom) / most;
            top = box.Top + HeadHeight + figure.KeyHeight(box.Width);
            step = Math.Clamp((box.Bottom - AxisHeight - top) / Math.Max(1, figure.Rows.Count), 9, 34);
        }

        double Bottom => top + (step * figure.Rows.Count);

        public void Draw()
        {
            sheet.Write(figure.Words.Measure, box.Start, box.Top + 8, 11.5, Sheet.Quiet);
            DrawKeys();
            DrawAxis();
            for (var index = 0; index < figure.Rows.Count; index++)
            {
                DrawBar(figure.Rows[index], top + (index * step));
            }
        }

        void DrawKeys()
        {
            if (figure.Parts.Count < 2)
            {
                return;
            }

            var y = box.Top + HeadHeight + 9;
            foreach (var row in figure.Keys(box.Width))
            {
                var at = box.Start;
                foreach (var index in row)
                {
                    sheet.Svg.Start("rect").With("x", sheet.Left(at, 13)).With("y", y - 10).With("width", 13).With("height", 12).With("fill", figure.Colour(index)).End();
                    sheet.Write(figure.Parts[index].Name, at + 18, y, 11.5);
                    at += figure.KeyWidth(index);
                }

                y += 19;
            }
        }

        void DrawAxis()
        {
            var tick = ClassBreaks.RoundStep(most / (box.IsNarrow ? 3 : 5));
            for (var value = 0.0; value <= most * 1.0001; value += tick)
            {
                var x = sheet.Left(start + (value * scale), 0);
                sheet.Svg.Start("path").With("d", $"M{SvgWriter.Number(x)} {SvgWriter.Number(top - 2)}V{SvgWriter.Number(Bottom + 3)}").With("stroke", value == 0 ? "#6b7982" : "#e2e8eb").End();
                sheet.WriteAt(figure.Text.Numbers.Of(value), x, Bottom + 16, 10.5, Sheet.Quiet, "middle");
            }
        }

        void DrawBar(Bar bar, double y)
        {
            var size = Math.Min(LabelSize, step * 0.8);
            var label = TextMeasure.Wrap(bar.Label, labelWidth + 1, size);
            sheet.Write(label.Count > 1 ? Shortened(bar.Label, size) : bar.Label, start - 8, y + (step / 2) + (size * 0.36), size, anchor: "end");
            var at = start;
            for (var part = 0; part < bar.Parts.Count; part++)
            {
                if (bar.Parts[part] is { } value and > 0)
                {
                    var length = (double)value * scale;
                    sheet.Svg.Start("rect").With("x", sheet.Left(at, length)).With("y", y + (step * 0.12)).With("width", length).With("height", step * 0.76).With("fill", figure.Colour(part))
                        .Element("title", string.Format(figure.Text.Culture, figure.Words.PartTitle, bar.Label, figure.Parts[part].Name, figure.Text.Numbers.Of(value))).End();
                    at += length;
                }
            }

            if (bar.Total is { } total)
            {
                sheet.Write(figure.Text.Numbers.Of(total), at + 5, y + (step / 2) + (size * 0.36), size, bold: true);
            }
            else
            {
                sheet.Write(figure.Words.NoData, start + 5, y + (step / 2) + (size * 0.36), size, Sheet.Quiet);
            }
        }

        string Shortened(string label, double size)
        {
            var letters = label.Length;
            while (letters > 3 && TextMeasure.Width(label[..letters] + "…", size) > labelWidth)
            {
                letters--;
            }

            return label[..letters].TrimEnd() + "…";
        }
    }
}
