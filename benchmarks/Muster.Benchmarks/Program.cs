using Muster.Benchmarks;

return args switch
{
    ["generate", .. var rest] => GenerateVerb.Run(rest),
    ["faults", .. var rest] => FaultsVerb.Run(rest),
    ["stage", .. var rest] => StageVerb.Run(rest),
    ["engine", .. var rest] => EngineVerb.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        generate ROWS FILE.csv [--seed N] [--faults N] [--xlsx FILE.xlsx]
            Writes a table of 22 columns with Haiti's codes, and FILE.csv.faults.json: rule id -> row numbers.
        faults FILE.csv
            Validates a generated table: exactly the seeded rows must be reported. Exit code 1 where not.
        engine [--rows N] [--runs N] [--muster PATH]
            Times the stages of the engine as whole processes and prints seconds, CPU seconds and peak memory.
        stage NAME FILE [OUTPUT]
            Runs one stage once in this process: read, read-plain, csv, xlsx, json, parquet.
        """);
    return 2;
}
