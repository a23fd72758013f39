namespace Muster.Benchmarks;

/// <summary>Times the server from the start of its process to ready: with everything to be made, and with it made.</summary>
static class StartVerb
{
    public static async Task<int> RunAsync(string[] args)
    {
        var (runs, program) = (GenerateVerb.Option(args, "--runs", 5), ServerVerb.Program(args));
        var data = Directory.CreateTempSubdirectory("muster-bench-").FullName;
        try
        {
            Timing.Head();
            Timing.Report("process start to ready, first start: makes the database, loads the demonstration", [await OnceAsync(program, data)], null);
            var later = new List<double>();
            for (var run = 0; run < runs; run++)
            {
                later.Add(await OnceAsync(program, data));
            }

            Timing.Report("process start to ready, demonstration loaded", later, 2500);
            return 0;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    static async Task<double> OnceAsync(string program, string data)
    {
        using var server = await ServerProcess.StartAsync(program, data);
        return server.Start.TotalMilliseconds;
    }
}
