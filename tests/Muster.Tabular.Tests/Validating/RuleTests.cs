using Muster.Tabular.Validating;
using Muster.Testing;

namespace Muster.Tabular.Tests.Validating;

/// <summary>One faulty cell, row or column for each rule; the clean table beside it is silent.</summary>
public sealed class RuleTests
{
    static readonly string[] UnitHeaders = ["ADM0_FR", "ADM0_PCODE", "ADM1_FR", "ADM1_PCODE", "ADM2_FR", "ADM2_PCODE", "validOn", "validTo"];

    static readonly string[] PopulationHeaders = ["ADM0_FR", "ADM0_PCODE", "ADM1_FR", "ADM1_PCODE", "year", "F_TL", "M_TL", "T_TL", "F_00_17", "F_18Plus", "M_00_17", "M_18Plus"];

    static readonly string[] SiteHeaders = ["site_name", "ADM1_PCODE", "lat", "lon", "IDPs", "households", "M_TL", "F_TL", "date"];

    static TableBuilder Units(params string[][] more) => Rows(UnitHeaders, [["Haïti", "HT", "Ouest", "HT01", "Carrefour", "HT0113", "2016-09-01", ""], ["Haïti", "HT", "Ouest", "HT01", "Delmas", "HT0112", "2016-09-01", ""], ["Haïti", "HT", "Sud", "HT07", "Torbeck", "HT0712", "2016-09-01", ""]], more);

    static TableBuilder Population(params string[][] more) => Rows(PopulationHeaders, [["Haïti", "HT", "Ouest", "HT01", "2015", "60", "50", "110", "25", "35", "20", "30"], ["Haïti", "HT", "Sud", "HT07", "2015", "71", "64", "135", "30", "41", "24", "40"]], more);

    static TableBuilder Sites(params string[][] more) => Rows(SiteHeaders, [["École A", "HT01", "18.5", "-72.3", "100", "20", "45", "55", "2016-10-07"], ["École B", "HT01", "18.6", "-72.4", "200", "43", "90", "110", "2016-10-08"], ["École C", "HT07", "18.2", "-73.7", "302", "60", "150", "152", "2016-10-08"]], more);

    static TableBuilder Rows(string[] headers, string[][] rows, string[][] more)
    {
        var table = A.Table().WithHeaders(headers);
        foreach (var row in rows.Concat(more))
        {
            table.WithRow(row);
        }

        return table;
    }

    [Fact]
    public void A_clean_table_of_each_kind_is_silent()
    {
        using TableBuilder units = Units(), population = Population(), sites = Sites();

        Assert.Empty(Findings.Of(units));
        Assert.Empty(Findings.Of(population));
        Assert.Empty(Findings.Of(sites));
    }

    public static TheoryData<string, string, string[]> UnitFaults => new()
    {
        { "AB-C01", "5 ADM2_PCODE", ["Haïti", "HT", "Ouest", "HT01", "Kenscoff", "", "2016-09-01", ""] },
        { "AB-C02", "5 ADM2_PCODE HT0113", ["Haïti", "HT", "Ouest", "HT01", "Carrefour", "HT0113", "2016-09-01", "2017-01-01"] },
        { "AB-C04", "5 ADM2_PCODE HX0114", ["Haïti", "HT", "Ouest", "HT01", "Kenscoff", "HX0114", "2016-09-01", ""] },
        { "AB-C05", "5 ADM2_PCODE HT01/4", ["Haïti", "HT", "Ouest", "HT01", "Kenscoff", "HT01/4", "2016-09-01", ""] },
        { "AB-C06", "ADM2_PCODE HT114", ["Haïti", "HT", "Ouest", "HT01", "Kenscoff", "HT114", "2016-09-01", ""] },
        { "AB-C07", "5 ADM2_PCODE HT0714", ["Haïti", "HT", "Ouest", "HT01", "Kenscoff", "HT0714", "2016-09-01", ""] },
        { "AB-C10", "5 ADM2_PCODE 1E+05", ["Haïti", "HT", "Ouest", "HT01", "Kenscoff", "1E+05", "2016-09-01", ""] },
        { "AB-C11", "5 ADM2_PCODE HT 0114", ["Haïti", "HT", "Ouest", "HT01", "Kenscoff", "HT 0114", "2016-09-01", ""] },
        { "AB-N01", "5 ADM2_FR", ["Haïti", "HT", "Ouest", "HT01", "", "HT0114", "2016-09-01", ""] },
        { "AB-N03", "5 ADM2_FR Carrefour", ["Haïti", "HT", "Ouest", "HT01", "Carrefour", "HT0114", "2016-09-01", ""] },
        { "AB-N04", "ADM2_FR Carrefour", ["Haïti", "HT", "Sud", "HT07", "Carrefour", "HT0714", "2016-09-01", ""] },
        { "AB-N05", "5 ADM1_FR Artibonite", ["Haïti", "HT", "Artibonite", "HT01", "Kenscoff", "HT0114", "2016-09-01", ""] },
        { "AB-N06", "5 ADM2_FR Ken\tscoff", ["Haïti", "HT", "Ouest", "HT01", "Ken\tscoff", "HT0114", "2016-09-01", ""] },
        { "AB-N07", "5 ADM2_FR Kenscoff ", ["Haïti", "HT", "Ouest", "HT01", "Kenscoff ", "HT0114", "2016-09-01", ""] },
        { "AB-N09", "5 ADM2_FR <Null>", ["Haïti", "HT", "Ouest", "HT01", "<Null>", "HT0114", "2016-09-01", ""] },
        { "AB-S07", "5 ADM2_FR LÃ©ogÃ¢ne", ["Haïti", "HT", "Ouest", "HT01", "LÃ©ogÃ¢ne", "HT0114", "2016-09-01", ""] },
        { "AB-S09", "5", ["Haïti", "HT", "Ouest", "HT01", "Carrefour", "HT0113", "2016-09-01", ""] },
        { "AB-S10", "5", UnitHeaders },
        { "AB-D01", "5 validOn soon", ["Haïti", "HT", "Ouest", "HT01", "Kenscoff", "HT0114", "soon", ""] },
        { "AB-D02", "validOn 2016-08-01", ["Haïti", "HT", "Ouest", "HT01", "Kenscoff", "HT0114", "2016-08-01", ""] },
        { "AB-D03", "5 validTo 2016-08-31", ["Haïti", "HT", "Ouest", "HT01", "Kenscoff", "HT0114", "2016-09-01", "2016-08-31"] },
        { "AB-D05", "5 validOn 2106-09-01", ["Haïti", "HT", "Ouest", "HT01", "Kenscoff", "HT0114", "2106-09-01", ""] },
        { "TB-01", "5", ["Haïti", "HT", "Ouest", "HT01", "Kenscoff", "HT0114", "2016-09-01", "", "x"] },
        { "TB-03", "5", ["Haïti", "HT", "Ou"] },
    };

