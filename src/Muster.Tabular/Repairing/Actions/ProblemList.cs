namespace Muster.Tabular.Repairing.Actions;

/// <summary>Problems of a pass, equal ones counted together.</summary>
sealed class ProblemList
{
    readonly Dictionary<(string Code, int Step), RepairProblem> known = [];
    readonly Dictionary<(string Code, int Step), RepairProblem> tried = [];

    /// <summary>By step.</summary>
    public IReadOnlyList<RepairProblem> List => [.. known.Values.OrderBy(problem => problem.Step).ThenBy(problem => problem.Code, StringComparer.Ordinal)];

    /// <summary>A problem of a step as a whole.</summary>
    public void Add(string code, int step, string? column, string message) => known[(code, step)] = new RepairProblem(code, step, column, 1, null, message);

    /// <summary>A problem of a row; it counts once the row's block is settled.</summary>
    public void AddRow(string code, int step, string? column, int rowNumber, string message)
    {
        var key = (code, step);
        tried[key] = tried.TryGetValue(key, out var before) ? before with { Count = before.Count + 1 } : new RepairProblem(code, step, column, 1, rowNumber, message);
    }

    /// <summary>Adds what rows of other blocks gave; problems of a step as a whole are known here too.</summary>
    public void Add(ProblemList other)
    {
        foreach (var (key, problem) in other.known)
        {
            if (problem.FirstRow is null)
            {
                known.TryAdd(key, problem);
            }
            else
            {
                known[key] = known.TryGetValue(key, out var before) ? before with { Count = before.Count + problem.Count, FirstRow = Math.Min(before.FirstRow ?? int.MaxValue, problem.FirstRow.Value) } : problem;
            }
        }
    }

    /// <summary>The block is settled.</summary>
    public void Remember()
    {
        foreach (var (key, problem) in tried)
        {
            known[key] = known.TryGetValue(key, out var before) ? before with { Count = before.Count + problem.Count } : problem;
        }

        tried.Clear();
    }
}
