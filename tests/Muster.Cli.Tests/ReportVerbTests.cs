using System.Text.Json;

namespace Muster.Cli.Tests;

public sealed class ReportVerbTests : IDisposable
{
    static readonly string[] Faulty = ["ADM1_FR,ADM1_PCODE,T_TL", "Ouest,HT 01,12", "Sud,HT07,x"];
    static readonly string[] Tagged = ["Org,Affected", "#org,#affected", "WASH,1", "Wassh,x"];

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Reports_of_every_form_are_written_in_one_pass_by_their_endings()
    {
        string[] names = ["r.html", "r.xlsx", "r.csv", "r.json", "r.txt"];
        var run = MusterProgram.Run([.. names.SelectMany(name => new[] { "--report", folder[name] }).Prepend(folder.Write("a.csv", Faulty)).Prepend("validate")]);

        Assert.Equal((1, ""), (run.ExitCode, run.Data));
        Assert.Contains("2 rows:", run.Words, StringComparison.Ordinal);
        Assert.Equal(["a.csv", .. names.Order()], Directory.GetFiles(folder.Path).Select(path => Path.GetFileName(path)!).Order());
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(folder["r.html"]), StringComparison.Ordinal);
        Assert.StartsWith("rule,severity,row", File.ReadAllText(folder["r.csv"]), StringComparison.Ordinal);
        Assert.Equal(0, MusterProgram.Run("detect", folder["r.xlsx"]).ExitCode);
    }

    [Fact]
    public void The_form_may_be_said_where_the_ending_does_not()
    {
        MusterProgram.Run("validate", folder.Write("a.csv", Faulty), "--report", folder["report"], "--format", "html");

        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(folder["report"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_goes_to_standard_output_beside_a_report()
    {
        var run = MusterProgram.Run("validate", folder.Write("a.csv", Faulty), "--report", folder["r.html"], "--json");
        using var told = JsonDocument.Parse(run.Data);

        Assert.NotEqual(0, told.RootElement.GetProperty("findings").GetArrayLength());
        Assert.True(File.Exists(folder["r.html"]));
    }

    [Fact]
    public void Messages_are_french_where_that_is_asked() =>
        Assert.Contains("Le p-code « HT 01 » contient des espaces.", MusterProgram.Run("validate", folder.Write("a.csv", Faulty), "--language", "fr").Data, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_cannot_be_read_leaves_no_report()
    {
        File.WriteAllText(folder["cut.csv"], "ADM1_PCODE,b\n1,\"" + new string('x', 2_000_000));
        var run = MusterProgram.Run("validate", folder["cut.csv"], "--report", folder["r.html"], "--report", folder["r.xlsx"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal([folder["cut.csv"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_schema_is_checked_beside_the_rules()
    {
        var schema = folder.Write("schema.csv", "tag,list", "#valid_tag,#valid_value+list", "#org,WASH|Health");
        var run = MusterProgram.Run("validate", folder.Write("a.csv", Tagged), "--schema", schema, "--json");
        using var told = JsonDocument.Parse(run.Data);
        var finding = told.RootElement.GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("rule").GetString() == "SCHEMA-1");

        Assert.Equal((4, "Wassh", "WASH"), (finding.GetProperty("row").GetInt32(), finding.GetProperty("value").GetString(), finding.GetProperty("expected").GetString()));
    }

    [Fact]
    public void A_list_of_a_schema_is_a_file_beside_it_or_one_that_is_named()
    {
        var schema = folder.Write("schema.csv", "tag,list", "#valid_tag,#valid_value+url", "#org,https://example.org/orgs.csv");
        var list = folder.Write("mine.csv", "Org", "#org", "WASH");
        var table = folder.Write("a.csv", Tagged);

        Assert.Equal(2, MusterProgram.Run("validate", table, "--schema", schema).ExitCode);
        Assert.Equal(1, MusterProgram.Run("validate", table, "--schema", schema, "--list", "https://example.org/orgs.csv=" + list).ExitCode);
        File.Move(list, folder["orgs.csv"]);
        Assert.Equal(1, MusterProgram.Run("validate", table, "--schema", schema).ExitCode);
    }

    [Fact]
    public void An_expression_that_would_run_for_ever_ends()
    {
        var schema = folder.Write("schema.csv", "tag,regex", "#valid_tag,#valid_value+regex", "#org,^(\\w+\\s?)*\\1$");
        var run = MusterProgram.Run("validate", "--rules", "AB-C01", "--schema", schema, folder.Write("a.csv", "Org", "#org", new string('a', 60) + "!", "b"));

        Assert.Equal(1, run.ExitCode);
    }

    [Theory]
    [InlineData("was not found", "tag,list|#valid_tag,#valid_value+url|#org,nowhere.csv")]
    [InlineData("not a regular expression", "tag,regex|#valid_tag,#valid_value+regex|#org,(")]
    [InlineData("no tag pattern", "tag,required|#valid_tag,#valid_required|# org,true")]
    [InlineData("no rule", "tag,required|#valid_tag,#valid_required|,true")]
    public void A_schema_that_cannot_work_is_a_sentence_and_code_2_and_nothing_is_written(string sentence, string lines)
    {
        var schema = folder.Write("schema.csv", lines.Split('|'));
        var run = MusterProgram.Run("validate", folder.Write("a.csv", Tagged), "--schema", schema, "--report", folder["r.html"]);

        Assert.Equal((2, ""), (run.ExitCode, run.Data));
        Assert.Contains(sentence, run.Words, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["r.html"]));
    }

    [Theory]
    [InlineData("contradict", "--json", "--format", "html")]
    [InlineData("endings do", "--report", "a.html", "--report", "b.csv", "--format", "csv")]
    [InlineData("one file", "--report", "a.html", "--report", "a.html")]
    [InlineData("one file", "--report", "a.html", "--output", "a.html")]
    [InlineData("tells no form", "--report", "a.pdf")]
    [InlineData("name one with --schema", "--list", "a=b")]
    [InlineData("no file", "--schema", "nowhere.csv")]
    [InlineData("from 0 up", "--most", "-1")]
    public void Options_that_contradict_each_other_are_a_sentence_and_code_2(string sentence, params string[] arguments)
    {
        var run = MusterProgram.Run(["validate", folder.Write("a.csv", Faulty), .. arguments]);

        Assert.Equal((2, ""), (run.ExitCode, run.Data));
        Assert.Contains(sentence, run.Words, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(folder.Path));
    }
}
