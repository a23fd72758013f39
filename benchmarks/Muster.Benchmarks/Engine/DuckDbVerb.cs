using DuckDB.NET.Data;

namespace Muster.Benchmarks.Engine;

/// <summary>Runs one task in DuckDB, on two threads as the rest.</summary>
static class DuckDbVerb
{
    public static int Run(string[] args)
    {
        if (args is not [var task, var csv, var places, var output] || Query(task, csv, places, output) is not { } query)
        {
            Console.Error.WriteLine("duckdb read|convert|aggregate|sort|join FILE.csv PLACES.csv OUTPUT");
            return 2;
        }

        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The query is one of those below, with paths of this run.
        command.CommandText = $"SET threads TO {Environment.ProcessorCount}; {query}";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        return 0;
    }

    static string? Query(string task, string csv, string places, string output) => task switch
    {
        "read" => $"CREATE TABLE t AS SELECT * FROM read_csv('{csv}')",
        "convert" => $"COPY (SELECT * FROM read_csv('{csv}', all_varchar = true)) TO '{output}' (HEADER)",
        "aggregate" => $"COPY (SELECT ADM1_PCODE, sector, count(*), sum(try_cast(T_TL AS BIGINT)) FROM read_csv('{csv}', all_varchar = true) GROUP BY ALL ORDER BY ALL) TO '{output}' (HEADER)",
        "sort" => $"COPY (SELECT * FROM read_csv('{csv}', all_varchar = true) ORDER BY ADM2_PCODE, try_cast(T_TL AS BIGINT) DESC) TO '{output}' (HEADER)",
        "join" => $"COPY (SELECT a.*, b.* EXCLUDE (ADM2_PCODE) FROM read_csv('{csv}', all_varchar = true) a LEFT JOIN read_csv('{places}', all_varchar = true) b USING (ADM2_PCODE)) TO '{output}' (HEADER)",
        _ => null,
    };
}
