using Muster.Tabular.Mapping;
using static Muster.Tabular.Tests.Validating.Boundaries.Layers;

namespace Muster.Tabular.Tests.Validating.Boundaries;

public sealed class LayerRuleTests
{
    static Layers Adm1 => WithColumns("ADM1_PCODE", "ADM1_EN");

    static Layers Adm2 => WithColumns("ADM1_PCODE", "ADM1_EN", "ADM2_PCODE", "ADM2_EN");

    static Layers TwoDepartments => Adm1.With(Box(0, 0, 1, 1), "HT01", "West").With(Box(1, 0, 2, 1), "HT02", "East");

    [Fact]
    public void A_sound_layer_has_no_findings() => Assert.Empty(TwoDepartments.Findings());

    [Fact]
    public void A_unit_without_shape_is_told() => Assert.Equal(["AB-G01: HT02 has no geometry."], Adm1.With(Box(0, 0, 1, 1), "HT01", "West").With("null", "HT02", "East").Findings());

    [Fact]
    public void A_unit_that_is_a_line_is_told() => Assert.Equal(["AB-G02: HT02 is a LineString."], Adm1.With(Box(0, 0, 1, 1), "HT01", "West").With(Shape("[[-72,18],[-71,19]]", "LineString"), "HT02", "East").Findings());

    [Fact]
    public void A_unit_in_two_rows_is_told() => Assert.StartsWith("AB-G02: HT01 is in more than one row, the first is row 2", Assert.Single(Adm1.With(Box(0, 0, 1, 1), "HT01", "West").With(Box(1, 0, 2, 1), "HT01", "West").Findings()), StringComparison.Ordinal);

    [Theory]
    [InlineData("[[[-73,18],[-72,19],[-72,18],[-73,19],[-73,18]]]", "Self-intersection near -72.5, 18.5")]
    [InlineData("[[[-73,18],[-72,18],[-72,19]]]", "a ring is not closed near -72, 19")]
    [InlineData("[[[-73,18],[-72,18],[-73,18]]]", "a ring has fewer than four points near -73, 18")]
    [InlineData("[[[-73,18],[-72,18],[-72,19],[-73,18]],[[-70,18],[-69,18],[-69,19],[-70,18]]]", "Hole lies outside shell near -70, 18")]
    public void An_invalid_shape_is_told_with_the_reason_and_the_place(string coordinates, string reason) =>
        Assert.Equal([$"AB-G03: HT01: {reason}."], Adm1.With(Shape(coordinates), "HT01", "West").Findings());

    [Fact]
    public void Projected_numbers_are_outside_the_world() =>
        Assert.Equal(["AB-G04: 780000, 2050000 in HT01 is outside the world: projected data?"], Adm1.With(Shape("[[[780000,2050000],[781000,2050000],[781000,2051000],[780000,2050000]]]"), "HT01", "West").Findings());

    [Fact]
    public void A_layer_with_exchanged_axes_is_told() =>
        Assert.Equal(["AB-G05: The layer around 18.5, -72.5 lies outside HTI; latitude and longitude may be exchanged."], Adm1.With(Shape("[[[18,-73],[18,-72],[19,-72],[19,-73],[18,-73]]]"), "HT01", "West").Findings());

    [Fact]
    public void Heights_are_counted() =>
        Assert.Equal(["AB-G06: 1 geometries of level 1 have a third coordinate."], Adm1.With(Shape("[[[-73,18,5],[-72,18,5],[-72,19,5],[-73,19,5],[-73,18,5]]]"), "HT01", "West").Findings());

    [Fact]
    public void Units_that_overlap_are_told_with_area_and_place() =>
        Assert.Equal(["AB-G07: HT01 and HT02 overlap by 1169 km2 near -72.05, 18.5."], Adm1.With(Box(0, 0, 1, 1), "HT01", "West").With(Box(0.9, 0, 2, 1), "HT02", "East").Findings());

    [Fact]
    public void One_shape_under_two_codes_overlaps_wholly() =>
        Assert.StartsWith("AB-G07: HT01 and HT02 overlap by 1", Assert.Single(Adm1.With(Box(0, 0, 1, 1), "HT01", "West").With(Box(0, 0, 1, 1), "HT02", "East").Findings()), StringComparison.Ordinal);

    [Fact]
    public void A_unit_inside_another_overlaps() =>
        Assert.StartsWith("AB-G07: HT01 and HT02 overlap", Assert.Single(Adm1.With(Box(0, 0, 1, 1), "HT01", "West").With(Box(0.4, 0.4, 0.6, 0.6), "HT02", "East").Findings()), StringComparison.Ordinal);

    [Fact]
    public void A_strip_thinner_than_a_metre_is_rounding() =>
        Assert.DoesNotContain(Adm1.With(Box(0, 0, 1, 1), "HT01", "West").With(Box(0.999999, 0, 2, 1), "HT02", "East").Findings(), finding => finding.StartsWith("AB-G07", StringComparison.Ordinal));

    [Theory]
    [InlineData(0.50001, "AB-G08 Error")]
    [InlineData(0.6, "AB-G08 Information")]
    public void A_gap_is_an_error_where_it_is_a_sliver_and_else_a_remark(double end, string expected)
    {
        using var file = Adm1.With(Box(0, 0, 1, 0.5), "HT01", "A").With(Box(0, end, 1, 1), "HT02", "B").With(Box(-1, 0, 0, 1), "HT03", "C").With(Box(1, 0, 2, 1), "HT04", "D").Write();

        Assert.Equal([expected], Of(file.Path).Where(finding => finding.Rule != "AB-G14").Select(finding => $"{finding.Rule} {finding.Severity}"));
    }