    [Theory]
    [MemberData(nameof(UnitFaults))]
    public void A_fault_in_a_table_of_units_is_found_in_its_row(string rule, string cell, string[] row)
    {
        using var table = Units(row);

        Assert.Equal([cell.Trim()], Findings.Of(table).Cells(rule));
    }

    public static TheoryData<string, string, Severity, string[]> PopulationFaults => new()
    {
        { "PS-02", "4 ADM1_PCODE HT07", Severity.Error, ["Haïti", "HT", "Sud", "HT07", "2015", "71", "64", "135", "30", "41", "25", "39"] },
        { "PS-03", "4 F_TL -60", Severity.Error, ["Haïti", "HT", "Nord", "HT03", "2015", "-60", "50", "-10", "25", "-85", "20", "30"] },
        { "PS-03", "4 M_TL", Severity.Error, ["Haïti", "HT", "Nord", "HT03", "2015", "61", "", "110", "25", "36", "20", "30"] },
        { "PS-04", "4 T_TL 111", Severity.Warning, ["Haïti", "HT", "Nord", "HT03", "2015", "60", "50", "111", "25", "35", "20", "30"] },
        { "PS-04", "4 T_TL 115", Severity.Error, ["Haïti", "HT", "Nord", "HT03", "2015", "60", "50", "115", "25", "35", "20", "30"] },
        { "PS-05", "4 F_TL 60", Severity.Warning, ["Haïti", "HT", "Nord", "HT03", "2015", "60", "50", "110", "24", "34", "20", "30"] },
        { "PS-05", "4 M_TL 50", Severity.Error, ["Haïti", "HT", "Nord", "HT03", "2015", "60", "50", "110", "25", "35", "20", "33"] },
        { "PS-06", "4 T_TL 999", Severity.Error, ["TOTAL", "", "", "", "", "131", "114", "999", "55", "76", "44", "70"] },
        { "PS-09", "4 M_TL 1500", Severity.Warning, ["Haïti", "HT", "Nord", "HT03", "2015", "1000", "1500", "2500", "400", "600", "600", "900"] },
        { "PS-12", "4 T_TL 0", Severity.Warning, ["Haïti", "HT", "Nord", "HT03", "2015", "0", "0", "0", "0", "0", "0", "0"] },
        { "PS-14", "year", Severity.Warning, ["Haïti", "HT", "Nord", "HT03", "2014", "61", "50", "111", "25", "36", "20", "30"] },
        { "PS-16", "4 T_TL 1,110", Severity.Error, ["Haïti", "HT", "Nord", "HT03", "2015", "560", "550", "1,110", "225", "335", "220", "330"] },
        { "PS-16", "4 F_00_17 <Null>", Severity.Error, ["Haïti", "HT", "Nord", "HT03", "2015", "60", "50", "110", "<Null>", "35", "20", "30"] },
    };

    [Theory]
    [MemberData(nameof(PopulationFaults))]
    public void A_fault_in_a_population_table_is_found_with_its_weight(string rule, string cell, Severity severity, string[] row)
    {
        using var table = Population(row);
        var findings = Findings.Of(table);

        Assert.Contains(cell, findings.Cells(rule));
        Assert.All(findings.Where(finding => finding.Rule == rule), finding => Assert.Equal(severity, finding.Severity));
    }

