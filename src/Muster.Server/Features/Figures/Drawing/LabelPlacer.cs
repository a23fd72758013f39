namespace Muster.Server.Features.Figures.Drawing;

/// <summary>A label that wants room.</summary>
/// <param name="Name">Text.</param>
/// <param name="Figure">Figure below it, left out where there is no room for both; null for none.</param>
/// <param name="Point">Where, and how much room there is around it.</param>
/// <param name="Priority">Greater ones are placed first.</param>
/// <param name="Clear">Pixels around the point that the label keeps free, as a symbol stands there; 0 for none.</param>
sealed record LabelWish(string Name, string? Figure, LabelPoint Point, double Priority, double Clear = 0);

/// <summary>A label that found room.</summary>
/// <param name="Index">Position of its wish.</param>
/// <param name="Centre">Middle of the text.</param>
/// <param name="Lines">One or two lines of name, perhaps a line with the figure.</param>
/// <param name="HasFigure">True where the last line is the figure.</param>
sealed record PlacedLabel(int Index, Spot Centre, IReadOnlyList<string> Lines, bool HasFigure);

/// <summary>Gives labels room, those of the highest priority first: at the point that is furthest from the area's edge, else a little around it, and beside a symbol. One that would touch another, a symbol or the frame, or stand out of its area too far, is left to the table and the tooltip, and counted.</summary>
sealed class LabelPlacer(double size, Placing frame)
{
    /// <summary>How far a label may be wider than the room around its point; a name half outside names the neighbour.</summary>
    const double MostOverhang = 1.15;

    /// <summary>Directions that are tried around the point of an area, in parts of the room there.</summary>
    static readonly Spot[] Around = [new(0, 0), new(0, -0.35), new(0, 0.35), new(-0.3, 0), new(0.3, 0), new(-0.25, -0.3), new(0.25, -0.3), new(-0.25, 0.3), new(0.25, 0.3)];

    readonly List<Placing> taken = [];

    /// <summary>Keeps a place free of labels.</summary>
    public void Keep(Placing place) => taken.Add(place);

    /// <summary>Labels that found room, in the order of their placing.</summary>
    public IReadOnlyList<PlacedLabel> Place(IReadOnlyList<LabelWish> wishes)
    {
        var placed = new List<PlacedLabel>();
        foreach (var index in Enumerable.Range(0, wishes.Count).OrderByDescending(index => wishes[index].Priority).ThenByDescending(index => wishes[index].Point.Radius))
        {
            if (TryPlace(wishes[index], index) is { } label)
            {
                placed.Add(label);
            }
        }

        return placed;
    }

    PlacedLabel? TryPlace(LabelWish wish, int index)
    {
        foreach (var (lines, hasFigure) in Wordings(wish.Name, wish.Figure))
        {
            var (width, height) = (lines.Max(line => TextMeasure.Width(line, size)) + 2, lines.Count * size * 1.1);
            foreach (var centre in wish.Clear > 0 ? Beside(wish, width, height) : Inside(wish.Point, width, height))
            {
                var box = Placing.Around(centre, width, height);
                if (frame.Holds(box) && !taken.Exists(other => other.Touches(box)))
                {
                    taken.Add(box);
                    return new(index, centre, lines, hasFigure);
                }
            }
        }

        return null;
    }

    /// <summary>The room is a circle; text is flat, so its half diagonal may be a little longer.</summary>
    IEnumerable<Spot> Inside(LabelPoint point, double width, double height)
    {
        var needed = Math.Sqrt((width * width) + (height * height)) / 2;
        var room = (point.Radius * MostOverhang) + (size * 0.9);
        return needed > room ? [] : Around.Where(step => step == default || needed < room * 0.9).Select(step => new Spot(point.At.X + (step.X * point.Radius), point.At.Y + (step.Y * point.Radius)));
    }

    static IEnumerable<Spot> Beside(LabelWish wish, double width, double height)
    {
        var (at, clear) = (wish.Point.At, wish.Clear + 2);
        if (width / 2 < wish.Clear * 0.85)
        {
            yield return at;
        }

        yield return new(at.X + clear + (width / 2), at.Y);
        yield return new(at.X - clear - (width / 2), at.Y);
        yield return new(at.X, at.Y - clear - (height / 2));
        yield return new(at.X, at.Y + clear + (height / 2));
        yield return new(at.X + (clear * 0.75) + (width / 2), at.Y - (clear * 0.75) - (height / 4));
        yield return new(at.X + (clear * 0.75) + (width / 2), at.Y + (clear * 0.75) + (height / 4));
        yield return new(at.X - (clear * 0.75) - (width / 2), at.Y - (clear * 0.75) - (height / 4));
        yield return new(at.X - (clear * 0.75) - (width / 2), at.Y + (clear * 0.75) + (height / 4));
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

/// <summary>A box of a drawing, in pixels.</summary>
readonly record struct Placing(double Left, double Top, double Right, double Bottom)
{
    public static Placing Around(Spot centre, double width, double height) => new(centre.X - (width / 2), centre.Y - (height / 2), centre.X + (width / 2), centre.Y + (height / 2));

    public bool Touches(Placing other) => Left < other.Right && Right > other.Left && Top < other.Bottom && Bottom > other.Top;

    public bool Holds(Placing other) => other.Left >= Left && other.Right <= Right && other.Top >= Top && other.Bottom <= Bottom;
}
