using NetTopologySuite.Geometries;

namespace Muster.Server.Features.Figures.Drawing;

/// <summary>What lies around the areas of a map.</summary>
/// <param name="Layer">Outlines of all countries.</param>
/// <param name="Own">Countries of the map, ISO 3166 alpha-3: their land is drawn, their borders and names are the edition's business.</param>
/// <param name="NameOf">Name of a country in the language of the map, by its code.</param>
sealed record MapWorld(WorldLayer Layer, IReadOnlySet<string> Own, Func<string, string> NameOf);

/// <summary>Draws sea, coast and neighbours below a map.</summary>
static class WorldDrawing
{
    public const string Water = "#dbe8ef";
    public const string Land = "#f3f1ea";
    const string Coast = "#9db4c0";
    const string Border = "#a8a294";

    /// <summary>Least room around a neighbour's middle for its name.</summary>
    const double LeastRoom = 16;

    /// <summary>Draws, and says where names of neighbours would stand.</summary>
    public static IReadOnlyList<LabelWish> Draw(SvgWriter svg, MapWorld world, MapFit fit)
    {
        var frame = fit.Frame;
        var (width, height) = (frame.Right - frame.Left, frame.Bottom - frame.Top);
        svg.Start("rect").With("x", frame.Left).With("y", frame.Top).With("width", width).With("height", height).With("fill", Water).End();
        var names = new List<LabelWish>();
        var around = new Placing(frame.Left - 4, frame.Top - 4, frame.Right + 4, frame.Bottom + 4);
        svg.Start("g").With("fill", Land).With("fill-rule", "evenodd").With("stroke", Coast).With("stroke-width", 0.6).With("stroke-linejoin", "round");
        foreach (var country in world.Layer.Within(fit.Degrees))
        {
            var rings = country.Rings.Select(ring => LineThinning.Thin(Clipped(ring, fit, around), 0.3)).Where(ring => ring.Length > 2).ToList();
            var isOwn = country.Code is not null && world.Own.Contains(country.Code);
            if (SvgPath.Of(rings, isClosed: true) is { Length: > 0 } path)
            {
                svg.Start("path").With("d", path).With("stroke", isOwn ? "none" : null).End();
            }

            if (!isOwn && country.Code is { } code && rings.Count > 0)
            {
                var shown = rings.Select(ring => Clip(ring, new Placing(frame.Left + 6, frame.Top + 6, frame.Right - 6, frame.Bottom - 6))).Where(ring => ring.Length > 2);
                var point = LabelPoint.Of(new Outline([.. shown.Select(ring => (IReadOnlyList<Spot[]>)[ring])]), 2);
                if (point.Radius > LeastRoom)
                {
                    names.Add(new LabelWish(world.NameOf(code), null, point, 0));
                }
            }
        }

        svg.End();
        var borders = world.Layer.BordersWithin(fit.Degrees, world.Own).Select(line => LineThinning.Thin([.. line.Select(point => fit.ToPixels(point.X, point.Y))], 0.3));
        if (SvgPath.Of(borders, isClosed: false) is { Length: > 0 } lines)
        {
            svg.Start("path").With("d", lines).With("fill", "none").With("stroke", Border).With("stroke-width", 0.9).With("stroke-linejoin", "round").End();
        }

        return names;
    }

    static Spot[] Clipped(Coordinate[] ring, MapFit fit, Placing frame) => Clip([.. ring.Select(point => fit.ToPixels(point.X, point.Y))], frame);

    /// <summary>The part of a ring inside a box (Sutherland and Hodgman, 1974): what lies far outside is not written.</summary>
    internal static Spot[] Clip(Spot[] ring, Placing box)
    {
        var points = ring;
        points = Against(points, spot => spot.X - box.Left);
        points = Against(points, spot => box.Right - spot.X);
        points = Against(points, spot => spot.Y - box.Top);
        return Against(points, spot => box.Bottom - spot.Y);
    }

    static Spot[] Against(Spot[] points, Func<Spot, double> inside)
    {
        var kept = new List<Spot>(points.Length);
        for (var index = 0; index < points.Length; index++)
        {
            var (from, to) = (points[index == 0 ? ^1 : index - 1], points[index]);
            var (before, after) = (inside(from), inside(to));
            if ((before < 0) != (after < 0))
            {
                var share = before / (before - after);
                kept.Add(new(from.X + ((to.X - from.X) * share), from.Y + ((to.Y - from.Y) * share)));
            }

            if (after >= 0)
            {
                kept.Add(to);
            }
        }

        return [.. kept];
    }
}
