using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace Muster.Benchmarks;

/// <summary>The published server as a process of its own on loopback, as people run it.</summary>
sealed class ServerProcess : IDisposable
{
    const string Ready = "Muster is ready: ";

    readonly Process process;

    ServerProcess(Process process, string address, TimeSpan start)
    {
        this.process = process;
        Start = start;
        Client = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(5) };
    }

    /// <summary>From the start of the process to its word that it is ready.</summary>
    public TimeSpan Start { get; }

    /// <summary>Asks the server; anonymous until <see cref="SignInAsync"/>.</summary>
    public HttpClient Client { get; }

    /// <summary>Most memory held so far, as the system counts it.</summary>
    public long PeakMegabytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{process.Id}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) >> 10;
        }
    }

    /// <summary>Processor time of all its threads so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<ServerProcess> StartAsync(string program, string data, params (string Name, string Value)[] settings)
    {
        var watch = Stopwatch.StartNew();
        var start = new ProcessStartInfo(program, ["--port", "0", "--bind", "127.0.0.1", "--data", data]) { RedirectStandardOutput = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                return new ServerProcess(process, line[Ready.Length..], watch.Elapsed);
            }
        }

        throw new InvalidOperationException($"{program} ended before it was ready.");
    }

    /// <summary>Makes an account on the machine and asks with its token from now on.</summary>
    public async Task SignInAsync(string program, string data)
    {
        await RunAsync(program, ["--data", data, "admin", "create-account", "bench@example.org", "Bench", "--administrator", "--password", "correct horse battery"]);
        var token = await RunAsync(program, ["--data", data, "admin", "token", "bench@example.org"]);
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Waits until the server does nothing any more: what it makes ready behind an acceptance must not be timed with the first question.</summary>
    public async Task IdleAsync()
    {
        TimeSpan before;
        do
        {
            before = Processor;
            await Task.Delay(1000);
        }
        while (Processor - before > TimeSpan.FromMilliseconds(50));
    }

    public void Dispose()
    {
        Client.Dispose();
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    static async Task<string> RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
