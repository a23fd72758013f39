using Muster.Tabular.Mapping;
using Muster.Tabular.Validating;
using Muster.Testing;
using static Muster.Tabular.Tests.Validating.Boundaries.Layers;

namespace Muster.Tabular.Tests.Validating.Boundaries;

public sealed class PointRuleTests
{
    static readonly Lazy<BoundarySet> Country = new(() =>
    {
        using var file = WithColumns("ADM1_PCODE", "ADM1_EN").With(Box(0, 0, 1, 1), "HT01", "West").With(Box(1, 0, 2, 1), "HT02", "East").With(Box(2, 0, 3, 1), "HT03", "Far").With(Box(3, 0, 4, 1), "HT04", "End").Write();
        return BoundarySet.ReadFiles([file.Path]);
    });

    [Theory]
    [InlineData("18.5", "-72.5", null)]
    [InlineData("18.5", "-71.5", "PT-02a: 18.5, -71.5 lies in HT02, declared HT01.")]
    [InlineData("25", "-72.5", "PT-02b: 25, -72.5 lies in no unit of the boundaries.")]
    [InlineData("-72.5", "18.5", "PT-02b: -72.5, 18.5 lies in no unit of the boundaries; with latitude and longitude exchanged it lies in HT01.")]
    [InlineData("", "", null)]
    public void A_site_is_held_against_the_unit_it_declares(string latitude, string longitude, string? expected)
    {
        using var table = A.Table().WithHeaders("site_name", "adm1_pcode", "latitude", "longitude").WithRow("Camp", "HT01", latitude, longitude);

        Assert.Equal(expected is null ? [] : [expected], Of(table.Write(), Country.Value, "PT-02").Select(finding => $"{finding.Rule}: {finding.Message}"));
    }

    [Fact]
    public void Many_sites_in_other_units_mean_shifted_columns()
    {
        using var table = A.Table().WithHeaders("site_name", "adm1_pcode", "latitude", "longitude").WithRows(40, row => [$"Site {row}", $"HT0{1 + (row + row / 20) % 4}", "18.5", $"{row % 4 - 72.5}"]);
        var finding = Assert.Single(Of(table.Write(), Country.Value, "PT-03"));

        Assert.Equal("50 % (20 of 40) of the sites disagree: columns may be misaligned.", finding.Message);
    }

    [Fact]
    public void Density_takes_the_area_of_the_boundaries()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "ADM1_EN", "T_TL").WithRow("HT01", "West", "900000000").WithRow("HT02", "East", "100000");

        Assert.Equal("HT01: 76998 people on a square kilometre.", Assert.Single(Of(table.Write(), Country.Value, "PS-13")).Message);
    }

    /// <summary>The README of the reference data: of 480 sites 455 lie in another commune than declared, and one outside the country.</summary>
    [Fact]
    public void The_shifted_columns_of_a_real_list_of_sites_are_found()
    {
        Assert.SkipWhen(ProjectRoot.SharedData is null, "The reference data lies beside the checkout.");
        var communes = BoundaryLayer.ReadFile(Path.Combine(ProjectRoot.SharedData!, "haiti/original/hti_admbnda_cnigs_20181129_shp.zip")).Where(layer => layer.Level == 2);
        var findings = Of(Path.Combine(ProjectRoot.SharedData!, "haiti/original/haiti-healthsites_hdx.xlsx"), new BoundarySet(communes), "PT-0");

        Assert.Equal((454, 1, 1), (findings.Count(finding => finding.Rule == "PT-02a"), findings.Count(finding => finding.Rule == "PT-02b"), findings.Count(finding => finding.Rule == "PT-03")));
    }

    /// <summary>The README of the reference data: the cleaned levels are all valid and nest exactly.</summary>
    [Theory]
    [InlineData("haiti/hti_admbnda_adm3_cnigs_20181129_simplified.geojson", "haiti/hti_admbnda_adm2_cnigs_20181129_simplified.geojson", "haiti/hti_admbnda_adm1_cnigs_20181129_simplified.geojson")]
    [InlineData("haiti/hti_admbnda_adm1_cnigs_20181129_simplified.geojson", "haiti/hti_admbnda_adm0_cnigs_20181129_simplified.geojson")]
    [InlineData("haiti/original/hti_admbnda_cnigs_20181129_shp.zip")]
    [InlineData("mali/mli_admbnda_adm2_simplified.geojson")]
    [InlineData("south_sudan/ssd_admbnda_adm2_simplified.geojson")]
    public void A_sound_real_layer_has_no_errors(string layer, params string[] above)
    {
        Assert.SkipWhen(ProjectRoot.SharedData is null, "The reference data lies beside the checkout.");
        var boundaries = above.Length == 0 ? null : BoundarySet.ReadFiles(above.Select(file => Path.Combine(ProjectRoot.SharedData!, file)));

        Assert.Empty(Of(Path.Combine(ProjectRoot.SharedData!, layer), boundaries).Where(finding => finding.Severity > Severity.Information).Select(finding => $"{finding.Rule} {finding.Message}"));
    }

    /// <summary>What simplification did to two real layers.</summary>
    [Theory]
    [InlineData("nepal/original/npl_adm3_districts_2015.geojson", "AB-G07", 4)]
    [InlineData("nepal/original/npl_adm3_districts_2015.geojson", "AB-G12", 75)]
    [InlineData("haiti/original/hti_adm3_itos_service.topo.json", "AB-G03", 9)]
    [InlineData("haiti/original/hti_adm3_itos_service.topo.json", "AB-G07", 3)]
    public void Faults_of_a_real_layer_are_found(string layer, string rule, int count)
    {
        Assert.SkipWhen(ProjectRoot.SharedData is null, "The reference data lies beside the checkout.");

        Assert.Equal(count, Of(Path.Combine(ProjectRoot.SharedData!, layer), group: rule).Count);
    }
}
