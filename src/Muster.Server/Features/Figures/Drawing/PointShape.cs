namespace Muster.Server.Features.Figures.Drawing;

/// <summary>Shapes of points: a kind is told by its shape as well as by its colour, so that grey print keeps them apart.</summary>
static class PointShape
{
    /// <param name="svg">Writer, inside a group that gives fill and stroke.</param>
    /// <param name="kind">Position of the kind.</param>
    /// <param name="at">Middle.</param>
    /// <param name="size">Radius.</param>
    /// <param name="title">Tooltip; null for none.</param>
    public static void Draw(SvgWriter svg, int kind, Spot at, double size, string? title)
    {
        if (kind % 6 == 0)
        {
            svg.Start("circle").With("cx", at.X).With("cy", at.Y).With("r", size * 0.95);
        }
        else
        {
            var (x, y, s) = (SvgWriter.Number(at.X), SvgWriter.Number(at.Y), SvgWriter.Number(size));
            var w = SvgWriter.Number(size * 1.8);
            svg.Start("path").With("d", (kind % 6) switch
            {
                1 => $"M{SvgWriter.Number(at.X - (size * 0.9))} {SvgWriter.Number(at.Y - (size * 0.9))}h{w}v{w}h-{w}z",
                2 => $"M{x} {SvgWriter.Number(at.Y - (size * 1.1))}l{s} {w}h-{SvgWriter.Number(size * 2)}z",
                3 => $"M{x} {SvgWriter.Number(at.Y - (size * 1.2))}l{s} {SvgWriter.Number(size * 1.2)}l-{s} {SvgWriter.Number(size * 1.2)}l-{s} -{SvgWriter.Number(size * 1.2)}z",
                4 => $"M{x} {SvgWriter.Number(at.Y + (size * 1.1))}l{s} -{w}h-{SvgWriter.Number(size * 2)}z",
                _ => $"M{SvgWriter.Number(at.X - (size * 0.4))} {SvgWriter.Number(at.Y - size)}h{SvgWriter.Number(size * 0.8)}v{SvgWriter.Number(size * 0.6)}h{SvgWriter.Number(size * 0.6)}v{SvgWriter.Number(size * 0.8)}h-{SvgWriter.Number(size * 0.6)}v{SvgWriter.Number(size * 0.6)}h-{SvgWriter.Number(size * 0.8)}v-{SvgWriter.Number(size * 0.6)}h-{SvgWriter.Number(size * 0.6)}v-{SvgWriter.Number(size * 0.8)}h{SvgWriter.Number(size * 0.6)}z",
            });
        }

        if (title is not null)
        {
            svg.Element("title", title);
        }

        svg.End();
    }
}
