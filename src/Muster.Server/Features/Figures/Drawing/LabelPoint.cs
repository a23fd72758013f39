namespace Muster.Server.Features.Figures.Drawing;

/// <summary>The point of a polygon that is furthest from its edge: there a label sits inside, which the middle of a crescent does not (the idea of "polylabel", V. Agafonkin 2016: cells are halved while they can still hold a better point).</summary>
/// <param name="At">The point.</param>
/// <param name="Radius">Pixels to the nearest edge; 0 where there is no polygon.</param>
readonly record struct LabelPoint(Spot At, double Radius)
{
    /// <summary>Finds it in the largest polygon of an outline.</summary>
    /// <param name="outline">Polygons in pixels.</param>
    /// <param name="precision">Pixels by which a better point may be missed.</param>
    public static LabelPoint Of(Outline outline, double precision = 1)
    {
        var polygon = outline.Polygons.MaxBy(rings => Math.Abs(SignedArea(rings[0])));
        return polygon is null ? default : Search(polygon, precision);
    }

    /// <summary>Area within a ring, negative where it runs clockwise on paper.</summary>
    public static double SignedArea(Spot[] ring)
    {
        var sum = 0.0;
        for (int index = 0, before = ring.Length - 1; index < ring.Length; before = index++)
        {
            sum += (ring[before].X * ring[index].Y) - (ring[index].X * ring[before].Y);
        }

        return sum / 2;
    }

    static LabelPoint Search(IReadOnlyList<Spot[]> rings, double precision)
    {
        var (left, right) = (rings[0].Min(spot => spot.X), rings[0].Max(spot => spot.X));
        var (top, bottom) = (rings[0].Min(spot => spot.Y), rings[0].Max(spot => spot.Y));
        var size = Math.Min(right - left, bottom - top);
        var best = new LabelPoint(new((left + right) / 2, (top + bottom) / 2), 0);
        if (size <= precision)
        {
            return best;
        }

        var cells = new PriorityQueue<(Spot Centre, double Half), double>();
        for (var x = left; x < right; x += size)
        {
            for (var y = top; y < bottom; y += size)
            {
                Look(new(x + (size / 2), y + (size / 2)), size / 2);
            }
        }

        while (cells.TryDequeue(out var cell, out var most) && -most - best.Radius > precision)
        {
            var half = cell.Half / 2;
            Look(new(cell.Centre.X - half, cell.Centre.Y - half), half);
            Look(new(cell.Centre.X + half, cell.Centre.Y - half), half);
            Look(new(cell.Centre.X - half, cell.Centre.Y + half), half);
            Look(new(cell.Centre.X + half, cell.Centre.Y + half), half);
        }

        return best;

        void Look(Spot centre, double half)
        {
            var distance = Distance(centre, rings);
            if (distance > best.Radius)
            {
                best = new(centre, distance);
            }

            // No point of the cell is better than this.
            if (distance + (half * Math.Sqrt(2)) > best.Radius + precision)
            {
                cells.Enqueue((centre, half), -(distance + (half * Math.Sqrt(2))));
            }
        }
    }

    /// <summary>Distance to the edge, negative outside.</summary>
    static double Distance(Spot spot, IReadOnlyList<Spot[]> rings)
    {
        var (inside, nearest) = (false, double.MaxValue);
        foreach (var ring in rings)
        {
            for (int index = 0, before = ring.Length - 1; index < ring.Length; before = index++)
            {
                var (a, b) = (ring[index], ring[before]);
                if (a.Y > spot.Y != b.Y > spot.Y && spot.X < ((b.X - a.X) * (spot.Y - a.Y) / (b.Y - a.Y)) + a.X)
                {
                    inside = !inside;
                }

                nearest = Math.Min(nearest, LineThinning.SquaredDistance(spot, a, b));
            }
        }

        return (inside ? 1 : -1) * Math.Sqrt(nearest);
    }
}
