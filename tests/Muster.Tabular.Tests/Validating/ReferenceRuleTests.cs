using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Muster.Tabular.Tests.Reading;
using Muster.Tabular.Validating;
using Muster.Testing;

namespace Muster.Tabular.Tests.Validating;

/// <summary>Rules that ask something besides the table: an earlier edition, a list of letters or names, a second source, agreed bands.</summary>
public sealed class ReferenceRuleTests
{
    static readonly Gazetteer Edition2016 = new("HTI", "edition 2016",
        [A.Place("HT0111", 2, "HT01", "Carrefour"), A.Place("HT0112", 2, "HT01", "Delmas"), A.Place("HT0113", 2, "HT01", "Tabarre"), A.Place("HT0114", 2, "HT01", "Gressier")]);

    static readonly Gazetteer Edition2012 = new("HTI", "edition 2012",
        [A.Place("HT0111", 2, "HT01", "Carrefour"), A.Place("HT0119", 2, "HT01", "Bizoton")]);

    [Fact]
    public void Codes_given_to_other_places_and_changes_since_the_last_edition_are_told()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "ADM1_FR", "ADM2_PCODE", "ADM2_FR")
            .WithRow("HT01", "Ouest", "HT0111", "Carrefour")
            .WithRow("HT01", "Ouest", "HT0112", "Tabarre")
            .WithRow("HT01", "Ouest", "HT0114", "Gressier-Ville")
            .WithRow("HT01", "Ouest", "HT0119", "Kenscoff")
            .WithRow("HT02", "Sud-Est", "HT0220", "Jacmel");
        var findings = Of(table, new ValidateOptions { Today = Findings.Today, Earlier = [Edition2016, Edition2012] });

        Assert.Equal(["3 ADM2_PCODE HT0112", "5 ADM2_PCODE HT0119"], findings.Cells("AB-C12"));
        Assert.Equal("HT0119 meant \"Bizoton\" in edition 2012.", findings.Last(finding => finding.Rule == "AB-C12").Message);
        Assert.Equal("Since edition 2016: 2 (HT0119, HT0220) added, 1 (HT0113) removed, 1 (HT0114) renamed, 0 moved.", Assert.Single(findings, finding => finding.Rule == "AB-C13").Message);
    }

    [Fact]
    public void An_edition_like_the_last_has_no_changes()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "ADM1_FR", "ADM2_PCODE", "ADM2_FR").WithRow("HT01", "Ouest", "HT0111", "CARREFOUR").WithRow("HT01", "Ouest", "HT0119", "Bizoton");

        Assert.DoesNotContain(Of(table, new ValidateOptions { Today = Findings.Today, Earlier = [Edition2012] }), finding => finding.Rule is "AB-C12" or "AB-C13");
    }

    [Theory]
    [InlineData("ADM1_FR", "Sоuest", "о (U+043E)")]
    [InlineData("ADM1_UK", "Київ Oblast", "O (U+004F) a (U+0061)")]
    [InlineData("ADM1_AR", "حلب x", "x (U+0078)")]
    public void Letters_of_another_alphabet_are_named(string header, string name, string letters)
    {
        using var table = A.Table().WithHeaders(header, "ADM1_PCODE").WithRow(name, "AA01");

        Assert.Contains(letters, Assert.Single(Findings.Of(table), finding => finding.Rule == "AB-N10").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ADM1_FR", "Grand'Anse Île-à-Vache Œuf")]
    [InlineData("ADM1_EN", "Côte d'Ivoire")]
    [InlineData("ADM1_UK", "Їжакевичі")]
    [InlineData("ADM1_AR", "محافظة حلب")]
    [InlineData("ADM1_ES", "Ñuñoa")]
    public void Names_in_their_own_letters_are_silent(string header, string name)
    {
        using var table = A.Table().WithHeaders(header, "ADM1_PCODE").WithRow(name, "AA01");

        Assert.DoesNotContain(Findings.Of(table), finding => finding.Rule == "AB-N10");
    }

    [Fact]
    public void A_country_under_another_than_its_UN_short_name_is_told()
    {
        using var table = A.Table().WithHeaders("ADM0_EN", "ADM0_PCODE", "ADM1_EN", "ADM1_PCODE").WithRow("Syria", "SY", "Aleppo", "SY02").WithRow("Syria", "SY", "Idleb", "SY07");
        using var right = A.Table().WithHeaders("ADM0_EN", "ADM0_PCODE", "ADM1_EN", "ADM1_PCODE").WithRow("Syrian Arab Republic", "SY", "Aleppo", "SY02");

        Assert.Equal("Country name \"Syria\"; expected \"Syrian Arab Republic\".", Assert.Single(Findings.Of(table), finding => finding.Rule == "AB-N11").Message);
        Assert.DoesNotContain(Findings.Of(right), finding => finding.Rule == "AB-N11");
    }

    [Theory]
    [InlineData("v02", "v01", null)]
    [InlineData("v01.02", "v01.01", null)]
    [InlineData("v01", null, null)]
    [InlineData("v01", "v01", "does not follow v01")]
    [InlineData("v01.09", "v02", "does not follow v02")]
    [InlineData("2", null, "the form v01 or v01.02")]
    public void A_version_is_well_formed_and_higher_than_the_last(string version, string? last, string? complaint)
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "ADM1_FR", "version").WithRow("HT01", "Ouest", version);
        var found = Of(table, new ValidateOptions { Today = Findings.Today, LastVersion = last }).Where(finding => finding.Rule == "AB-D06").ToList();

        Assert.Equal(complaint is null ? 0 : 1, found.Count);
        Assert.All(found, finding => Assert.Contains(complaint!, finding.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(300, 0)]
    [InlineData(220, 1)]
    public void A_total_far_from_the_second_source_is_told(double people, int findings)
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "ADM1_FR", "year", "T_TL").WithRow("HT01", "Ouest", "2016", "200").WithRow("HT02", "Sud", "2016", "90");

        Assert.Equal(findings, Of(table, new ValidateOptions { Today = Findings.Today, SecondSource = new NationalTotal(people, "census") }).Count(finding => finding.Rule == "PS-08"));
    }

    [Fact]
    public void Bands_that_are_none_of_the_sets_in_use_are_told_and_weigh_more_where_the_response_has_agreed_on_others()
    {
        using var odd = Sites("0-9", "10-19", "20+");
        using var common = Sites("0-17", "18-59", "60+");
        var agreed = new ValidateOptions { Today = Findings.Today, StandardBands = [AgeBand.Years(0, 4), AgeBand.Years(5, 17), AgeBand.Years(18, null)] };

        Assert.Equal(Severity.Information, Assert.Single(Findings.Of(odd), finding => finding.Rule == "SD-01").Severity);
        Assert.DoesNotContain(Findings.Of(common), finding => finding.Rule == "SD-01");
        Assert.Equal((Severity.Warning, "Bands 0-17, 18-59, 60+ are not the standard ones, 0-4, 5-17, 18+."), Of(common, agreed).Where(finding => finding.Rule == "SD-01").Select(finding => (finding.Severity, finding.Message)).Single());
    }

    [Fact]
    public void Bands_of_a_site_may_leave_people_out_but_never_hold_more_than_the_total()
    {
        using var table = A.Table().WithHeaders("site_name", "ADM1_PCODE", "IDPs", "F_0_17", "M_0_17", "F_18_59", "M_18_59")
            .WithRow("A", "HT01", "100", "20", "20", "20", "20")
            .WithRow("B", "HT01", "100", "40", "40", "30", "30")
            .WithRow("C", "HT01", "100", "80", "80", "", "");

        Assert.Equal(["3 IDPs 100", "4 IDPs 100"], Findings.Of(table).Cells("PS-05"));
    }

    [Theory]
    [InlineData("hidden", "Sheet \"people\" (hidden) contains 2 e-mail addresses.", "Sheet \"people\" (hidden) contains 1 telephone numbers.")]
    [InlineData("visible")]
    public void Addresses_in_a_sheet_that_nobody_sees_are_told(string state, params string[] messages)
    {
        const string Table = """<row r="1"><c r="A1" t="inlineStr"><is><t>ADM1_PCODE</t></is></c><c r="B1" t="inlineStr"><is><t>T_TL</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>HT01</t></is></c><c r="B2"><v>12</v></c></row>""";
        const string People = """<row r="1"><c r="A1" t="inlineStr"><is><t>a@b.org</t></is></c><c r="B1" t="inlineStr"><is><t>+509 37 12 34 56</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Write to c.d@e.ht please</t></is></c><c r="B2" t="inlineStr"><is><t>not@all</t></is></c></row>""";
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Workbook.Zip(Workbook.Parts([("data", "visible", Table, ""), ("people", state, People, "")])));
            using var pipeline = Pipeline.Open(path, new ReadOptions { FileName = "table.xlsx" }, sheetIndex: 0);

            Assert.Equal(messages, Findings.Of(pipeline).Findings.Where(finding => finding.Rule == "PT-07").Select(finding => finding.Message));
        }
        finally
        {
            File.Delete(path);
        }
    }

    static TableBuilder Sites(params string[] bands) =>
        A.Table().WithHeaders(["site_name", "ADM1_PCODE", "IDPs", .. bands.Select(band => "F " + band), .. bands.Select(band => "M " + band)]).WithRow(["A", "HT01", "60", .. bands.Select(_ => "10"), .. bands.Select(_ => "10")]);

    static List<Finding> Of(TableBuilder table, ValidateOptions options)
    {
        using var pipeline = table.Open();
        var findings = new List<Finding>();
        pipeline.Examine(options, findings.Add);
        return findings;
    }
}
