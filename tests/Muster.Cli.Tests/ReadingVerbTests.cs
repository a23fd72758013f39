using System.Text;
using System.Text.Json;

namespace Muster.Cli.Tests;

public sealed class ReadingVerbTests : IDisposable
{
    static readonly string[] Table = ["ADM1_FR,ADM1_PCODE,T_TL,remark", "Grande'Anse,HT08,468301,0123", "Ouest,HT01,,\"a, \"\"b\"\"\""];

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Detect_tells_form_encoding_and_header_as_json()
    {
        var run = MusterProgram.Run("detect", "--json", folder.Write("a.csv", Table));
        using var told = JsonDocument.Parse(run.Data);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("csv", told.RootElement.GetProperty("form").GetString());
        Assert.Equal(1, told.RootElement.GetProperty("headerRows")[0].GetInt32());
        Assert.Equal(4, told.RootElement.GetProperty("columns").GetArrayLength());
    }

    [Fact]
    public void Detect_tells_a_person_the_same() =>
        Assert.Matches("separator +;\n(.*\n)*.*data from +row 2\n", MusterProgram.Run("detect", folder.Write("a.csv", "a;b", "1;2")).Data);

    [Fact]
    public void Tag_tells_meanings_and_ends_with_findings_where_a_column_has_none()
    {
        var run = MusterProgram.Run("tag", "--json", folder.Write("a.csv", "ADM1_PCODE,F_00_04,zzz", "HT08,1,2"));
        using var told = JsonDocument.Parse(run.Data);
        var columns = told.RootElement.GetProperty("columns");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(("placeCode", 1), (columns[0].GetProperty("meaning").GetString(), columns[0].GetProperty("level").GetInt32()));
        Assert.Equal(("population", "female", "0-4"), (columns[1].GetProperty("meaning").GetString(), columns[1].GetProperty("sex").GetString(), columns[1].GetProperty("age").GetString()));
        Assert.Equal("unknown", columns[2].GetProperty("meaning").GetString());
    }

    [Theory]
    [InlineData("Département", "placeName")]
    [InlineData("Ménages", "households")]
    [InlineData("Déplacés", "displaced")]
    public void Headers_with_accents_have_their_meaning_in_the_program_too(string header, string meaning)
    {
        using var told = JsonDocument.Parse(MusterProgram.Run("tag", "--json", folder.Write("a.csv", header + ",x", "1,2")).Data);

        Assert.Equal(meaning, told.RootElement.GetProperty("columns")[0].GetProperty("meaning").GetString());
    }

    [Fact]
    public void A_meaning_that_was_set_is_remembered_for_the_publisher()
    {
        var (file, memory) = (folder.Write("a.csv", "Commune,Effectif", "Jérémie,1"), folder["memory.json"]);
        MusterProgram.Run("tag", "--set", "Effectif=#affected+f", "--remember", memory, "--publisher", "DPC", file);
        using var known = JsonDocument.Parse(MusterProgram.Run("tag", "--json", "--remember", memory, "--publisher", "dpc", file).Data);
        using var other = JsonDocument.Parse(MusterProgram.Run("tag", "--json", "--remember", memory, "--publisher", "UNHCR", file).Data);

        Assert.Equal(("affected", "female"), (known.RootElement.GetProperty("columns")[1].GetProperty("meaning").GetString(), known.RootElement.GetProperty("columns")[1].GetProperty("sex").GetString()));
        Assert.Equal("unknown", other.RootElement.GetProperty("columns")[1].GetProperty("meaning").GetString());
    }

    [Fact]
    public void A_table_from_standard_input_is_read_like_a_file()
    {
        var table = Encoding.UTF8.GetBytes(string.Join('\n', Table));

        Assert.Equal(MusterProgram.Run("convert", folder.Write("a.csv", Table)).Data, MusterProgram.RunWith(table, "convert").Data);
        Assert.Equal(MusterProgram.Run("convert", folder.Write("a.csv", Table)).Data, MusterProgram.RunWith(table, "convert", "-").Data);
    }

    [Fact]
    public void Convert_keeps_text_as_typed()
    {
        var run = MusterProgram.Run("convert", folder.Write("a.csv", Table));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(string.Join('\n', Table) + "\n", run.Data);
    }

    [Theory]
    [InlineData("cod-newest", "adm1_name,adm1_pcode,T_TL,remark\n")]
    [InlineData("cod-classic", "ADM1_FR,ADM1_PCODE,T_TL,remark\n")]
    [InlineData("hxl", "ADM1_FR,ADM1_PCODE,T_TL,remark\n#adm1+name")]
    public void Convert_writes_other_headers(string style, string expected) =>
        Assert.StartsWith(expected, MusterProgram.Run("convert", "--headers", style, folder.Write("a.csv", Table)).Data, StringComparison.Ordinal);

