using Muster.Server.Features.Figures.Drawing;
using NetTopologySuite.Geometries;

namespace Muster.Server.Tests.Figures;

public sealed class OutlinesTests
{
    [Fact]
    public void Neighbours_share_every_point_of_their_border_after_thinning()
    {
        var areas = SampleAreas.Level(3);
        var projection = EqualAreaProjection.Around([.. areas.Select(area => area.Shape)]);
        var outlines = Outlines.Of([.. areas.Select(area => area.Shape)], (longitude, latitude) => Pixels(projection.Project(longitude, latitude)));

        // Shared borders are walked once in each direction, so that signed areas add up to what the outer borders enclose.
        var sum = outlines.Areas.Sum(area => area.Polygons.SelectMany(polygon => polygon.Take(1)).Sum(ring => Math.Abs(LabelPoint.SignedArea(ring))));
        var full = areas.Sum(area => area.Shape.Area) * Math.Pow(111_195 / 600.0, 2) * Math.Cos(18.9 * Math.PI / 180);
        Assert.InRange(sum / full, 0.99, 1.01);
        Assert.InRange(outlines.Borders.Count(border => border.Second >= 0), 1400, 2200);
    }

    [Fact]
    public void Thinning_leaves_out_most_points_that_cannot_be_seen()
    {
        var areas = SampleAreas.Level(2);
        var projection = EqualAreaProjection.Around([.. areas.Select(area => area.Shape)]);
        var outlines = Outlines.Of([.. areas.Select(area => area.Shape)], (longitude, latitude) => Pixels(projection.Project(longitude, latitude)));

        Assert.True(outlines.Areas.Sum(area => area.Polygons.Sum(polygon => polygon.Sum(ring => ring.Length))) < areas.Sum(area => area.Shape.NumPoints) / 2);
        Assert.All(outlines.Areas, area => Assert.NotEmpty(area.Polygons));
    }

    [Fact]
    public void A_point_moves_nowhere_further_than_the_tolerance()
    {
        var line = Enumerable.Range(0, 200).Select(step => new Spot(step / 4.0, Math.Sin(step / 9.0) * 6)).ToArray();
        var thin = LineThinning.Thin(line, 0.3);

        Assert.True(thin.Length < 60);
        Assert.All(line, spot => Assert.True(thin.Zip(thin.Skip(1)).Min(part => LineThinning.SquaredDistance(spot, part.First, part.Second)) <= 0.09 + 1e-9));
    }

    [Fact]
    public void The_label_of_a_crescent_sits_inside_it()
    {
        var crescent = new Polygon(new LinearRing([new(0, 0), new(100, 0), new(100, 30), new(20, 30), new(20, 70), new(100, 70), new(100, 100), new(0, 100), new(0, 0)]));
        var point = LabelPoint.Of(Outlines.Of([crescent], (x, y) => new(x, y)).Areas[0]);

        Assert.True(crescent.Contains(new Point(point.At.X, point.At.Y)));
        Assert.InRange(point.Radius, 14, 18);
    }

    [Fact]
    public void Equal_squares_stay_equal_wherever_they_lie()
    {
        Geometry[] areas = [Squares.At(20, 0, 0.01), Squares.At(20, 40, 0.01)];
        var projection = EqualAreaProjection.Around(areas);
        var sizes = areas.Select(area => new Polygon(new LinearRing([.. area.Coordinates.Select(point => projection.Project(point.X, point.Y)).Select(spot => new Coordinate(spot.X, spot.Y))])).Area).ToList();

        Assert.Equal(Math.Cos(40.005 * Math.PI / 180) / Math.Cos(0.005 * Math.PI / 180), sizes[1] / sizes[0], 4);
    }

    [Fact]
    public void A_country_on_both_sides_of_the_date_line_is_one_piece()
    {
        Geometry[] areas = [Squares.At(179, -17, 0.5), Squares.At(-179.5, -17, 0.5)];
        var projection = EqualAreaProjection.Around(areas);

        Assert.InRange(projection.Project(-179.5, -17).X - projection.Project(179, -17).X, 100_000, 200_000);
    }

    static Spot Pixels(Spot metres) => new(metres.X / 600, metres.Y / 600);
}
