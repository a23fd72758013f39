using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Muster.Benchmarks.Engine;

/// <summary>What a whole process took, its start included.</summary>
/// <param name="Seconds">From start to end.</param>
/// <param name="CpuSeconds">Of all its threads.</param>
/// <param name="PeakMegabytes">Largest resident size seen.</param>
/// <param name="ExitCode">How it ended.</param>
readonly partial record struct ProgramRun(double Seconds, double CpuSeconds, long PeakMegabytes, int ExitCode)
{
    const int OfChildren = -1;

    /// <summary>Runs a program and throws its words away.</summary>
    public static ProgramRun Of(string program, IEnumerable<string> arguments)
    {
        var before = ChildrenCpuSeconds();
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        long peak = 0;
        do
        {
            peak = Math.Max(peak, PeakKilobytes(process.Id));
        }
        while (!process.WaitForExit(2));
        var seconds = watch.Elapsed.TotalSeconds;
        process.WaitForExit();
        return new ProgramRun(seconds, ChildrenCpuSeconds() - before, peak >> 10, process.ExitCode);
    }

    static long PeakKilobytes(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(6).Trim().TrimEnd("kB ").Trim(), System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It has just ended.
            return 0;
        }
    }

    /// <summary>CPU seconds of all children that have ended.</summary>
    static double ChildrenCpuSeconds()
    {
        // struct rusage of Linux on 64 bits: two times of seconds and microseconds, then 14 numbers.
        Span<long> usage = stackalloc long[18];
        return GetUsage(OfChildren, ref usage[0]) == 0 ? usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6) : double.NaN;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, ref long usage);
}
