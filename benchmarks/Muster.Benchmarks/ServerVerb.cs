using System.Globalization;
using Muster.Testing;

namespace Muster.Benchmarks;

/// <summary>Uploads a generated table to a server of its own, accepts it, and times what people then ask of it.</summary>
static class ServerVerb
{
    /// <param name="Name">What is asked.</param>
    /// <param name="Path">Below the dataset; {0} is another number each time, where a kept answer must not help.</param>
    /// <param name="Goal">Milliseconds to stay below; null where none is set.</param>
    internal sealed record Case(string Name, string Path, double? Goal);

    static readonly Case[] Tables =
    [
        new("dataset page", "", 30),
        new("table page, as in the source", "/table", null),
        new("table page, sorted by a number and filtered by words", "/table?filter=ADM2_FR:contains:cayes&sort=-T_TL", 150),
        new("table page, sorted by a number", "/table?sort=-T_TL", 150),
        new("table page, sorted by text of a million different values", "/table?sort=site_name", 150),
        new("table page, words sought in a million different values", "/table?filter=site_name:contains:ecole", 150),
        new("table page, sorted by two columns and filtered by day", "/table?filter=date:atleast:2017-03-01&sort=ADM1_FR&sort=-F_TL", 150),
        new("last page, as in the source", "/table?page=last", 400),
        new("last page, sorted by a number", "/table?sort=-T_TL&page=last", 400),
        new("middle page, sorted by a number", "/table?sort=-T_TL&page=middle", 400),
        new("last page, sorted by text of a million different values", "/table?sort=site_name&page=last", 400),
        new("values of a column", "/table?values=organisation", null),
    ];

    static readonly Case[] Maps =
    [
        new("choropleth of communes, drawn anew", "/figures/map.svg?method=manual&limits={0};1000;100000", 300),
        new("choropleth of communes, kept", "/figures/map.svg", null),
        new("choropleth of departments, drawn anew", "/figures/map.svg?level=1&method=manual&limits={0};1000;100000", 300),
        new("population pyramid", "/figures/pyramid.svg", 300),
        new("page of the map", "/figures/map?method=manual&limits={0};1000;100000", 300),
    ];

    /// <summary>The program that <c>./bench</c> has made, or that of <c>--program</c>.</summary>
    public static string Program(string[] args) =>
        Array.IndexOf(args, "--program") is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : Path.Combine(ProjectRoot.Path, "artifacts", "program", "server", "Muster.Server");

    /// <param name="what"><c>publish</c>, <c>tables</c>, <c>maps</c> or <c>server</c> for all.</param>
    /// <param name="args">Options.</param>
    public static async Task<int> RunAsync(string what, string[] args)
    {
        var (rows, runs, program) = (GenerateVerb.Option(args, "--rows", 1_000_000), GenerateVerb.Option(args, "--runs", 7) + 1, Program(args));
        var folder = Directory.CreateTempSubdirectory("muster-bench-").FullName;
        try
        {
            var (csv, data) = (Path.Combine(folder, "table.csv"), Path.Combine(folder, "data"));
            GenerateVerb.Write(csv, rows, seed: 2016, faultsOfEachKind: 100);
            using var server = await ServerProcess.StartAsync(program, data);
            await server.SignInAsync(program, data);
            var dataset = $"/operations/{Published.Operation}/datasets/{await Published.PublishAsync(server, csv)}";
            Timing.Head();
            foreach (var item in (Case[])[.. what is "tables" or "server" ? Tables : [], .. what is "maps" or "server" ? Maps : []])
            {
                var path = item.Path.Replace("page=last", $"page={rows / 50}", StringComparison.Ordinal).Replace("page=middle", $"page={rows / 100}", StringComparison.Ordinal);
                Timing.Report(item.Name, await Timing.OfAsync(run => server.Client.GetStringAsync(dataset + string.Format(CultureInfo.InvariantCulture, path, run + 1)), runs), item.Goal);
            }

            if (what is "tables" or "server")
            {
                await DownloadAsync(server.Client, dataset);
            }

            Console.WriteLine($"most memory of the server: {server.PeakMegabytes} MB");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task DownloadAsync(HttpClient client, string dataset)
    {
        foreach (var format in new[] { "csv", "json", "parquet" })
        {
            long bytes = 0;
            var time = await Timing.OfAsync(async () => bytes = (await client.GetByteArrayAsync($"/api{dataset}/data.{format}")).LongLength);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"whole table as {format}: {time / 1000:0.0} s, {bytes / 1e6:0} MB"));
        }
    }
}
