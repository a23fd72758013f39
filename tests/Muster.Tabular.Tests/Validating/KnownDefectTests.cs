using Muster.Tabular.Tagging;
using Muster.Tabular.Validating;
using Muster.Testing;

namespace Muster.Tabular.Tests.Validating;

/// <summary>
/// The defects that the READMEs of the reference data list, each with the rule that finds it and how often. What a table alone cannot show is listed in <see cref="NotShown"/> with the reason.
/// </summary>
public sealed class KnownDefectTests
{
    static readonly Meaning FemaleTotal = new(Concept.Population, Sex: Sex.Female);
    static readonly Meaning MaleTotal = new(Concept.Population, Sex: Sex.Male);

    /// <summary>What a person says of the columns that the words leave open.</summary>
    static readonly Dictionary<string, Meaning> Answers = new()
    {
        ["T_TF"] = FemaleTotal,
        ["T_TM"] = MaleTotal,
        ["Enfants_00_18"] = new(Concept.Population, Age: AgeBand.Years(0, 18)),
        ["Adultes_19_59"] = new(Concept.Population, Age: AgeBand.Years(19, 59)),
        ["Agees_60plus"] = new(Concept.Population, Age: AgeBand.Years(60, null)),
        ["F_adulte"] = new(Concept.Population, Sex: Sex.Female, Age: AgeBand.Years(20, 59)),
        ["M_adulte"] = new(Concept.Population, Sex: Sex.Male, Age: AgeBand.Years(20, 59)),
        ["T_adulte"] = new(Concept.Population, Age: AgeBand.Years(20, 59)),
        ["F_agee"] = new(Concept.Population, Sex: Sex.Female, Age: AgeBand.Years(60, null)),
        ["M_agee"] = new(Concept.Population, Sex: Sex.Male, Age: AgeBand.Years(60, null)),
        ["T_agee"] = new(Concept.Population, Age: AgeBand.Years(60, null)),
    };

    public static TheoryData<string, string, long> Defects => new()
    {
        // Haiti: T differs from F + M by one in 142 sections, 79 communes, 8 departments and the country.
        { "haiti/hti_admpop_adm3_2019.csv", "PS-04", 142 },
        { "haiti/hti_admpop_adm2_2019.csv", "PS-04", 79 },
        { "haiti/hti_admpop_adm1_2019.csv", "PS-04", 8 },
        { "haiti/hti_admpop_adm0_2019.csv", "PS-04", 1 },

        // Haiti: two sections have two spellings in the alternative names.
        { "haiti/hti_adm3_alternative_names.csv", "AB-N05", 2 },

        // Haiti: 2,749 exact duplicates of health sites, 1,343 of who does what where.
        { "haiti/original/haiti-healthsites_hdx.xlsx", "AB-S09", 2749 },
        { "haiti/original/hti_operational_presence_2020.xlsx", "AB-S09", 1343 },

        // Haiti: 455 sites lie in another commune and 454 in another department than declared.
        { "haiti/hti_health_sites.csv", "PT-06", 1380 },

        // Haiti: partial breakdown in round 7 (HT0811) and round 8 (HT0822).
        { "haiti/hti_dtm_idps_matthew_adm2.csv", "SD-06", 2 },

        // Haiti: the derived structure is the same everywhere, as the file says.
        { "haiti/hti_admpop_adm2_2015_derived.csv", "PS-11", 1 },

        // Central African Republic: T differs from F + M in 7, 17 and 41 rows, bands from T in 10, 21 and 51.
        { "central_african_republic/original/caf_admpop_adm1_2015_v2.csv", "PS-04", 7 },
        { "central_african_republic/original/caf_admpop_adm2_2015_v2.csv", "PS-04", 17 },
        { "central_african_republic/original/caf_admpop_adm3_2015_v2.csv", "PS-04", 41 },
        { "central_african_republic/original/caf_admpop_adm1_2015_v2.csv", "PS-05", 10 },
        { "central_african_republic/original/caf_admpop_adm2_2015_v2.csv", "PS-05", 21 },
        { "central_african_republic/original/caf_admpop_adm3_2015_v2.csv", "PS-05", 51 },

        // Central African Republic: thousands commas in 17 rows of 6 columns; CF711 twice; parents that the codes deny.
        { "central_african_republic/original/caf_admpop_adm1_2015_v2.csv", "PS-16", 102 },
        { "central_african_republic/original/caf_admpop_adm2_2015_v2.csv", "PS-02", 1 },
        { "central_african_republic/original/caf_admpop_adm3_2015_v2.csv", "AB-C07", 3 },

        // Congo: 74 cells <Null>; 25 rows of zero; equal sexes in 2 provinces and 14 units with people; bands that do not add up in 26 provinces.
        { "dr_congo/original/cod_admpop_adm1_2020.csv", "AB-N09", 74 },
        { "dr_congo/original/cod_admpop_adm2_2020.csv", "PS-12", 25 },
        { "dr_congo/original/cod_admpop_adm1_2020.csv", "PS-10", 2 },
        { "dr_congo/original/cod_admpop_adm2_2020.csv", "PS-10", 14 },

        // Mali: 527 names are empty; a code with trailing blanks.
        { "mali/mli_admin_adm3.csv", "AB-N01", 527 },

        // Philippines: codes stored as integers, in both columns.
        { "philippines/phl_admin_adm2_2023_psgc_integers.csv", "AB-C10", 2 },

        // Nepal: every code padded with blanks; latitude and longitude exchanged in some rows.
        { "nepal/original/npl_idp_sites_2015.csv", "AB-C11", 34 },
        { "nepal/original/npl_idp_sites_2015.csv", "PT-02", 2 },

        // Sudan: the verified state differs in 81 rows, the locality in 52.
        { "sudan/sdn_dtm_idp_sadd_round3.csv", "PT-06", 133 },
    };

