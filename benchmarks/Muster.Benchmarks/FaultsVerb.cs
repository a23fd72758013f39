using System.Text.Json;
using Muster.Tabular;
using Muster.Tabular.Validating;

namespace Muster.Benchmarks;

/// <summary>Validates a generated table and sets what is reported against what was seeded, row by row.</summary>
static class FaultsVerb
{
    /// <summary>The day on which the generated dates are judged.</summary>
    static readonly DateOnly Today = new(2017, 12, 31);

    public static int Run(string[] args)
    {
        if (args is not [var path, ..])
        {
            Console.Error.WriteLine("faults FILE.csv");
            return 2;
        }

        var seeded = JsonSerializer.Deserialize<Dictionary<string, List<int>>>(File.ReadAllText(path + ".faults.json"))!;
        var found = Validate(path);
        var isEqual = true;
        foreach (var rule in seeded.Keys.Union(found.Keys).Order())
        {
            var expected = seeded.GetValueOrDefault(rule, []).ToHashSet();
            var reported = found.GetValueOrDefault(rule, []).ToHashSet();
            isEqual &= expected.SetEquals(reported);
            Console.WriteLine($"{rule}: {expected.Count} seeded, {reported.Count} reported, {expected.Except(reported).Count()} missed, {reported.Except(expected).Count()} beyond");
        }

        return isEqual ? 0 : 1;
    }

    // Findings about whole columns have no row and are no faults of rows.
    static Dictionary<string, List<int>> Validate(string path)
    {
        var rows = new Dictionary<string, List<int>>();
        using var pipeline = Pipeline.Open(path);
        pipeline.Examine(new ValidateOptions { Today = Today }, finding =>
        {
            Console.Error.WriteLine($"{finding.Rule} {finding.Severity} row {finding.RowNumber} {finding.Column}: {finding.Message}");
            if (finding.RowNumber is { } row)
            {
                (rows.TryGetValue(finding.Rule, out var known) ? known : rows[finding.Rule] = []).Add(row);
            }
        });
        return rows;
    }
}
