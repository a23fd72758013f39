using System.Globalization;

namespace Muster.Benchmarks;

/// <summary>What a day's work in the browser asks of the server: a large workbook seen, a bulk repair seen, a table of thirteen million rows looked at.</summary>
static class JourneyVerb
{
    const string Imports = $"/api/operations/{Published.Operation}/imports";

    static readonly ServerVerb.Case[] Large =
    [
        new("first page", "/table", 60),
        new("count of the rows of a unit", "/rows/$count?$filter=ADM2_PCODE eq 'HT0{0}11'", 60),
        new("count of the rows above a number", "/rows/$count?$filter=F_TL gt {0}00", 60),
        new("first page of the rows of a unit", "/table?filter=ADM2_PCODE:equals:HT0{0}11", null),
        new("first page, sorted by a number", "/table?sort=-T_TL", 500),
        new("first page, sorted by a code and a number", "/table?sort=ADM2_PCODE&sort=-T_TL", 500),
        new("last page by row number", "/table?page=last", 80),
        new("OData, a page of 1,000 rows", "/rows?$top=1000&$skip={0}000", 60),
        new("OData, 1,000 rows of one unit", "/rows?$top=1000&$filter=ADM2_PCODE eq 'HT0{0}11'", null),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var (rows, runs, program) = (GenerateVerb.Option(args, "--rows", 13_000_000), GenerateVerb.Option(args, "--runs", 7) + 1, ServerVerb.Program(args));
        var folder = Directory.CreateTempSubdirectory("muster-bench-").FullName;
        try
        {
            using var server = await ServerProcess.StartAsync(program, Path.Combine(folder, "data"), ("MUSTER_UPLOAD_LIMIT", "8000000000"));
            await server.SignInAsync(program, Path.Combine(folder, "data"));
            var csv = Path.Combine(folder, "table.csv");
            await WorkbookAsync(server, csv, Path.ChangeExtension(csv, ".xlsx"));
            await RepairAsync(server, csv);
            await LargeAsync(server, csv, rows, runs);
            Console.WriteLine($"most memory of the server: {server.PeakMegabytes} MB");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>From the first byte sent to the page that shows sheet, header and rows, and to the end of all checks.</summary>
    static async Task WorkbookAsync(ServerProcess server, string csv, string xlsx)
    {
        GenerateVerb.Write(csv, 200_000, seed: 2016, faultsOfEachKind: 100);
        StageVerb.Run(["xlsx", csv, xlsx]);
        var import = "";
        var shown = 0d;
        var read = await Timing.OfAsync(async () =>
        {
            shown = await Timing.OfAsync(async () =>
            {
                import = await Published.UploadAsync(server.Client, xlsx);
                while (!(await server.Client.GetStringAsync(import.Replace("/api", "", StringComparison.Ordinal))).Contains("ADM2_PCODE", StringComparison.Ordinal))
                {
                    await Task.Delay(20);
                }
            });
            await Published.SettledAsync(server.Client, import, "review");
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"workbook of 200,000 rows ({new FileInfo(xlsx).Length / 1e6:0} MB): preview shown {shown / 1000:0.0} s (goal 3), all checks made {read / 1000:0.0} s"));
    }

    /// <summary>From the decision to the page that says how many cells of a million rows it changes and shows the first, and to the end of the checks.</summary>
    static async Task RepairAsync(ServerProcess server, string csv)
    {
        GenerateVerb.Write(csv, 1_000_000, seed: 2016, faultsOfEachKind: 100);
        var import = await Published.UploadAsync(server.Client, csv);
        await Published.SettledAsync(server.Client, import, "review");
        var repairs = import.Replace("/api", "", StringComparison.Ordinal) + "/repairs";
        foreach (var (step, what) in new[] { ("""{"step":"trim"}""", "blanks taken off every cell"), ("""{"step":"map-values","column":"organisation","map":{"OIM":"IOM"}}""", "a value replaced in every eighth row") })
        {
            var shown = 0d;
            var done = await Timing.OfAsync(async () =>
            {
                shown = await Timing.OfAsync(async () =>
                {
                    using var body = new StringContent(step, System.Text.Encoding.UTF8, "application/json");
                    (await server.Client.PostAsync(import + "/steps", body)).EnsureSuccessStatusCode();
                    if (!(await server.Client.GetStringAsync(repairs)).Contains("preview-title", StringComparison.Ordinal))
                    {
                        throw new InvalidOperationException("The page does not show what the step does.");
                    }
                });
                await Published.SettledAsync(server.Client, import, "review");
            });
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bulk repair on 1,000,000 rows, {what}: shown {shown / 1000:0.00} s (goal 1), all checks made again {done / 1000:0.0} s"));
        }
    }

    static async Task LargeAsync(ServerProcess server, string csv, int rows, int runs)
    {
        GenerateVerb.Write(csv, rows, seed: 2016, faultsOfEachKind: 100);
        var name = await Published.PublishAsync(server, csv);
        await server.IdleAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} rows:"));
        Timing.Head();
        foreach (var item in Large)
        {
            var path = item.Path.Replace("page=last", $"page={rows / 50}", StringComparison.Ordinal);
            var address = path.StartsWith("/rows", StringComparison.Ordinal) ? $"/odata/{Published.Operation}/{name}{path}" : $"/operations/{Published.Operation}/datasets/{name}{path}";
            Timing.Report(item.Name, await Timing.OfAsync(run => server.Client.GetStringAsync(string.Format(CultureInfo.InvariantCulture, address, run + 1)), runs), item.Goal);
        }
    }
}
