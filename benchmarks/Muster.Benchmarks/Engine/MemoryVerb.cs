using System.Globalization;

namespace Muster.Benchmarks.Engine;

/// <summary>Shows that memory stays flat: the streaming verbs on a million rows and on ten times as many.</summary>
static class MemoryVerb
{
    static readonly string[] Verbs = ["convert", "validate", "clean", "aggregate", "join", "spill"];

    public static int Run(string[] args)
    {
        var rows = GenerateVerb.Option(args, "--rows", 10_000_000);
        var program = EngineVerb.Make();
        var few = Measure(program, rows / 10);
        var many = Measure(program, rows);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| | {rows / 10} rows: seconds | peak MB | {rows} rows: seconds | peak MB |"));
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var verb in Verbs)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {verb} | {few[verb].Seconds:0.00} | {few[verb].PeakMegabytes} | {many[verb].Seconds:0.00} | {many[verb].PeakMegabytes} |"));
        }

        return 0;
    }

    static Dictionary<string, ProgramRun> Measure(string program, int rows)
    {
        using var files = new EngineFiles(rows);
        return Verbs.ToDictionary(verb => verb, verb => ProgramRun.Of(program, files.Fill(EngineCase.All.Single(item => item.Name == verb).Arguments)));
    }
}
