namespace Muster.Cli.Tests;

/// <summary>0 clean, 1 findings, 2 could not run: for each verb that reads a table.</summary>
public sealed class ExitCodeTests : IDisposable
{
    const string Clean = "ADM1_PCODE,T_TL|HT01,12|HT07,13";

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("detect FILE", Clean)]
    [InlineData("tag FILE", Clean)]
    [InlineData("validate --rules AB-C11,PS-16 FILE", Clean)]
    [InlineData("match --gazetteer PLACES FILE", Clean)]
    [InlineData("aggregate --level 1 FILE", Clean)]
    [InlineData("aggregate --by ADM1_PCODE --compute sum:T_TL FILE", Clean)]
    [InlineData("clean FILE", Clean)]
    [InlineData("convert FILE", Clean)]
    public void A_table_in_order_ends_with_0(string command, string table) => Assert.Equal(0, Run(command, table).ExitCode);

    [Theory]
    [InlineData("tag FILE", "ADM1_PCODE,zzz|HT01,x|HT07,y")]
    [InlineData("validate --rules AB-C11 FILE", "ADM1_PCODE,T_TL|HT 01,12|HT07,13")]
    [InlineData("match --gazetteer PLACES FILE", "ADM1_PCODE,T_TL|HT99,12|HT07,13")]
    [InlineData("aggregate --level 1 FILE", "ADM1_PCODE,T_TL|HT01,|HT07,13")]
    [InlineData("aggregate --by ADM1_PCODE --compute sum:T_TL FILE", "ADM1_PCODE,T_TL|HT01,x|HT07,13")]
    [InlineData("clean FILE", "ADM1_PCODE,date|HT01,04/10/2016|HT07,05/10/2016")]
    public void Findings_end_with_1(string command, string table) => Assert.Equal(1, Run(command, table).ExitCode);

    [Theory]
    [InlineData("detect FILE")]
    [InlineData("tag FILE")]
    [InlineData("validate FILE")]
    [InlineData("match --gazetteer PLACES FILE")]
    [InlineData("aggregate --level 1 FILE")]
    [InlineData("aggregate --by ADM1_PCODE FILE")]
    [InlineData("clean FILE")]
    [InlineData("convert FILE")]
    public void What_cannot_be_read_ends_with_2_and_a_sentence(string command)
    {
        var run = Run(command + " --output OUT", "ADM1_PCODE,T_TL|HT01,\"" + new string('x', 1_100_000));

        Assert.Equal((2, ""), (run.ExitCode, run.Data));
        Assert.EndsWith(".\n", run.Words, StringComparison.Ordinal);
        Assert.Equal(["places.csv", "table.csv"], Directory.GetFiles(folder.Path).Select(path => Path.GetFileName(path)!).Order());
    }

    MusterProgram Run(string command, string table)
    {
        var file = folder.Write("table.csv", table.Split('|'));
        var places = folder.Write("places.csv", "ADM1_FR,ADM1_PCODE,ADM0_PCODE", "Ouest,HT01,HT", "Sud,HT07,HT");
        return MusterProgram.Run([.. command.Split(' ').Select(word => word switch { "FILE" => file, "PLACES" => places, "OUT" => folder["out"], _ => word })]);
    }
}
