using System.Globalization;
using System.Xml.Linq;
using Muster.Server.Features.Figures.Drawing;

namespace Muster.Server.Tests.Figures;

public sealed class ThematicMapTests
{
    static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_small_map_reads_as_its_golden_file() => Golden.Matches("map.svg", Squares.Map(Squares.With(12, 340, null, 0)).Draw("map", SheetShape.Wide));

    [Fact]
    public void Counts_of_the_legend_add_up_to_the_areas()
    {
        var areas = SampleAreas.Level(2).Select((area, index) => area with { Value = index % 9 == 0 ? null : index % 7 == 0 ? 0 : area.Value }).ToList();

        Assert.All(Enumerable.Range(2, 8), classes => Assert.Equal(140, Squares.Map(areas, classes).Legend.Sum(entry => entry.Count)));
    }

    [Fact]
    public void Zero_and_no_data_have_an_entry_and_a_look_of_their_own()
    {
        var map = Squares.Map(Squares.With(0, null, 5, 9));

        Assert.Equal(["0", "5 – 8", "9", "No data"], map.Legend.Select(entry => entry.Label));
        Assert.Equal([1, 1, 1, 1], map.Legend.Select(entry => entry.Count));
        Assert.Equal(4, map.Legend.Select(entry => entry.Fill ?? "pattern").Distinct().Count());
        Assert.Contains("fill=\"url(#m-none)\"", map.Draw("m", SheetShape.Wide));
    }

    [Fact]
    public void Each_area_says_its_name_code_and_figure()
    {
        var titles = XDocument.Parse(Squares.Map(Squares.With(1234, null)).Draw("m", SheetShape.Tall)).Descendants(Svg + "path").Elements(Svg + "title").Select(title => title.Value);

        Assert.Equal(["Area 2 (X2): No data", "Area 1 (X1): 1,234"], titles);
    }

    [Fact]
    public void Hostile_names_and_titles_stay_text()
    {
        const string hostile = "<script>alert('x')</script>\"&";
        var areas = Squares.With(1).Select(area => area with { Name = hostile }).ToList();
        var text = Squares.Text with { Title = hostile, Subtitle = hostile, Foot = [hostile], Description = hostile };
        var drawn = XDocument.Parse(new ThematicMap(areas, ClassBreaks.Cut(ClassMethod.Natural, [1], 5), Palette.All[0], text, Squares.Words).Draw("m", SheetShape.Wide));

        Assert.Empty(drawn.Descendants(Svg + "script"));
        Assert.Equal(hostile, drawn.Root!.Element(Svg + "title")!.Value);
    }

    [Fact]
    public void No_style_attribute_and_no_event_is_written() =>
        Assert.DoesNotContain(XDocument.Parse(Squares.Map(SampleAreas.Level(1)).Draw("m", SheetShape.Wide)).Descendants().Attributes(), attribute => attribute.Name.LocalName == "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));

    [Fact]
    public void Numbers_are_written_in_the_readers_language()
    {
        var areas = Squares.With(1_234_567);
        var text = Squares.Text with { Numbers = new NumberText(CultureInfo.GetCultureInfo("fr")) };

        Assert.Contains("1\u00A0234\u00A0567", new ThematicMap(areas, ClassBreaks.Cut(ClassMethod.Natural, [1_234_567], 5), Palette.All[0], text, Squares.Words).Draw("m", SheetShape.Wide));
    }

    [Fact]
    public void From_right_to_left_the_legend_stands_left_and_lines_begin_right()
    {
        var text = Squares.Text with { Title = "النازحون", Numbers = new NumberText(CultureInfo.GetCultureInfo("ar")) };
        var drawn = XDocument.Parse(new ThematicMap(Squares.With(1, 5), ClassBreaks.Cut(ClassMethod.Natural, [1, 5], 2), Palette.All[0], text, Squares.Words).Draw("m", SheetShape.Wide)).Root!;

        Assert.Equal("rtl", drawn.Attribute("direction")!.Value);
        Assert.Equal("942", drawn.Elements(Svg + "text").First().Attribute("x")!.Value);
        Assert.All(drawn.Elements(Svg + "rect").Skip(1), swatch => Assert.True(double.Parse(swatch.Attribute("x")!.Value, CultureInfo.InvariantCulture) > 180));
    }

    [Fact]
    public void A_map_without_any_figure_is_drawn_all_the_same()
    {
        var map = Squares.Map(Squares.With(null, null));

        Assert.Equal(["No data"], map.Legend.Select(entry => entry.Label));
        Assert.NotNull(XDocument.Parse(map.Draw("m", SheetShape.Wide)));
    }

    [Fact]
    public void The_borders_of_the_unit_above_are_drawn_stronger()
    {
        var sameParent = Squares.Map([.. Squares.With(1, 2).Select(area => area with { ParentCode = "P" })]).Draw("m", SheetShape.Wide);
        var otherParent = Squares.Map([.. Squares.With(1, 2).Select((area, index) => area with { ParentCode = $"P{index}" })]).Draw("m", SheetShape.Wide);

        Assert.Equal(1, StrongLines(otherParent) - StrongLines(sameParent));
    }

    static int StrongLines(string svg) =>
        XDocument.Parse(svg).Descendants(Svg + "path").Single(path => path.Attribute("stroke")?.Value == "#35424a").Attribute("d")!.Value.Count(letter => letter == 'M');
}