    [Theory]
    [MemberData(nameof(Defects))]
    public void A_listed_defect_is_found_as_often_as_it_is_there(string file, string rule, long count) =>
        Assert.Equal(count, Check(file).Report.Counts.Where(each => each.Rule == rule).Sum(each => each.Count));

    /// <summary>Defects of the READMEs that no single table shows, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> NotShown = new Dictionary<string, string>
    {
        ["Five national totals for Haiti"] = "Each is right in its own file; a second source is needed (PS-08).",
        ["Level 2 of the Central African Republic sums to 4,953,021, levels 1 and 3 to 4,953,014"] = "Two tables have to be compared.",
        ["Ten level-3 codes are not in the boundary table"] = "Needs the boundary table as gazetteer (PT-01, PS-01).",
        ["Nepal's old and new codes cannot be joined"] = "A matter of two editions, not of one table.",
        ["Sites lie in another unit than declared"] = "Needs polygons (PT-02, PT-03).",
        ["UA80 is named like UA32"] = "One level without parents: the same name in one country is a question of the gazetteer.",
    };

    [Fact]
    public void Bands_that_miss_their_totals_in_every_province_are_errors()
    {
        var (findings, _) = Check("dr_congo/original/cod_admpop_adm1_2020.csv");

        Assert.Equal(26, findings.Count(finding => finding.Rule == "PS-05" && finding.Severity == Severity.Error && finding.Column == "F_TL"));
        Assert.DoesNotContain(findings, finding => finding.Rule == "PS-04");
    }

    [Fact]
    public void The_two_rows_with_one_code_are_named()
    {
        var finding = Assert.Single(Check("central_african_republic/original/caf_admpop_adm2_2015_v2.csv").Findings, finding => finding.Rule == "PS-02");

        Assert.Equal((14, "CF711"), (finding.RowNumber, finding.Place));
    }

    [Theory]
    [InlineData("haiti/hti_admpop_adm0_2015_derived.csv")]
    [InlineData("haiti/hti_admpop_adm1_2015_derived.csv")]
    [InlineData("haiti/hti_admpop_adm2_2015_derived.csv")]
    [InlineData("haiti/hti_admpop_adm3_2015_derived.csv")]
    [InlineData("haiti/hti_admin_adm1.csv")]
    [InlineData("haiti/hti_admin_adm2.csv")]
    [InlineData("haiti/hti_admin_adm3.csv")]
    [InlineData("haiti/hti_cholera_weekly_adm1_2010_2019.csv")]
    [InlineData("haiti/hti_dtm_idps_adm2_2010_2025.csv")]
    [InlineData("haiti/hti_dtm_idps_matthew_adm1.csv")]
    [InlineData("haiti/hti_matthew_reported_figures.csv")]
    [InlineData("st_vincent/vct_admpop_adm0_2022.csv")]
    public void A_clean_table_has_no_errors(string file) => Assert.DoesNotContain(Check(file).Findings, finding => finding.Severity == Severity.Error);

    static (IReadOnlyList<Finding> Findings, Report Report) Check(string file)
    {
        Assert.SkipWhen(ProjectRoot.SharedData is null, "The reference data is not beside this checkout.");
        var path = Path.Combine(ProjectRoot.SharedData!, file);
        using var plain = Pipeline.Open(path);
        var decided = plain.Columns.Where(column => Answers.ContainsKey(column.Column.Header)).ToDictionary(column => column.Column.Index, column => Answers[column.Column.Header]);
        using var pipeline = Pipeline.Open(path, decided: decided);
        return Findings.Of(pipeline, today: new DateOnly(2026, 11, 25));
    }
}
