using System.Text.Json;

namespace Muster.Cli.Tests;

public sealed class PlaceVerbTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    string Gazetteer => folder.Write("gazetteer.csv", "ADM2_FR,ADM2_PCODE,ADM1_FR,ADM1_PCODE,ADM0_PCODE", "Jérémie,HT0811,Grande'Anse,HT08,HT", "Abricots,HT0812,Grande'Anse,HT08,HT", "Léogâne,HT0121,Ouest,HT01,HT");

    [Fact]
    public void Match_writes_each_row_with_its_answer()
    {
        var run = MusterProgram.Run("match", "--gazetteer", Gazetteer, "--column", "commune", "--level", "2", "--parent", "dep", folder.Write("a.csv", "dep,commune,n", "HT08,Jeremie,1", "HT08,Jermie,2", "HT01,Leogane,3"));

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            "dep,commune,n,match_code,match_method,match_score,match_runner_up,match_edition\n" +
            "HT08,Jeremie,1,HT0811,folded,0.99,,gazetteer.csv\n" +
            "HT08,Jermie,2,HT0811,fuzzy,0.857,,gazetteer.csv\n" +
            "HT01,Leogane,3,HT0121,folded,0.99,,gazetteer.csv\n", run.Data);
    }

    [Fact]
    public void Match_finds_its_columns_by_their_meaning()
    {
        var run = MusterProgram.Run("match", "--gazetteer", Gazetteer, "--json", folder.Write("a.csv", "ADM1_FR,ADM2_FR", "Grande'Anse,Jeremie", "Grande'Anse,Jeremie", "Ouest,Abricots"));
        using var told = JsonDocument.Parse(run.Data);
        var places = told.RootElement.GetProperty("places");

        Assert.Equal(("HT08", "HT0811", 2), (places[0].GetProperty("parent").GetString(), places[0].GetProperty("code").GetString(), places[0].GetProperty("rows").GetInt32()));
        Assert.Equal(("otherLevel", "HT0812", "OtherParent"), (places[1].GetProperty("method").GetString(), places[1].GetProperty("runnerUp").GetString(), places[1].GetProperty("faults").GetString()));
    }

    [Fact]
    public void Match_without_a_gazetteer_tells_the_country_and_asks_the_list_that_is_shipped()
    {
        var run = MusterProgram.Run("match", folder.Write("a.csv", "Department,Commune", "Grande'Anse,Jeremie", "South,Les Cayes"));

        Assert.Contains("Country HTI", run.Words, StringComparison.Ordinal);
        Assert.Contains("South,Les Cayes,HT0711,exact,1,", run.Data, StringComparison.Ordinal);
        Assert.Contains("global p-codes", run.Data, StringComparison.Ordinal);
    }

    [Fact]
    public void Match_says_that_the_country_is_not_clear()
    {
        var run = MusterProgram.Run("match", folder.Write("a.csv", "ADM1_NAME", "Springfield"));

        Assert.Equal((2, ""), (run.ExitCode, run.Data));
        Assert.Contains("--country", run.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Match_tells_a_column_of_another_level()
    {
        var run = MusterProgram.Run("match", "--gazetteer", Gazetteer, folder.Write("a.csv", "ADM1_FR", "Jérémie", "Abricots", "Ouest"));

        Assert.Contains("\"ADM1_FR\" holds units of level 2 in 2 of 3 rows, not of level 1", run.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Match_recognises_units_of_an_earlier_edition()
    {
        var old = folder.Write("old.csv", "ADM2_FR,ADM2_PCODE,ADM1_FR,ADM1_PCODE,ADM0_PCODE", "Moron,HT0899,Grande'Anse,HT08,HT");
        var run = MusterProgram.Run("match", "--gazetteer", Gazetteer, "--earlier", old, "--distinct", folder.Write("a.csv", "ADM2_FR", "Moron"));

        Assert.Contains(",former,", run.Data, StringComparison.Ordinal);
        Assert.Contains("old.csv", run.Data, StringComparison.Ordinal);
    }

    [Fact]
    public void Reconcile_names_each_difference_and_each_missing_cell()
    {
        var run = MusterProgram.Run("reconcile", folder.Write("a.csv", "ADM1_PCODE,T_TL,F_TL,M_TL", "HT01,100,60,39", "HT02,50,25,", "HT03,10,5,5"));

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("by,place,row,what,figure,other,difference,parts\nsex,HT01,2,population,100,99,1,female + male\n", run.Data);
        Assert.Contains("row 3, M_TL, HT02: blank", run.Words, StringComparison.Ordinal);
        Assert.Contains("2 figures compared: 1 agree, 1 differ. 1 cells have no figure, 1 totals could not be compared.", run.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Reconcile_compares_two_tables_and_says_when_there_is_nothing_to_compare()
    {
        var (first, second) = (folder.Write("a.csv", "ADM1_PCODE,T_TL", "HT08,15", "HT01,7"), folder.Write("b.csv", "ADM2_PCODE,T_TL", "HT0811,10", "HT0812,5", "HT0121,8"));
        var run = MusterProgram.Run("reconcile", "--gazetteer", Gazetteer, "--with", second, first);

        Assert.Equal("by,place,row,what,figure,other,difference,parts\ntable,HT01,3,population,7,8,-1,1 units below it in the other table\n", run.Data);
        Assert.Equal(2, MusterProgram.Run("reconcile", folder.Write("c.csv", "ADM1_PCODE,T_TL", "HT01,7")).ExitCode);
    }

    [Fact]
    public void Detect_tells_types_and_what_the_column_decides()
    {
        var run = MusterProgram.Run("detect", "--types", folder.Write("a.csv", "n,d,e,x,t", "1,\"1,5\",25/12/2016,03/04/2016,a", "2,\"2,75\",01/02/2016,05/06/2016,b", "z,\"1,25\",,,c"));

        Assert.Matches("(?m)^2 +d +number +100% +3 +0 +decimal mark ,", run.Data);
        Assert.Matches("(?m)^3 +e +date +100% +2 +1 +day/month/year", run.Data);
        Assert.Matches("(?m)^4 +x +date +100% +2 +1 +dates can be read in two ways: ask", run.Data);
        Assert.Matches("(?m)^1 +n +text +100%", run.Data);
    }

    [Fact]
    public void Places_build_makes_an_index_that_match_reads()
    {
        var list = folder.Write("list.csv", "Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date", "HTI,1,HT08,Grande'Anse,HTI,2018-11-29", "HTI,2,HT0811,Jeremie,HT08,2018-11-29");
        var index = folder["places.index"];
        Assert.Equal(0, MusterProgram.Run("places", "build", list, "--name", "test list", "--source", "us", "--licence", "MIT", "-o", index).ExitCode);

        Assert.Equal("country,levels,units,valid_from\nHTI,1 2,2,2018-11-29\n", MusterProgram.Run("places", "list", index).Data);
        Assert.Contains("HT0811,folded,0.99,,test list 2018-11-29", MusterProgram.Run("match", "--gazetteer", index, "--country", "HT", folder.Write("a.csv", "ADM2_FR", "Jérémie")).Data, StringComparison.Ordinal);
    }

    [Fact]
    public void Match_of_certain_places_alone_is_clean() =>
        Assert.Equal(0, MusterProgram.Run("match", "--gazetteer", Gazetteer, folder.Write("a.csv", "ADM2_PCODE", "HT0811")).ExitCode);

    [Fact]
    public void Settled_aliases_are_read_from_a_file()
    {
        var aliases = folder.Write("aliases.csv", "parent,text,code", "HT08,La cité,HT0811");

        Assert.Equal(0, MusterProgram.Run("match", "--gazetteer", Gazetteer, "--aliases", aliases, folder.Write("a.csv", "ADM1_PCODE,ADM2_FR", "HT08,la Cite")).ExitCode);
    }

    [Fact]
    public void Aggregate_sums_up_the_gazetteer_and_names_what_is_missing()
    {
        var run = MusterProgram.Run("aggregate", "--level", "1", "--gazetteer", Gazetteer, folder.Write("a.csv", "ADM2_PCODE,T_TL", "HT0811,10", "HT0812,5", "HT0121,"));

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("place,concept,sex,age,qualifier,column,total,cells,missing\nHT01,population,all,,,T_TL,0,0,1\nHT08,population,all,,,T_TL,15,2,0\n", run.Data);
        Assert.Contains("row 4, T_TL, HT0121: blank", run.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Aggregate_as_json_holds_exact_totals()
    {
        var run = MusterProgram.Run("aggregate", "--level", "1", "--json", folder.Write("a.csv", "ADM1_PCODE,T_TL", "HT08,0.1", "HT08,0.2"));
        using var told = JsonDocument.Parse(run.Data);

        Assert.Equal((0, 0.3m), (run.ExitCode, told.RootElement.GetProperty("sums")[0].GetProperty("total").GetDecimal()));
    }

    [Fact]
    public void Aggregate_groups_by_any_columns()
    {
        var run = MusterProgram.Run("aggregate", "--by", "org,sector", "--compute", "count,distinct:ADM1_PCODE,sum:n,mean:n,min:n,max:n,median:n",
            folder.Write("a.csv", "org,sector,ADM1_PCODE,n", "A,WASH,HT08,1", "A,WASH,HT01,4", "A,WASH,HT01,\"1,000\"", "B,Health,HT01,"));

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("org,sector,count,distinct_ADM1_PCODE,sum_n,mean_n,min_n,max_n,median_n\nA,WASH,3,2,1005,335,1,1000,4\nB,Health,1,1,,,,,\n", run.Data);
    }

    [Fact]
    public void A_global_list_is_asked_for_one_country()
    {
        var list = folder.Write("global.csv", "Location,Admin Level,P-Code,Name,Parent P-Code", "HTI,1,HT08,Grande'Anse,HTI", "MLI,1,ML01,Kayes,MLI");
        var table = folder.Write("a.csv", "ADM1_FR", "Kayes");

        Assert.Equal(2, MusterProgram.Run("match", "--gazetteer", list, table).ExitCode);
        Assert.Equal(0, MusterProgram.Run("match", "--gazetteer", list, "--country", "MLI", table).ExitCode);
    }
}
