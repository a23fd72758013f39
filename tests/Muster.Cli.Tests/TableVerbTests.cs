using System.Text.Json;

namespace Muster.Cli.Tests;

public sealed class TableVerbTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Sort_orders_by_several_columns_and_says_how()
    {
        var run = MusterProgram.Run("sort", "--by", "org,n:desc", folder.Write("a.csv", "org,n", "b,9", "a,9", "a,10", "é,1"));

        Assert.Equal((0, "org,n\na,10\na,9\nb,9\né,1\n"), (run.ExitCode, run.Data));
        Assert.Contains("org as text; n as number, descending", run.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Sort_tells_cells_that_are_no_numbers()
    {
        var run = MusterProgram.Run("sort", "--by", "n:number", folder.Write("a.csv", "org,n", "b,7", "c,none", "a,9"));

        Assert.Equal((1, "org,n\nb,7\na,9\nc,none\n"), (run.ExitCode, run.Data));
    }

    [Fact]
    public void Join_lists_the_rows_without_a_partner_of_both_sides()
    {
        var (left, right) = (folder.Write("a.csv", "code,n", "x,1", "y,2"), folder.Write("b.csv", "id,name", "x,Ex", "z,Zed"));
        var run = MusterProgram.Run("join", left, right, "--on", "code=id", "--unmatched", folder["u.csv"]);

        Assert.Equal((1, "code,n,name\nx,1,Ex\ny,2,\n"), (run.ExitCode, run.Data));
        Assert.Equal("side,row,key\nleft,3,y\nright,3,z\n", File.ReadAllText(folder["u.csv"]));
    }

    [Fact]
    public void A_join_that_would_multiply_rows_is_refused_and_nothing_is_written()
    {
        var (left, right) = (folder.Write("a.csv", "code,n", "x,1"), folder.Write("b.csv", "code,name", "x,one", "x,two"));
        var refused = MusterProgram.Run("join", left, right, "--on", "code", "--output", folder["o.csv"], "--unmatched", folder["u.csv"]);
        var allowed = MusterProgram.Run("join", left, right, "--on", "code", "--allow-repeats");

        Assert.Equal((2, 2), (refused.ExitCode, Directory.GetFiles(folder.Path).Length));
        Assert.Contains("2 rows of 1", refused.Words, StringComparison.Ordinal);
        Assert.Equal((0, "code,n,name\nx,1,one\nx,1,two\n"), (allowed.ExitCode, allowed.Data));
    }

    [Fact]
    public void Append_lists_the_columns_that_differ()
    {
        var run = MusterProgram.Run("append", folder.Write("a.csv", "key,n", "x,1"), folder.Write("b.csv", "n,more,key", "2,m,y"), "--name-column", "file");

        Assert.Equal((1, "key,n,more,file\nx,1,,a.csv\ny,2,m,b.csv\n"), (run.ExitCode, run.Data));
        Assert.Contains("b.csv: \"more\" is in no table before", run.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_tells_what_changed_between_two_rounds()
    {
        var run = MusterProgram.Run("compare", folder.Write("a.csv", "site_id,n", "x,1", "y,2"), folder.Write("b.csv", "n,site_id", "5,x", "7,z"), "--key", "site_id");

        Assert.Equal((1, "change,key,column,before,after,difference\nchanged,x,n,1,5,4\nadded,z,,,,\nremoved,y,,,,\n"), (run.ExitCode, run.Data));
    }

    [Fact]
    public void Compare_of_equal_rounds_is_clean_in_json_too()
    {
        var run = MusterProgram.Run("compare", folder.Write("a.csv", "site_id,n", "x,1"), folder.Write("b.csv", "n,site_id", "1,x"), "--key", "site_id", "--json");
        using var told = JsonDocument.Parse(run.Data);

        Assert.Equal((0, 1), (run.ExitCode, told.RootElement.GetProperty("same").GetInt32()));
    }

    [Fact]
    public void Aggregate_works_out_any_figure_at_a_coarser_level()
    {
        var gazetteer = folder.Write("g.csv", "ADM2_FR,ADM2_PCODE,ADM1_FR,ADM1_PCODE,ADM0_PCODE", "Jérémie,HT0811,Grande'Anse,HT08,HT", "Abricots,HT0812,Grande'Anse,HT08,HT");
        var run = MusterProgram.Run("aggregate", "--level", "1", "--compute", "count,distinct:org,median:n", "--gazetteer", gazetteer, folder.Write("a.csv", "ADM2_PCODE,org,n", "HT0811,A,1", "HT0812,B,5", "HT0812,A,3"));

        Assert.Equal((0, "place,count,distinct_org,median_n\nHT08,3,2,3\n"), (run.ExitCode, run.Data));
    }

    [Theory]
    [InlineData("no column \"x\"", "sort", "--by", "x", "FILE")]
    [InlineData("--by", "sort", "FILE")]
    [InlineData("twice", "sort", "--by", "key,key:desc", "FILE")]
    [InlineData("--memory", "sort", "--by", "key", "--memory", "0", "FILE")]
    [InlineData("two ways", "join", "FILE", "FILE", "--on", "key", "--level", "1")]
    [InlineData("no column \"x\"", "join", "FILE", "FILE", "--on", "key=x")]
    [InlineData("p-codes", "join", "FILE", "FILE")]
    [InlineData("no file", "join", "FILE", "nowhere.csv", "--on", "key")]
    [InlineData("named twice", "join", "FILE", "FILE", "--on", "key", "--unmatched", "FILE")]
    [InlineData("no file", "append", "FILE", "nowhere.csv")]
    [InlineData("named twice", "append", "FILE", "FILE", "--output", "FILE")]
    [InlineData("no column \"x\"", "compare", "FILE", "FILE", "--key", "x")]
    public void What_cannot_be_done_is_a_sentence_and_code_2_and_nothing_is_written(string sentence, params string[] arguments)
    {
        var file = folder.Write("a.csv", "key,n", "x,1", "y,2");
        var run = MusterProgram.Run([.. arguments.Select(argument => argument == "FILE" ? file : argument)]);

        Assert.Equal((2, ""), (run.ExitCode, run.Data));
        Assert.Contains(sentence, run.Words, StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(folder.Path));
    }
}
