using System.Diagnostics;
using System.Globalization;
using Muster.Testing;

namespace Muster.Benchmarks.Engine;

/// <summary>Times commands of <c>./muster</c> as whole processes, and sets them beside the goal and what else does the same.</summary>
static class EngineVerb
{
    /// <param name="names">Cases; none runs all.</param>
    /// <param name="args">Rows, runs, program.</param>
    public static int Run(IReadOnlyList<string> names, string[] args)
    {
        var rows = GenerateVerb.Option(args, "--rows", 1_000_000);
        var runs = GenerateVerb.Option(args, "--runs", 5);
        var program = Array.IndexOf(args, "--muster") is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : Make();
        using var files = new EngineFiles(rows);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} rows × 22 columns, {Environment.ProcessorCount} processors, whole processes, median of {runs} runs after one. Again: ./bench {(names.Count == 0 ? "engine" : names[0])} --rows {rows} --runs {runs}"));
        Console.WriteLine("| | seconds | fastest | CPU s | peak MB | goal s | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var item in EngineCase.All.Where(item => names.Count == 0 || names.Contains(item.Name)))
        {
            Report(item, program, files, runs);
        }

        return 0;
    }

    /// <summary>The program that <c>./muster</c> runs, made anew where its sources changed.</summary>
    public static string Make()
    {
        using var process = Process.Start(Path.Combine(ProjectRoot.Path, "muster"), "--version");
        process.WaitForExit();
        return Path.Combine(ProjectRoot.Path, "artifacts/program/muster/muster");
    }

    static void Report(EngineCase item, string program, EngineFiles files, int runs)
    {
        var (own, line) = Measure(program, files.Fill(item.Arguments), runs, warm: true);
        Console.WriteLine($"| **{item.Title}** | {line} | {Text(item.Goal)} | |");
        foreach (var peer in item.Peers)
        {
            if (peer.Program is not null && !IsInstalled(peer.Program))
            {
                Console.WriteLine($"| {peer.Name} | not installed | | | | | |");
                continue;
            }

            var (other, otherLine) = Measure(peer.Program ?? Environment.ProcessPath!, files.Fill(peer.Arguments), peer.Program is null ? Math.Min(runs, 3) : 1, warm: peer.Program is null);
            Console.WriteLine($"| {peer.Name} | {otherLine} | | {Ratio(other / own)} |");
        }

        if (item.Scripted is { } seconds)
        {
            Console.WriteLine($"| the tool that people script with, measured for the issue | {Text(seconds)} | | | | | {Ratio(seconds / own)} |");
        }
    }

    static (double Seconds, string Line) Measure(string program, List<string> arguments, int runs, bool warm)
    {
        if (warm)
        {
            ProgramRun.Of(program, arguments);
        }

        var measures = Enumerable.Range(0, runs).Select(_ => ProgramRun.Of(program, arguments)).OrderBy(run => run.Seconds).ToList();
        var median = measures[measures.Count / 2];
        return median.ExitCode is 0 or 1
            ? (median.Seconds, string.Create(CultureInfo.InvariantCulture, $"{median.Seconds:0.000} | {measures[0].Seconds:0.000} | {median.CpuSeconds:0.00} | {measures.Max(run => run.PeakMegabytes)}"))
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {median.ExitCode}.");
    }

    static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    static string Text(double? seconds) => seconds is { } number ? number.ToString("0.##", CultureInfo.InvariantCulture) : "";

    static string Ratio(double times) => string.Create(CultureInfo.InvariantCulture, $"{times:0.0} ×");
}