    [Fact]
    public void A_part_outside_the_parent_is_told_with_its_share() =>
        Assert.Equal(
            ["AB-G11: Level 1: 23377 km2, level 2: 24546 km2.", "AB-G11: Level 1, HT01: 11689 km2, level 2 within it: 12857 km2.", "AB-G07: HT0101 and HT0201 overlap by 1169 km2 near -71.95, 18.5.", "AB-G09: 9.09 % of HT0101 lies outside HT01."],
            Ordered(Adm2.With(Box(0, 0, 1.1, 1), "HT01", "West", "HT0101", "A").With(Box(1, 0, 2, 1), "HT02", "East", "HT0201", "B").Findings(TwoDepartments)), StringComparer.Ordinal);

    [Fact]
    public void A_unit_that_lies_in_another_parent_is_told() =>
        Assert.Contains("AB-G10: HT0101 lies in HT02, declared HT01.", Adm2.With(Box(1, 0, 2, 1), "HT01", "West", "HT0101", "A").With(Box(0, 0, 1, 1), "HT02", "East", "HT0201", "B").Findings(TwoDepartments));

    [Fact]
    public void Levels_that_cover_different_ground_are_told() =>
        Assert.Equal(
            ["AB-G11: Level 1: 23377 km2, level 2: 22208 km2.", "AB-G11: Level 1, HT02: 11689 km2, level 2 within it: 10520 km2."],
            Adm2.With(Box(0, 0, 1, 1), "HT01", "West", "HT0101", "A").With(Box(1, 0, 1.9, 1), "HT02", "East", "HT0201", "B").Findings(TwoDepartments).Order(StringComparer.Ordinal).Reverse().OrderBy(finding => finding.Length), StringComparer.Ordinal);

    [Theory]
    [InlineData("11000", "AB-G12: HT01: 11000 km2 stored, 11689 km2 computed.")]
    [InlineData("11688400000", "AB-G12: HT01: 11688400000 km2 stored, 11689 km2 computed; the stored figure is in square metres.")]
    public void A_stated_area_that_is_not_the_computed_one_is_told(string stated, string expected) =>
        Assert.Equal([expected], WithColumns("ADM1_PCODE", "ADM1_EN", "AREA_SQKM").With(Box(0, 0, 1, 1), "HT01", "West", stated).Findings());

    [Theory]
    [InlineData("18.5", "-70", "AB-G13: Label point -70, 18.5 of HT01 is outside.")]
    [InlineData("-72.5", "18.5", "AB-G13: Label point 18.5, -72.5 of HT01 is outside; latitude and longitude are exchanged.")]
    public void A_label_point_outside_is_told(string latitude, string longitude, string expected) =>
        Assert.Equal([expected], WithColumns("ADM1_PCODE", "ADM1_EN", "CENTER_LAT", "CENTER_LON").With(Box(0, 0, 1, 1), "HT01", "West", latitude, longitude).Findings());

    [Fact]
    public void A_very_small_unit_is_a_remark() =>
        Assert.Equal(["AB-G14: HT01 is very small: 117 m2, 4 points."], Adm1.With(Box(0, 0, 0.0001, 0.0001), "HT01", "West").Findings());

    [Fact]
    public void Codes_names_and_parents_are_compared_between_levels()
    {
        using var lower = Adm2.With(Box(0, 0, 0.5, 1), "HT01", "West", "HT02", "A").With(Box(0.5, 0, 1, 1), "HT01", "Ouest", "HT0102", "B").With(Box(1, 0, 2, 1), "HT09", "South", "HT0901", "C").Write();
        using var upper = TwoDepartments.Write();
        var findings = Of(lower.Path, BoundarySet.ReadFiles([upper.Path]), group: null);

        Assert.Contains(findings, finding => finding.Message == "P-code HT02 occurs on levels 1 and 2.");
        Assert.Contains(findings, finding => finding.Message == "Parent HT09 of HT0901 is not in level 1.");
        Assert.Contains(findings, finding => finding.Message == "HT02 has no unit on level 2.");
        Assert.Contains(findings, finding => finding is { Rule: "AB-N05", RowNumber: 3 } && finding.Message.Contains("Ouest", StringComparison.Ordinal));
    }

    [Fact]
    public void Faults_of_one_unit_do_not_hide_those_of_others() =>
        Assert.Equal(
            ["AB-G01: HT03 has no geometry.", "AB-G07: HT01 and HT02 overlap by 1169 km2 near -72.05, 18.5."],
            Adm1.With(Box(0, 0, 1, 1), "HT01", "West").With(Box(0.9, 0, 2, 1), "HT02", "East").With("null", "HT03", "North").Findings().Order(StringComparer.Ordinal));

    [Fact]
    public void Thousands_of_units_are_checked_within_seconds()
    {
        var layer = Adm1;
        for (var row = 0; row < 70; row++)
        {
            for (var column = 0; column < 70; column++)
            {
                layer.With(Box(column * 0.05, row * 0.05, column * 0.05 + 0.05, row * 0.05 + 0.05), $"HT{row:00}{column:00}", $"Unit {row} {column}");
            }
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        var findings = layer.Findings();

        Assert.DoesNotContain(findings, finding => finding.StartsWith("AB-G07", StringComparison.Ordinal));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    static IEnumerable<string> Ordered(IEnumerable<string> findings) => findings.OrderBy(finding => finding.StartsWith("AB-G11", StringComparison.Ordinal) ? 0 : 1).ThenBy(finding => finding.Contains("Level 1,", StringComparison.Ordinal)).ThenBy(finding => finding, StringComparer.Ordinal);
}
