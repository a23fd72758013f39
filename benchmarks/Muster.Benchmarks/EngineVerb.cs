using System.Diagnostics;
using System.Globalization;

namespace Muster.Benchmarks;

/// <summary>Times commands as whole processes, several times each, and sets them beside the slowest of the peers' figures.</summary>
static class EngineVerb
{
    /// <param name="Name">What is done.</param>
    /// <param name="Arguments">To the program; {csv}, {xlsx} and {out} are paths.</param>
    /// <param name="Peer">Seconds of the tool that people script with, from the issue; measured once, elsewhere.</param>
    /// <param name="Reach">Seconds to reach.</param>
    sealed record Case(string Name, string[] Arguments, double Peer, double Reach);

    readonly record struct Measure(double Seconds, double CpuSeconds, long PeakMegabytes);

    static readonly Case[] Cases =
    [
        new("convert CSV to CSV", ["convert", "{csv}", "--to", "csv", "--output", "{out}"], 5.1, 0.4),
        new("validate", ["validate", "{csv}", "--json", "--output", "{out}"], 81, 0.8),
        new("read XLSX, 100,000 rows", ["convert", "{xlsx}", "--to", "csv", "--output", "{out}"], 13.5, 1.0),
    ];

    static readonly Case[] Stages =
    [
        new("stage: read CSV", ["stage", "read", "{csv}"], 5.1, 0.4),
        new("stage: CSV to CSV", ["stage", "csv", "{csv}", "{out}"], 5.1, 0.4),
        new("stage: CSV to Parquet", ["stage", "parquet", "{csv}", "{out}"], double.NaN, double.NaN),
        new("stage: read XLSX, 100,000 rows", ["stage", "read", "{xlsx}"], 13.5, 1.0),
    ];

    public static int Run(string[] args)
    {
        var rows = GenerateVerb.Option(args, "--rows", 1_000_000);
        var runs = GenerateVerb.Option(args, "--runs", 5);
        var folder = Directory.CreateTempSubdirectory("muster-bench-");
        try
        {
            var csv = Path.Combine(folder.FullName, "table.csv");
            var xlsx = Path.Combine(folder.FullName, "table.xlsx");
            GenerateVerb.Write(csv, rows, seed: 2016, faultsOfEachKind: 100);
            GenerateVerb.Write(csv + ".small", 100_000, seed: 2016, faultsOfEachKind: 100);
            StageVerb.Run(["xlsx", csv + ".small", xlsx]);
            Console.WriteLine("| | median s | fastest s | CPU s | peak MB | peer s | times faster | reach s |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|");
            foreach (var item in Stages)
            {
                Report(item, Environment.ProcessPath!, csv, xlsx, folder.FullName, runs);
            }

            var muster = Array.IndexOf(args, "--muster") is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
            foreach (var item in muster is null ? [] : Cases)
            {
                Report(item, muster!, csv, xlsx, folder.FullName, runs);
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static void Report(Case item, string program, string csv, string xlsx, string folder, int runs)
    {
        var output = Path.Combine(folder, "output");
        var arguments = item.Arguments.Select(argument => argument switch { "{csv}" => csv, "{xlsx}" => xlsx, "{out}" => output, _ => argument }).ToList();
        Time(program, arguments);
        var measures = Enumerable.Range(0, runs).Select(_ => Time(program, arguments)).OrderBy(measure => measure.Seconds).ToList();
        var median = measures[measures.Count / 2];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {item.Name} | {median.Seconds:0.00} | {measures[0].Seconds:0.00} | {median.CpuSeconds:0.00} | {measures.Max(measure => measure.PeakMegabytes)} | {item.Peer:0.0} | {item.Peer / median.Seconds:0.0} | {item.Reach:0.0} |"));
    }

    static Measure Time(string program, IEnumerable<string> arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        long peak = 0;
        while (!process.WaitForExit(10))
        {
            process.Refresh();
            peak = process.HasExited ? peak : Math.Max(peak, process.PeakWorkingSet64);
        }

        var seconds = watch.Elapsed.TotalSeconds;
        return new Measure(seconds, process.TotalProcessorTime.TotalSeconds, peak >> 20);
    }
}
