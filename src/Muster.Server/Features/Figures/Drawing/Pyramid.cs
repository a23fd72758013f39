using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Figures.Drawing;

/// <summary>What the bars of a pyramid measure.</summary>
enum PyramidUnit
{
    /// <summary>People.</summary>
    People,

    /// <summary>Share of all people of both sexes.</summary>
    Percent,
}

/// <summary>Words of a pyramid.</summary>
/// <param name="Male">Heading of the left side.</param>
/// <param name="Female">Heading of the right side.</param>
/// <param name="Age">Heading of the middle.</param>
/// <param name="Axis">What the bars measure.</param>
/// <param name="Months">Format of a band in months: {0} the range.</param>
/// <param name="BarTitle">Format of a bar's tooltip: {0} sex, {1} band, {2} people, {3} share.</param>
sealed record PyramidWords(string Male, string Female, string Age, string Axis, string Months, string BarTitle)
{
    /// <summary>A band as people write it: "0–4", "80+", "6–23 months".</summary>
    public string Band(AgeBand band)
    {
        var wholeYears = band.FromMonths % 12 == 0 && (band.ToMonths ?? 0) % 12 == 0;
        var (low, high) = wholeYears ? (band.FromMonths / 12, (band.ToMonths / 12) - 1) : (band.FromMonths, band.ToMonths - 1);
        var text = high is null ? $"{low}+" : low == high ? $"{low}" : $"{low}–{high}";
        return wholeYears ? text : string.Format(System.Globalization.CultureInfo.InvariantCulture, Months, text);
    }
}

/// <summary>A population pyramid: males left, females right, youngest at the bottom, each bar with its figure.</summary>
sealed record Pyramid(PyramidData Data, PyramidUnit Unit, FigureText Text, PyramidWords Words) : FigureBody(Text)
{
    public const string MaleFill = "#2f7f9f";
    public const string FemaleFill = "#b8632e";
    const double HeadHeight = 30;
    const double AxisHeight = 40;

    public override double HeightFor(double width) => HeadHeight + (Math.Clamp(420.0 / Math.Max(1, Data.Bands.Count), 19, 44) * Data.Bands.Count) + AxisHeight;

    public override void Draw(Sheet sheet, string name, SheetBox box) => new Drawing(sheet, this, box).Draw();

    string Figure(decimal people) => Unit == PyramidUnit.Percent ? Text.Numbers.Percent(Share(people)) : Text.Numbers.Of(people);

    double Share(decimal people) => Data.Total == 0 ? 0 : (double)(people / Data.Total);

    double Measure(decimal people) => Unit == PyramidUnit.Percent ? Share(people) * 100 : (double)people;

    sealed class Drawing(Sheet sheet, Pyramid figure, SheetBox box)
    {
        readonly bool isTall = box.IsNarrow;
        readonly double step = Math.Clamp((box.Height - HeadHeight - AxisHeight) / Math.Max(1, figure.Data.Bands.Count), 10, 52);
        readonly double middle = sheet.Left(box.Start, box.Width) + (box.Width / 2);
        readonly double gap = box.IsNarrow ? 26 : 36;
        readonly double valueRoom = box.IsNarrow ? 52 : 66;
        readonly double top = box.Top + HeadHeight;

        double Bottom => top + (step * figure.Data.Bands.Count);

        double Most => Math.Max(figure.Measure(figure.Data.Most), 1e-9);

        double Scale => ((box.Width / 2) - gap - valueRoom) / Most;

        public void Draw()
        {
            DrawAxis();
            Head(figure.Words.Male, figure.Data.Male, middle - gap, "end", MaleFill);
            Head(figure.Words.Female, figure.Data.Female, middle + gap, "start", FemaleFill);
            At(figure.Words.Age, middle, top - 12, 11.5, "middle", Sheet.Quiet);
            for (var index = 0; index < figure.Data.Bands.Count; index++)
            {
                var band = figure.Data.Bands[index];
                var y = Bottom - ((index + 1) * step);
                var label = figure.Words.Band(band.Age);
                At(label, middle, y + (step / 2) + 4, label.Length > 8 ? 9.5 : 11.5, "middle", Sheet.Ink);
                Bar(figure.Words.Male, label, band.Male, y, -1, MaleFill);
                Bar(figure.Words.Female, label, band.Female, y, 1, FemaleFill);
            }
        }

        void Head(string sex, decimal people, double x, string anchor, string colour)
        {
            var share = figure.Data.Total == 0 ? "" : $" ({figure.Text.Numbers.Percent(figure.Share(people))})";
            At($"{sex}: {figure.Text.Numbers.Of(people)}{share}", x, top - 12, isTall ? 11.5 : 13.5, anchor, colour, bold: true);
        }

        void Bar(string sex, string label, decimal people, double y, int side, string fill)
        {
            var length = figure.Measure(people) * Scale;
            var inner = middle + (side * gap);
            sheet.Svg.Start("rect").With("x", side < 0 ? inner - length : inner).With("y", y + 1.5).With("width", length).With("height", step - 3).With("fill", fill)
                .Element("title", string.Format(figure.Text.Culture, figure.Words.BarTitle, sex, label, figure.Text.Numbers.Of(people), figure.Text.Numbers.Percent(figure.Share(people)))).End();
            At(figure.Figure(people), inner + (side * (length + 4)), y + (step / 2) + 4, 10.5, side < 0 ? "end" : "start", Sheet.Quiet);
        }

        void DrawAxis()
        {
            var tick = ClassBreaks.RoundStep(Most / (isTall ? 2.2 : 4.2));
            for (var value = 0.0; value <= Most * 1.0001; value += tick)
            {
                foreach (var side in (ReadOnlySpan<int>)[-1, 1])
                {
                    var x = middle + (side * (gap + (value * Scale)));
                    sheet.Svg.Start("path").With("d", $"M{SvgWriter.Number(x)} {SvgWriter.Number(top)}V{SvgWriter.Number(Bottom + 4)}").With("stroke", value == 0 ? "#6b7982" : "#e2e8eb").End();
                    At(figure.Text.Numbers.Of(value) + (figure.Unit == PyramidUnit.Percent ? "\u00A0%" : ""), x, Bottom + 17, 10.5, "middle", Sheet.Quiet);
                }
            }

            At(figure.Words.Axis, middle, Bottom + 34, 11.5, "middle", Sheet.Quiet);
        }

        void At(string line, double x, double y, double size, string anchor, string colour, bool bold = false) => sheet.WriteAt(line, x, y, size, colour, anchor, bold);
    }
}
