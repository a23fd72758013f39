namespace Muster.Benchmarks.Engine;

/// <summary>One line of the table of figures: a command of the program, what is to be reached, and what else does the same.</summary>
/// <param name="Name">Verb of <c>./bench</c>.</param>
/// <param name="Title">What is done.</param>
/// <param name="Arguments">Arguments of <c>./muster</c>; <c>{csv}</c>, <c>{xlsx}</c>, <c>{small}</c>, <c>{twenty}</c>, <c>{places}</c> and <c>{out}</c> are paths.</param>
/// <param name="Goal">Seconds to reach; null where the goal is the peer's own time.</param>
/// <param name="Scripted">Seconds of the tool that people script with (csvkit, hxl-proxy's library), as the issue gives them; null where it gives none.</param>
/// <param name="Peers">What a user would pick instead, where it is installed.</param>
sealed record EngineCase(string Name, string Title, string[] Arguments, double? Goal, double? Scripted, params Peer[] Peers)
{
    static readonly Peer DuckRead = Peer.DuckDb("DuckDB, its read of the CSV into a table", "read");

    public static IReadOnlyList<EngineCase> All { get; } =
    [
        new("convert", "convert CSV to CSV", ["convert", "{csv}", "--output", "{out}"], 0.4, 5.1,
            Peer.DuckDb("DuckDB, COPY to CSV", "convert"), Peer.Miller("cat")),
        new("validate", "validate, findings written", ["validate", "{csv}", "--json", "--today", "2017-12-31", "--output", "{out}"], 0.8, 81),
        new("clean", "clean: whitespace, dates, numbers", ["clean", "{csv}", "--output", "{out}"], 0.9, 53,
            Peer.Miller("clean-whitespace")),
        new("aggregate", "aggregate by two columns", ["aggregate", "{csv}", "--by", "ADM1_PCODE,sector", "--compute", "count,sum:T_TL", "--output", "{out}"], null, 10.3,
            DuckRead, Peer.DuckDb("DuckDB, the same query on the CSV", "aggregate"), Peer.Miller("stats1", "-a", "count,sum", "-f", "T_TL", "-g", "ADM1_PCODE,sector")),
        new("sort", "sort by code and number", ["sort", "{csv}", "--by", "ADM2_PCODE,T_TL:desc", "--output", "{out}"], 1.5, 22.5,
            Peer.DuckDb("DuckDB, ORDER BY and COPY", "sort"), Peer.Miller("sort", "-f", "ADM2_PCODE", "-nr", "T_TL")),
        new("spill", "sort, 64 MiB held, the rest in temporary files", ["sort", "{csv}", "--by", "ADM2_PCODE,T_TL:desc", "--memory", "64", "--output", "{out}"], null, null),
        new("join", "join with a gazetteer", ["join", "{csv}", "{places}", "--on", "ADM2_PCODE", "--output", "{out}"], 0.5, 11,
            Peer.DuckDb("DuckDB, LEFT JOIN and COPY", "join"), Peer.Miller("join", "--ur", "-j", "ADM2_PCODE", "-f", "{places}")),
        new("xlsx", "read XLSX, 100,000 rows", ["convert", "{xlsx}", "--output", "{out}"], 1.0, 13.5),
        new("match", "match 100,000 rows", ["match", "{small}", "--gazetteer", "{places}", "--output", "{out}"], 0.15, null),
        new("detect", "detect, 20 rows", ["detect", "{twenty}"], 0.1, null),
        new("tag", "tag, 20 rows", ["tag", "{twenty}"], 0.1, null),
        new("check", "validate, 20 rows", ["validate", "{twenty}"], 0.12, null),
    ];
}

/// <summary>Another program that does the same.</summary>
/// <param name="Name">How it is called in the table.</param>
/// <param name="Program">The program; null for this one.</param>
/// <param name="Arguments">As for <see cref="EngineCase"/>.</param>
sealed record Peer(string Name, string? Program, string[] Arguments)
{
    public static Peer DuckDb(string name, string task) => new(name, null, ["duckdb", task, "{csv}", "{places}", "{out}"]);

    public static Peer Miller(string verb, params string[] arguments) => new($"Miller, mlr {verb}", "mlr", ["--icsv", "--ocsv", verb, .. arguments, "{csv}"]);
}