    public static TheoryData<string, string, string[]> SiteFaults => new()
    {
        { "AB-G04", "5 lat 2053000", ["École D", "HT07", "2053000", "-73.7", "300", "60", "150", "150", "2016-10-08"] },
        { "PT-02", "5", ["École D", "HT07", "-73.7", "18.2", "300", "60", "150", "150", "2016-10-08"] },
        { "PT-04", "2 lat", ["École D", "HT01", "18.5", "-72.3", "300", "60", "150", "150", "2016-10-08"] },
        { "SD-02", "5 IDPs 300", ["École D", "HT07", "18.4", "-73.7", "300", "60", "150", "155", "2016-10-08"] },
        { "SD-04", "5 M_TL 290", ["École D", "HT07", "18.4", "-73.7", "300", "60", "290", "10", "2016-10-08"] },
        { "SD-05", "5 IDPs 300", ["École D", "HT07", "18.4", "-73.7", "300", "10", "150", "150", "2016-10-08"] },
        { "SD-06", "5 IDPs 300", ["École D", "HT07", "18.4", "-73.7", "300", "60", "50", "50", "2016-10-08"] },
        { "SD-07", "5 households 400", ["École D", "HT07", "18.4", "-73.7", "300", "400", "150", "150", "2016-10-08"] },
        { "HXL-01", "5 date yesterday", ["École D", "HT07", "18.4", "-73.7", "300", "60", "150", "150", "yesterday"] },
        { "HXL-02", "5 lat north", ["École D", "HT07", "north", "-73.7", "300", "60", "150", "150", "2016-10-08"] },
        { "AB-D05", "5 date 2017-10-08", ["École D", "HT07", "18.4", "-73.7", "300", "60", "150", "150", "2017-10-08"] },
        { "PS-03", "5 IDPs many", ["École D", "HT07", "18.4", "-73.7", "many", "60", "150", "150", "2016-10-08"] },
    };

    [Theory]
    [MemberData(nameof(SiteFaults))]
    public void A_fault_in_a_list_of_sites_is_found_in_its_row(string rule, string cell, string[] row)
    {
        using var table = Sites(row);

        Assert.Equal([cell], Findings.Of(table).Cells(rule));
    }

    [Fact]
    public void Figures_nobody_gave_are_no_fault_of_a_list_of_sites()
    {
        using var table = Sites(["École D", "HT07", "18.4", "-73.7", "300", "60", "", "", "2016-10-08"]);

        Assert.Empty(Findings.Of(table));
    }

    [Fact]
    public void Dates_that_can_be_read_in_two_ways_are_one_finding_of_the_column()
    {
        using var table = Sites(["École D", "HT07", "18.4", "-73.7", "300", "60", "150", "150", "03/04/2016"], ["École E", "HT07", "18.3", "-73.7", "300", "60", "150", "150", "05/04/2016"]);

        var finding = Assert.Single(Findings.Of(table), finding => finding.Rule == "AB-D07");
        Assert.Equal((null, "date", 2), (finding.RowNumber, finding.Column, finding.Count));
    }

    [Fact]
    public void One_date_that_has_only_one_reading_decides_the_column()
    {
        using var table = Sites(["École D", "HT07", "18.4", "-73.7", "300", "60", "150", "150", "03/04/2016"], ["École E", "HT07", "18.3", "-73.7", "300", "60", "150", "150", "29/04/2016"]);

        Assert.Empty(Findings.Of(table));
    }

    [Fact]
    public void Every_rule_has_its_own_id_and_says_where_it_comes_from()
    {
        Assert.Equal(Validator.Rules.Count, Validator.Rules.Select(rule => rule.Id).Distinct().Count());
        Assert.All(Validator.Rules, rule => Assert.False(string.IsNullOrWhiteSpace(rule.Source)));
    }

    [Fact]
    public void A_rule_that_is_not_asked_for_is_silent()
    {
        using var table = Sites(["École D", "HT07", "18.4", "-73.7", "300", "400", "150", "155", "yesterday"]);
        using var pipeline = table.Open();
        var findings = new List<Finding>();

        pipeline.Examine(new ValidateOptions { Today = Findings.Today, Rules = new HashSet<string> { "SD-07" } }, findings.Add);

        Assert.Equal(["SD-07"], findings.Select(finding => finding.Rule));
    }

    [Fact]
    public void Beyond_the_cap_findings_are_counted_and_the_report_says_so()
    {
        using var table = A.Table().WithHeaders(SiteHeaders).WithRows(10, row => [$"École {row}", "HT01", $"18.{row}", "-72.3", "100", "200", "45", "55", "2016-10-07"]);
        using var pipeline = table.Open();
        var findings = new List<Finding>();

        var report = pipeline.Examine(new ValidateOptions { Today = Findings.Today, MaxFindingsPerRule = 3 }, findings.Add);

        Assert.Equal(3, findings.Count(finding => finding.Rule == "SD-07"));
        Assert.Equal(10, report.Counts.Single(count => count.Rule == "SD-07").Count);
        Assert.Contains("SD-07", report.Capped);
    }
}
