using Muster.Benchmarks;
using Muster.Benchmarks.Engine;

return args switch
{
    ["generate", .. var rest] => GenerateVerb.Run(rest),
    ["faults", .. var rest] => FaultsVerb.Run(rest),
    ["stage", .. var rest] => StageVerb.Run(rest),
    ["slips", .. var rest] => SlipsVerb.Run(rest),
    ["engine", .. var rest] => EngineVerb.Run([], rest),
    ["memory", .. var rest] => MemoryVerb.Run(rest),
    ["duckdb", .. var rest] => DuckDbVerb.Run(rest),
    [var name, .. var rest] when EngineCase.All.Any(item => item.Name == name) => EngineVerb.Run([name], rest),
    ["start", .. var rest] => await StartVerb.RunAsync(rest),
    [("publish" or "tables" or "maps" or "server") and var what, .. var rest] => await ServerVerb.RunAsync(what, rest),
    ["journey", .. var rest] => await JourneyVerb.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        generate ROWS FILE.csv [--seed N] [--faults N] [--xlsx FILE.xlsx]
            Writes a table of 22 columns with Haiti's codes, and FILE.csv.faults.json: rule id -> row numbers.
        faults FILE.csv
            Validates a generated table: exactly the seeded rows must be reported. Exit code 1 where not.
        slips [SEED ...]
            Asks the matcher for one-letter slips of every unit of the global list, with and without the unit above, and times 100,000 rows.
        convert|validate|clean|aggregate|sort|spill|join|xlsx|match|detect|tag|check [--rows N] [--runs N] [--muster PATH]
            Times ./muster as a whole process beside its goal, DuckDB and Miller: seconds, CPU seconds, peak memory, ratio.
        engine [--rows N] [--runs N] [--muster PATH]
            All of these.
        memory [--rows N]
            Peak memory of the streaming verbs on N rows (10,000,000) beside a tenth of them.
        start [--runs N] [--program PATH]
            Times the server from process start to ready, on new data and on data with the demonstration.
        publish|tables|maps|server [--rows N] [--runs N] [--program PATH]
            Uploads a table to a server of its own and times that; its pages and downloads; its maps; all of these.
        journey [--rows N] [--runs N] [--program PATH]
            A workbook of 200,000 rows previewed, a bulk repair on a million rows shown, a table of N rows (13,000,000) looked at and read by OData. Takes minutes and 6 GB of disk.
        stage NAME FILE [OUTPUT]
            Runs one stage once in this process: read, read-plain, csv, xlsx, json, parquet.
        """);
    return 2;
}
