using System.Diagnostics;
using System.Text;

namespace Muster.Cli.Tests;

/// <summary>Runs the real program and keeps what it said.</summary>
sealed record MusterProgram(int ExitCode, string Data, string Words)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static MusterProgram Run(params string[] arguments) => RunWith(null, arguments);

    public static MusterProgram RunWith(byte[]? input, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "muster"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var words = new StringBuilder();
        process.ErrorDataReceived += (_, line) => words.Append(line.Data is null ? "" : line.Data + "\n");
        process.BeginErrorReadLine();
        if (input is not null)
        {
            process.StandardInput.BaseStream.Write(input);
        }

        process.StandardInput.Close();
        var data = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(Patience), "The program did not end.");
        process.WaitForExit();
        return new(process.ExitCode, data, words.ToString());
    }
}
