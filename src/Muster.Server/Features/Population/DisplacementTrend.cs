using System.Globalization;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Figures.Drawing;

namespace Muster.Server.Features.Population;

/// <summary>Displaced people over time as a line: points at their days where the rounds have days, a break where a round says nothing, and beneath each point how many units it covers.</summary>
static class DisplacementTrend
{
    const double Height = 240;
    const double Foot = 58;
    const string Line = "#0b5c75";

    /// <returns>SVG; null where fewer than two rounds have a figure.</returns>
    public static string? Draw(Displacement view, IStringLocalizer text, SheetShape shape)
    {
        var told = view.Rounds.Where(round => round.Count.People is not null).ToList();
        if (told.Count < 2)
        {
            return null;
        }

        var numbers = new NumberText(CultureInfo.CurrentCulture);
        var (first, last) = (told[0], told[^1]);
        var words = new FigureText(
            text["trend-of", view.Place.Name], $"{view.Source.Dataset.Title}",
            text["trend-describe", told.Count, Words(first, text, numbers), numbers.Of(first.Count.People!.Value), Words(last, text, numbers), numbers.Of(last.Count.People!.Value)],
            [.. view.Source.Dataset.Source is { } source ? new[] { text["source-is", source].Value } : [], text["trend-note"]], numbers);
        return Sheet.Draw(shape == SheetShape.Wide ? "trend" : "trend-narrow", words, shape, Height + Foot, sheet => new Drawing(sheet, view, text, numbers, shape == SheetShape.Tall).Draw());
    }

    static string Words(DisplacedRound round, IStringLocalizer text, NumberText numbers) => round.Day is { } day ? numbers.Day(day) : text["round-named", round.Time].Value;

    sealed class Drawing(Sheet sheet, Displacement view, IStringLocalizer text, NumberText numbers, bool isTall)
    {
        readonly double left = Sheet.Margin + 58;
        readonly double most = Nice((double)view.Rounds.Max(round => round.Count.People ?? 0));
        readonly bool hasDays = view.Rounds.All(round => round.Day is not null) && view.Rounds.Select(round => round.Day).Distinct().Count() == view.Rounds.Count;

        double Right => sheet.Width - Sheet.Margin - 24;
        double Top => sheet.Top + 8;
        double Bottom => sheet.Top + Height - 8;

        public void Draw()
        {
            foreach (var step in Enumerable.Range(0, 5))
            {
                var value = most * step / 4;
                sheet.Svg.Start("path").With("d", $"M{SvgWriter.Number(left)} {SvgWriter.Number(Y(value))}H{SvgWriter.Number(Right)}").With("stroke", Sheet.Rule).End();
                At(numbers.Of((decimal)value), left - 6, Y(value) + 4, 10.5, "end", Sheet.Quiet);
            }

            DrawLine();
            var every = Math.Max(1, (int)Math.Ceiling(view.Rounds.Count / (isTall ? 4.0 : 12.0)));
            // From the newest back, so that its label is there; one that would stand on another is left out.
            var free = double.MaxValue;
            for (var index = view.Rounds.Count - 1; index >= 0; index--)
            {
                var isNamed = (view.Rounds.Count - 1 - index) % every == 0 && X(index) <= free - (isTall ? 62 : 58);
                DrawPoint(view.Rounds[index], index, isNamed);
                free = isNamed ? X(index) : free;
            }
        }

        void DrawLine()
        {
            var path = new System.Text.StringBuilder();
            var isOpen = false;
            for (var index = 0; index < view.Rounds.Count; index++)
            {
                if (view.Rounds[index].Count.People is not { } people)
                {
                    isOpen = false;
                    continue;
                }

                path.Append(isOpen ? 'L' : 'M').Append(SvgWriter.Number(X(index))).Append(' ').Append(SvgWriter.Number(Y((double)people)));
                isOpen = true;
            }

            sheet.Svg.Start("path").With("d", path.ToString()).With("fill", "none").With("stroke", Line).With("stroke-width", 2).End();
        }

        void DrawPoint(DisplacedRound round, int index, bool isNamed)
        {
            var x = X(index);
            if (isNamed)
            {
                At(hasDays ? round.Day!.Value.ToString("MMM yy", numbers.Culture) : round.Time, x, Bottom + 18, 10.5, "middle", Sheet.Quiet);
                At(text["trend-units", round.Assessed, round.Assessed + round.NotAssessed.Count], x, Bottom + 34, 10, "middle", Sheet.Quiet);
            }

            if (round.Count.People is not { } people)
            {
                return;
            }

            // A round that leaves units out is drawn hollow: its fall may be theirs.
            sheet.Svg.Start("circle").With("cx", x).With("cy", Y((double)people)).With("r", 4).With("fill", round.NotAssessed.Count == 0 ? Line : Sheet.Paper).With("stroke", Line).With("stroke-width", 2)
                .Element("title", text["trend-point", Words(round, text, numbers), numbers.Of(people), round.Assessed, round.Assessed + round.NotAssessed.Count]).End();
            if (isNamed)
            {
                At(numbers.Of(people), x, Y((double)people) - 9, 10.5, "middle", Sheet.Ink);
            }
        }

        double X(int index)
        {
            var share = view.Rounds.Count == 1 ? 0.5 : (double)index / (view.Rounds.Count - 1);
            if (hasDays)
            {
                var (first, last) = (view.Rounds.Min(round => round.Day!.Value.DayNumber), view.Rounds.Max(round => round.Day!.Value.DayNumber));
                share = last == first ? 0.5 : (double)(view.Rounds[index].Day!.Value.DayNumber - first) / (last - first);
            }

            return left + 22 + (share * (Right - left - 22));
        }

        double Y(double value) => Bottom - (most == 0 ? 0 : value / most * (Bottom - Top - 14));

        void At(string line, double x, double y, double size, string anchor, string colour) =>
            sheet.Svg.Start("text").With("x", x).With("y", y).With("font-size", size).With("text-anchor", anchor).With("fill", colour).Text(line).End();

        /// <summary>A round number at or above the greatest.</summary>
        static double Nice(double value)
        {
            if (value <= 0)
            {
                return 4;
            }

            var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
            return new[] { 1, 2, 4, 6, 8, 10 }.Select(step => step * power).First(step => step >= value * 0.999);
        }
    }
}
