namespace Muster.Server.Features.Figures.Drawing;

/// <summary>A label that found room.</summary>
/// <param name="Index">Position of its area.</param>
/// <param name="Centre">Middle of the text.</param>
/// <param name="Lines">One or two lines of name, perhaps a line with the figure.</param>
/// <param name="HasFigure">True where the last line is the figure.</param>
sealed record PlacedLabel(int Index, Spot Centre, IReadOnlyList<string> Lines, bool HasFigure);

/// <summary>Gives labels to the areas with the most room first; one that would touch another or stand out too far is left to the table and the tooltip.</summary>
static class LabelPlacer
{
    /// <summary>How far a label may be wider than the room around its point; a name half outside names the neighbour.</summary>
    const double MostOverhang = 1.15;

    public static IReadOnlyList<PlacedLabel> Place(IReadOnlyList<(string Name, string? Figure, LabelPoint Point)> areas, double size)
    {
        var placed = new List<PlacedLabel>();
        var taken = new List<(double Left, double Top, double Right, double Bottom)>();
        foreach (var index in Enumerable.Range(0, areas.Count).OrderByDescending(index => areas[index].Point.Radius))
        {
            foreach (var (lines, hasFigure) in Wordings(areas[index].Name, areas[index].Figure))
            {
                var (width, height) = (lines.Max(line => TextMeasure.Width(line, size)), lines.Count * size * 1.1);
                var (at, radius) = areas[index].Point;
                var box = (Left: at.X - (width / 2) - 1, Top: at.Y - (height / 2), Right: at.X + (width / 2) + 1, Bottom: at.Y + (height / 2));
                // The room is a circle; text is flat, so its half diagonal may be a little longer.
                if (Math.Sqrt((width * width) + (height * height)) / 2 <= (radius * MostOverhang) + (size * 0.9) && !taken.Any(other => box.Left < other.Right && box.Right > other.Left && box.Top < other.Bottom && box.Bottom > other.Top))
                {
                    taken.Add(box);
                    placed.Add(new(index, at, lines, hasFigure));
                    break;
                }
            }
        }

        return placed;
    }

    /// <summary>Ways to write a label, fullest first.</summary>
    static IEnumerable<(IReadOnlyList<string> Lines, bool HasFigure)> Wordings(string name, string? figure)
    {
        var halves = Halves(name);
        if (figure is not null)
        {
            yield return ([name, figure], true);
            if (halves is not null)
            {
                yield return ([.. halves, figure], true);
            }
        }

        yield return ([name], false);
        if (halves is not null)
        {
            yield return (halves, false);
        }
    }

    /// <summary>The name on two lines of about one length, broken at a blank or after a hyphen; null where it cannot be.</summary>
    static string[]? Halves(string name)
    {
        var breaks = Enumerable.Range(1, Math.Max(0, name.Length - 2)).Where(at => name[at] is ' ' or '-').ToList();
        if (breaks.Count == 0)
        {
            return null;
        }

        var best = breaks.MinBy(at => Math.Abs(at - (name.Length / 2)));
        return [name[..(name[best] == '-' ? best + 1 : best)], name[(best + 1)..]];
    }
}
