using Muster.Tabular.Matching;
using Muster.Testing;

namespace Muster.Tabular.Tests.Validating;

/// <summary>Gazetteers that lack a level, a language or the system of codes of a table: what cannot be judged is said and not called wrong.</summary>
public sealed class OtherGazetteerTests
{
    static readonly Gazetteer Haiti = new("HTI", "list 2018", [Unit("HT01", 1, null, "West"), Unit("HT02", 1, null, "South-East"), Unit("HT0111", 2, "HT01", "Port-au-Prince"), Unit("HT0211", 2, "HT02", "Jacmel")]);

    static Place Unit(string code, int level, string? parent, string name) => new(code, level, parent, name, new Dictionary<string, string>());

    [Fact]
    public void A_level_that_the_gazetteer_lacks_is_told_once_and_not_judged()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "ADM2_PCODE", "ADM3_PCODE", "ADM3_FR", "T_TL").WithRow("HT01", "HT0111", "HT0111-01", "Turgeau", "12").WithRow("HT02", "HT0211", "HT0211-01", "Bas Cap Rouge", "13");
        var findings = Findings.Of(table, Haiti);

        Assert.Equal("Places of level 3 were not checked: the gazetteer has level 1, 2.", Assert.Single(findings, finding => finding.Rule == "TB-04").Message);
        Assert.DoesNotContain(findings, finding => finding.Rule is "PT-01" or "PT-05" or "PS-01");
    }

    [Fact]
    public void A_gazetteer_with_all_levels_says_nothing_of_them()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "ADM2_PCODE", "n").WithRow("HT01", "HT0111", "12");

        Assert.DoesNotContain(Findings.Of(table, Haiti), finding => finding.Rule == "TB-04");
    }

    [Fact]
    public void Names_of_directions_in_another_language_are_the_same_names()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "ADM1_FR").WithRow("HT01", "Ouest").WithRow("HT02", "Sud-Est");

        Assert.DoesNotContain(Findings.Of(table, Haiti), finding => finding.Rule == "PS-17");
    }

    [Fact]
    public void A_name_in_a_language_that_the_gazetteer_lacks_is_not_held_against_it_where_another_fits()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "ADM1_FR", "ADM1_HT").WithRow("HT01", "Ouest", "Lwès").WithRow("HT02", "Nippes", "Nip");

        Assert.Equal(["3 ADM1_FR Nippes", "3 ADM1_HT Nip"], Findings.Of(table, Haiti).Cells("PS-17"));
    }

    [Fact]
    public void Padded_codes_of_another_system_than_the_gazetteers_nest_by_their_own_rule()
    {
        var philippines = new Gazetteer("PHL", "list", [Unit("PH01", 1, null, "Ilocos"), Unit("PH01028", 2, "PH01", "Ilocos Norte"), Unit("PH01029", 2, "PH01", "Ilocos Sur")]);
        using var table = A.Table().WithHeaders("ADM1_PCODE", "ADM2_PCODE").WithRow("PH010000000", "PH012800000").WithRow("PH010000000", "PH012900000").WithRow("PH020000000", "PH022900000");
        var findings = Findings.Of(table, philippines);

        Assert.DoesNotContain(findings, finding => finding.Rule is "AB-C07" or "AB-C09");
        Assert.Equal(6, findings.Count(finding => finding.Rule == "PT-01"));
    }

    [Fact]
    public void The_country_among_codes_of_any_level_is_known()
    {
        using var table = A.Table().WithHeaders("pcode", "n").WithRow("HT", "1").WithRow("HT01", "2").WithRow("HT99", "3");

        Assert.Equal(["4 pcode HT99"], Findings.Of(table, Haiti).Cells("PT-01"));
    }

    [Fact]
    public void A_placeholder_and_a_name_among_codes_are_no_codes_with_blanks()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "n").WithRow("Not available", "1").WithRow("Burkina Faso", "2").WithRow("HT 01", "3").WithRow("HT02 ", "4");

        Assert.Equal(["4 ADM1_PCODE HT 01", "5 ADM1_PCODE HT02"], Findings.Of(table, Haiti).Cells("AB-C11"));
    }

    [Fact]
    public void A_band_named_by_a_word_may_be_the_open_one()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "F_00_04", "M_00_04", "F_05_19", "M_05_19", "F_agee", "M_agee").WithRow("HT01", "1", "2", "3", "4", "5", "6");

        Assert.DoesNotContain(Findings.Of(table), finding => finding.Rule == "PS-07");
    }

    [Fact]
    public void Sites_may_name_levels_with_a_gap()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "ADM3_PCODE", "Site name").WithRow("HT01", "HT0111-01", "a");

        Assert.DoesNotContain(Findings.Of(table), finding => finding.Rule == "AB-S03");
    }
}
