using System.Xml.Linq;
using Muster.Server.Features.Figures;
using Muster.Server.Features.Figures.Drawing;
using Muster.Server.Features.Figures.Painting;

namespace Muster.Server.Tests.Figures;

public sealed class DrawingTests
{
    static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_line_has_a_gap_where_nobody_counted()
    {
        var chart = new TimeLine([.. Enumerable.Range(1, 5).Select(round => new TimeMoment($"R{round}", null))], [new("A", [4, 3, null, 2, 1]), new("B", [1, 1, 1, 1, 1])], Squares.Text, new("People", "{0}, {1}: {2}"));
        var lines = XDocument.Parse(chart.Draw("t", SheetShape.Wide)).Descendants(Svg + "path").Where(path => (string?)path.Attribute("stroke-width") == "2").ToList();

        Assert.Equal(3, lines.Count);
        Assert.Equal(9, XDocument.Parse(chart.Draw("t", SheetShape.Wide)).Descendants(Svg + "circle").Count());
    }

    [Fact]
    public void Days_stand_as_far_apart_as_they_lie()
    {
        var chart = new TimeLine([new("a", new(2016, 1, 1)), new("b", new(2016, 1, 11)), new("c", new(2016, 4, 10))], [new("A", [1, 1, 1])], Squares.Text, new("People", "{0}, {1}: {2}"));
        var x = XDocument.Parse(chart.Draw("t", SheetShape.Wide)).Descendants(Svg + "circle").Select(circle => (double)circle.Attribute("cx")!).ToList();

        Assert.Equal(0.1, (x[1] - x[0]) / (x[2] - x[0]), 2);
    }

    [Fact]
    public void Stacked_parts_are_as_long_as_the_bar_and_no_data_is_no_bar()
    {
        var bars = new Bars([new("A", [30, 10]), new("B", [null, null])], [new("Male"), new("Female")], Squares.Text, new("People", "No data", "{0}, {1}: {2}"));
        var drawn = XDocument.Parse(bars.Draw("b", SheetShape.Wide));
        var parts = drawn.Descendants(Svg + "rect").Where(rect => rect.Element(Svg + "title") is not null).ToList();

        Assert.Equal(2, parts.Count);
        Assert.Equal(3, (double)parts[0].Attribute("width")! / (double)parts[1].Attribute("width")!, 1);
        Assert.Contains(drawn.Descendants(Svg + "text"), text => text.Value == "No data");
    }

    [Fact]
    public void The_surface_of_a_circle_is_its_figure()
    {
        var map = Squares.Map(Squares.With(1, 1)) with { Symbols = [400, 100], Words = Squares.Words with { Symbols = "Displaced" } };
        var radii = XDocument.Parse(map.Draw("m", SheetShape.Wide)).Descendants(Svg + "circle").Where(circle => circle.Element(Svg + "title") is not null).Select(circle => (double)circle.Attribute("r")!).ToList();

        Assert.Equal(2, radii[0] / radii[1], 2);
    }

    [Fact]
    public void No_label_touches_another_and_those_without_room_are_counted()
    {
        var wishes = Enumerable.Range(0, 200).Select(index => new LabelWish($"Commune {index}", null, new LabelPoint(new Spot(40 + (index % 20 * 45), 20 + (index / 20 * 9)), 30), index)).ToList();
        var placed = new LabelPlacer(11, new Placing(0, 0, 960, 120)).Place(wishes);
        var boxes = placed.Select(label => Placing.Around(label.Centre, TextMeasure.Width(label.Lines.MaxBy(line => line.Length)!, 11), 11 * label.Lines.Count)).ToList();

        Assert.InRange(placed.Count, 20, 199);
        Assert.DoesNotContain(boxes, box => boxes.Any(other => other != box && other.Touches(box)));
        // The most important one is placed.
        Assert.Contains(placed, label => label.Index == 199);
    }

    [Fact]
    public void The_scale_bar_is_true_at_the_maps_latitude()
    {
        var north = Squares.At(10, 60, 2);
        var fit = MapFit.Of([north], new Placing(0, 0, 800, 800));
        var (west, east) = (fit.ToPixels(10.5, 61), fit.ToPixels(11.5, 61));
        // A degree of longitude at 61 degrees north on the sphere of the earth's surface.
        var metres = Math.PI / 180 * 6_371_007.2 * Math.Cos(61 * Math.PI / 180);

        Assert.Equal(1, Math.Sqrt(Math.Pow(east.X - west.X, 2) + Math.Pow(east.Y - west.Y, 2)) / (metres * fit.PixelsPerMetre), 3);
    }

    [Fact]
    public void Neighbours_and_their_borders_are_there_and_the_maps_own_country_has_none()
    {
        var around = new NetTopologySuite.Geometries.Envelope(-75, -71, 17.5, 20.5);

        Assert.Superset(new HashSet<string?> { "HTI", "DOM", "CUB" }, WorldLayer.Loaded.Within(around).Select(country => country.Code).ToHashSet());
        Assert.NotEmpty(WorldLayer.Loaded.BordersWithin(around, new HashSet<string>()));
        Assert.Empty(WorldLayer.Loaded.BordersWithin(around, new HashSet<string> { "HTI" }));
    }

    [Theory]
    [InlineData("5,819 – 89,999", false, "5,819 – 89,999")]
    [InlineData("السكان 12,345", true, "12,345| |السكان")]
    [InlineData("السودان Sudan 12%", true, "Sudan 12%| |السودان")]
    [InlineData("Displaced: نازحون 5", false, "Displaced: |5| |نازحون")]
    public void Lines_of_both_directions_stand_in_the_order_that_readers_expect(string line, bool isRightToLeft, string fromTheLeft)
    {
        var runs = TextRuns.Of(line, isRightToLeft);

        Assert.Equal(fromTheLeft.Replace("|", "", StringComparison.Ordinal), string.Concat(runs.Select(run => run.IsRightToLeft ? Trimmed(line, run) : line.Substring(run.Start, run.Length))));
    }

    [Fact]
    public async Task Arabic_letters_are_joined_and_painted_from_fonts_in_the_program()
    {
        var text = Squares.Text with { Title = "النازحون حسب الإدارة 12,345", Numbers = new NumberText(FigureLanguage.Of("ar")) };
        var pdf = System.Text.Encoding.Latin1.GetString(await FigurePicture.PdfAsync([(Squares.Map(Squares.With(1, null)) with { Text = text }).Draw("m", SheetShape.Wide)], "x", DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken));

        Assert.Contains("NotoSansArabic", pdf);
        Assert.DoesNotContain("/Subtype /Image", pdf);
    }

    [Theory]
    [InlineData("purple-orange")]
    [InlineData("red-blue")]
    [InlineData("brown-green")]
    public void A_diverging_palette_is_lightest_in_its_middle(string name)
    {
        foreach (var classes in Enumerable.Range(3, 5))
        {
            var light = Palette.Choices.Single(palette => palette.Name == name).Colours(classes).Select(Palette.Luminance).ToList();
            var middle = light.IndexOf(light.Max());

            Assert.Equal(classes, light.Distinct().Count());
            Assert.InRange(middle, (classes / 2) - 1, classes / 2);
            Assert.Equal(light.Take(middle + 1).Order(), light.Take(middle + 1));
        }
    }

    static string Trimmed(string line, TextRun run)
    {
        // Blanks beside a run of the other direction stand on its other side.
        var part = line.Substring(run.Start, run.Length);
        return new string(' ', part.Length - part.TrimEnd().Length) + part.Trim() + new string(' ', part.Length - part.TrimStart().Length);
    }
}