    [Fact]
    public void Clean_writes_blanks_dates_and_figures_in_one_way_and_keeps_codes()
    {
        var run = MusterProgram.Run("clean", "--dates", "dmy", folder.Write("a.csv", "ADM1_PCODE;date;T_TL;remark", "HT08;13/10/2016;1,234,567; a  b ", "HT01;04/10/2016;-1,000;0123"));

        Assert.Equal((0, "ADM1_PCODE,date,T_TL,remark\nHT08,2016-10-13,1234567,a b\nHT01,2016-10-04,-1000,0123\n"), (run.ExitCode, run.Data));
    }

    [Fact]
    public void Clean_leaves_dates_that_can_be_read_in_two_ways_and_says_so()
    {
        var run = MusterProgram.Run("clean", folder.Write("a.csv", "ADM1_PCODE,date", "HT08,04/10/2016", "HT01,05/10/2016"));

        Assert.Equal((1, "ADM1_PCODE,date\nHT08,04/10/2016\nHT01,05/10/2016\n"), (run.ExitCode, run.Data));
        Assert.Contains("two ways", run.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_sentence_and_code_2()
    {
        File.WriteAllBytes(folder["empty.csv"], []);
        var run = MusterProgram.Run("detect", folder["empty.csv"]);

        Assert.Equal((2, ""), (run.ExitCode, run.Data));
        Assert.EndsWith(".\n", run.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no file", "detect", "nowhere.csv")]
    [InlineData("no separator", "detect", "--separator", "ab", "FILE")]
    [InlineData("no sheet \"x\"", "detect", "--sheet", "x", "FILE")]
    [InlineData("There is no text encoding", "detect", "--encoding", "klingon", "FILE")]
    [InlineData("contradict", "validate", "--json", "--format", "csv", "FILE")]
    [InlineData("no rule", "validate", "--rules", "ZZ-99", "FILE")]
    [InlineData("no date", "validate", "--today", "04/10/2016", "FILE")]
    [InlineData("does not list the country", "validate", "--country", "ATA", "FILE")]
    [InlineData("headers", "convert", "--to", "parquet", "--headers", "hxl", "FILE")]
    [InlineData("--gazetteer", "validate", "--aliases", "FILE", "FILE")]
    [InlineData("belong together", "tag", "--publisher", "DPC", "FILE")]
    [InlineData("names no meaning", "tag", "--set", "ADM1_FR=nonsense", "FILE")]
    [InlineData("no column \"x\"", "tag", "--set", "x=ADM1_FR", "FILE")]
    [InlineData("no source and number", "validate", "--second-source", "UN WPP", "FILE")]
    [InlineData("no list of age bands", "validate", "--bands", "children,adults", "FILE")]
    [InlineData("same column", "match", "--gazetteer", "FILE", "--column", "ADM1_FR", "--parent", "ADM1_FR", "FILE")]
    [InlineData("no column \"x\"", "match", "--gazetteer", "FILE", "--column", "x", "FILE")]
    [InlineData("0 to 5", "aggregate", "--level", "9", "FILE")]
    [InlineData("--level", "aggregate", "FILE")]
    [InlineData("Say how to group", "aggregate", "--compute", "count", "FILE")]
    [InlineData("no figure", "aggregate", "--by", "ADM1_FR", "--compute", "mode:T_TL", "FILE")]
    [InlineData("Unrecognized", "detect", "--nonsense", "FILE")]
    [InlineData("file being read", "convert", "--output", "FILE", "FILE")]
    public void What_cannot_be_done_is_a_sentence_and_code_2_and_nothing_is_written(string sentence, params string[] arguments)
    {
        var file = folder.Write("a.csv", Table);
        var run = MusterProgram.Run([.. arguments.Select(argument => argument == "FILE" ? file : argument)]);

        Assert.Equal((2, ""), (run.ExitCode, run.Data));
        Assert.Contains(sentence, run.Words, StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void An_output_file_appears_only_when_it_is_whole()
    {
        File.WriteAllText(folder["cut.csv"], "a,b\n1,\"" + new string('x', 2_000_000));
        File.WriteAllText(folder["out.csv"], "before");
        var run = MusterProgram.Run("convert", folder["cut.csv"], "--output", folder["out.csv"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("before", File.ReadAllText(folder["out.csv"]));
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void Help_names_every_verb()
    {
        var help = MusterProgram.Run("--help");

        Assert.Equal(0, help.ExitCode);
        Assert.All(["detect", "tag", "validate", "match", "aggregate", "clean", "sort", "join", "append", "compare", "convert", "push"], verb => Assert.Contains(verb, help.Data, StringComparison.Ordinal));
        Assert.All(["detect", "tag", "validate", "match", "aggregate", "clean", "sort", "join", "append", "compare", "convert", "push"], verb => Assert.Equal(0, MusterProgram.Run(verb, "--help").ExitCode));
    }
}
