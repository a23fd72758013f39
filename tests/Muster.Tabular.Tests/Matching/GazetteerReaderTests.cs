using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Testing;

namespace Muster.Tabular.Tests.Matching;

public sealed class GazetteerReaderTests : IDisposable
{
    readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void The_classic_schema_gives_all_levels_and_languages()
    {
        var gazetteer = Read("ADM2_FR,ADM2_PCODE,ADM1_EN,ADM1_FR,ADM1_PCODE,ADM0_EN,ADM0_PCODE,validOn", "Jérémie,HT0811,Grande'Anse,Grande'Anse,HT08,Haiti,HT,2018-11-29", "Léogâne,HT0121,West,Ouest,HT01,Haiti,HT,2018-11-29");

        Assert.Equal(["HT", "HT08", "HT01", "HT0811", "HT0121"], gazetteer.Places.Select(place => place.Code));
        Assert.Equal(("HT08", "HT"), (gazetteer.Find("HT0811")!.Parent, gazetteer.Find("HT08")!.Parent));
        Assert.Equal("Ouest", gazetteer.Find("HT01")!.Names["fr"]);
        Assert.Equal(("HTI", "list 2018-11-29"), (gazetteer.Country, gazetteer.Edition));
    }

    [Fact]
    public void The_schema_of_2025_names_its_languages_in_columns_of_their_own() =>
        Assert.Equal("سوريا", Read("adm1_name,adm1_name1,adm1_pcode,lang,lang1", "Syria,سوريا,SY01,en,ar").Find("SY01")!.Names["ar"]);

    [Fact]
    public void The_service_schema_is_read() =>
        Assert.Equal("HT08", Read("admin2Name_fr,admin2Pcode,admin1Name_fr,admin1Pcode", "Jérémie,HT0811,Grande'Anse,HT08").Find("HT0811")!.Parent);

    [Fact]
    public void A_list_of_one_unit_a_row_names_its_level_and_parent()
    {
        var gazetteer = Read("Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date", "LBN,1,LB8,North,LBN,2020-01-01", "LBN,2,LB21,Tripoli,LB8,2020-01-01");

        Assert.Equal(("LB8", 2, "Tripoli"), (gazetteer.Find("LB21")!.Parent, gazetteer.Find("LB21")!.Level, gazetteer.Find("LB21")!.Name));
    }

    [Fact]
    public void A_list_of_several_countries_asks_which_one_is_meant()
    {
        string[] lines = ["Location,Admin Level,P-Code,Name,Parent P-Code", "LBN,1,LB8,North,LBN", "HTI,1,HT08,Grande'Anse,HTI"];

        Assert.Equal("gazetteer-many-countries", Assert.Throws<UnreadableException>(() => Read(lines)).Problem.Code);
        Assert.Equal("HT08", Assert.Single(Read("HTI", lines).Places).Code);
        Assert.Equal("gazetteer-unknown-country", Assert.Throws<UnreadableException>(() => Read("MLI", lines)).Problem.Code);
    }

    [Fact]
    public void A_table_without_codes_is_refused() =>
        Assert.Equal("gazetteer-no-codes", Assert.Throws<UnreadableException>(() => Read("name,value", "a,1")).Problem.Code);

    [Fact]
    public void Files_of_single_levels_are_joined_by_their_codes()
    {
        Assert.SkipWhen(ProjectRoot.SharedData is null, "The data lies beside the checkout.");
        var folder = Path.Combine(ProjectRoot.SharedData!, "syria");
        var gazetteer = GazetteerReader.ReadFiles([.. Enumerable.Range(1, 3).Select(level => Path.Combine(folder, $"syr_admin_adm{level}.csv"))]);

        Assert.Equal((14, 62, 272), (Count(gazetteer, 1), Count(gazetteer, 2), Count(gazetteer, 3)));
        Assert.Equal("SY0100", gazetteer.Find("SY010000")!.Parent);
    }

    [Theory]
    [InlineData("haiti/original/hti_adminboundaries_tabulardata.xlsx", "HTI", Nesting.Prefix, 10, 140, 570)]
    [InlineData("central_african_republic/original/caf_cod_ab.xlsx", "CAF", Nesting.Prefix, 17, 72, 175)]
    [InlineData("philippines/phl_admin_adm3_2019.csv", "PHL", Nesting.Padded, 18, 87, 1647)]
    [InlineData("haiti/hti_admin_adm3.csv", "HTI", Nesting.Prefix, 10, 140, 570)]
    public void Published_gazetteers_are_read_whole(string file, string country, Nesting nesting, int first, int second, int third)
    {
        Assert.SkipWhen(ProjectRoot.SharedData is null, "The data lies beside the checkout.");
        var gazetteer = GazetteerReader.ReadFile(Path.Combine(ProjectRoot.SharedData!, file));

        Assert.Equal((country, nesting), (gazetteer.Country, gazetteer.Nesting));
        Assert.Equal((first, second, third), (Count(gazetteer, 1), Count(gazetteer, 2), Count(gazetteer, 3)));
        Assert.DoesNotContain(gazetteer.Places, place => place.Name.Contains("x000D", StringComparison.Ordinal) || place.Name.Contains('\n'));
    }

    [Fact]
    public void What_contradicts_in_a_gazetteer_is_reported()
    {
        File.WriteAllLines(path, ["ADM1_FR,ADM1_PCODE,ADM2_FR,ADM2_PCODE", "Ouest,HT01,Delmas,HT0112", "West,HT01,Carrefour,", "Sud,HT07,Delmas,HT0112"]);
        using var pipeline = Pipeline.Open(path);
        var (_, _, findings) = GazetteerReader.Read(pipeline.Source, pipeline.Sheet, pipeline.Columns);

        Assert.Equal(["AB-N05", "AB-C01", "AB-C02", "PT-06"], findings.Select(finding => finding.Rule));
        Assert.Equal([3, 3, 4, 4], findings.Select(finding => finding.RowNumber));
    }

    static int Count(Gazetteer gazetteer, int level) => gazetteer.Places.Count(place => place.Level == level);

    Gazetteer Read(params string[] lines) => Read(null, lines);

    Gazetteer Read(string? country, string[] lines)
    {
        File.WriteAllLines(path, lines);
        return GazetteerReader.ReadFile(path, country, options: new ReadOptions { FileName = "list" });
    }
}
