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

    /// <summary>The block was only tried and is worked through again.</summary>
    public void Forget() => tried.Clear();

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
