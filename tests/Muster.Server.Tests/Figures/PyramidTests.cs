using System.Xml.Linq;
using Muster.Server.Features.Figures.Drawing;
using Muster.Tabular.Tagging;

namespace Muster.Server.Tests.Figures;

public sealed class PyramidTests
{
    static readonly PyramidWords Words = new("Male", "Female", "Age", "People", "{0} months", "{0}, {1}: {2} ({3})");

    [Fact]
    public void A_small_pyramid_reads_as_its_golden_file() => Golden.Matches("pyramid.svg", Draw(Both((0, 4, 300, 290), (5, 17, 500, 480), (18, null, 900, 940))));

    [Fact]
    public void Males_stand_left_and_females_right_with_the_youngest_at_the_bottom()
    {
        XNamespace svg = "http://www.w3.org/2000/svg";
        var bars = XDocument.Parse(Draw(Both((0, 17, 10, 20), (18, null, 30, 40)))).Descendants(svg + "rect").Skip(1).ToList();

        Assert.Equal(["Male, 0–17: 10 (10.0%)", "Female, 0–17: 20 (20.0%)", "Male, 18+: 30 (30.0%)", "Female, 18+: 40 (40.0%)"], bars.Select(bar => bar.Value));
        Assert.True(X(bars[0]) < X(bars[1]));
        Assert.True((double)bars[0].Attribute("y")! > (double)bars[2].Attribute("y")!);

        static double X(XElement bar) => (double)bar.Attribute("x")!;
    }

    [Fact]
    public void Of_overlapping_bands_those_that_cover_most_ages_are_drawn_and_the_others_named()
    {
        var data = PyramidData.Of(Both((0, 4, 1, 1), (5, 17, 2, 2), (0, 17, 3, 3), (18, 59, 4, 4), (60, null, 5, 5), (6, 11, 1, 1)));

        Assert.Equal(["0-4", "5-17", "18-59", "60+"], data.Bands.Select(band => band.Age.ToString()));
        Assert.Equal(["0-17", "6-11"], data.LeftOut.Select(band => band.ToString()));
        Assert.Empty(data.Gaps);
    }

    [Fact]
    public void A_band_that_only_one_sex_has_is_a_gap_and_never_guessed()
    {
        var data = PyramidData.Of([.. Both((0, 4, 1, 1), (10, 14, 2, 2)), new(Sex.Female, AgeBand.Years(5, 9), 7, 1, 0)]);

        Assert.Equal(["5-9", "15+"], data.Gaps.Select(band => band.ToString()));
        Assert.Equal(["5-9"], data.LeftOut.Select(band => band.ToString()));
    }

    [Fact]
    public void People_in_the_total_and_in_no_band_are_told_beside()
    {
        var data = PyramidData.Of([.. Both((0, 17, 10, 20), (18, null, 30, 40)), new(Sex.Male, null, 45, 1, 0), new(Sex.Female, null, 60, 1, 0), new(Sex.All, null, 112, 1, 0)]);

        Assert.Equal((45, 60, 5, 0, 7), (data.Male, data.Female, data.MaleWithoutAge, data.FemaleWithoutAge, data.SexUnknown));
    }

    [Fact]
    public void A_stated_unknown_sex_is_a_group_of_its_own() =>
        Assert.Equal(9, PyramidData.Of([.. Both((0, null, 1, 1)), new(Sex.Unknown, null, 9, 1, 0), new(Sex.All, null, 500, 1, 0)]).SexUnknown);

    [Fact]
    public void Without_bands_there_is_no_pyramid() => Assert.Empty(PyramidData.Of([new(Sex.Male, null, 4, 1, 0), new(Sex.Female, null, 5, 1, 0)]).Bands);

    [Theory]
    [InlineData(0, 60, "0–4")]
    [InlineData(960, null, "80+")]
    [InlineData(6, 24, "6–23 months")]
    [InlineData(12, 24, "1")]
    public void Bands_are_written_as_people_write_them(int from, int? to, string written) => Assert.Equal(written, Words.Band(new AgeBand(from, to)));

    static string Draw(IReadOnlyCollection<SexAgeCount> counts) => new Pyramid(PyramidData.Of(counts), PyramidUnit.People, Squares.Text, Words).Draw("pyramid", SheetShape.Tall);

    static List<SexAgeCount> Both(params (int Low, int? High, decimal Male, decimal Female)[] bands) =>
        [.. bands.SelectMany(band => (SexAgeCount[])[new(Sex.Male, AgeBand.Years(band.Low, band.High), band.Male, 1, 0), new(Sex.Female, AgeBand.Years(band.Low, band.High), band.Female, 1, 0)])];
}
