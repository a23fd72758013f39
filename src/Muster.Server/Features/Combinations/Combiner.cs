using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular;
using Muster.Tabular.Appending;
using Muster.Tabular.Joining;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Muster.Tabular.Writing;

namespace Muster.Server.Features.Combinations;

/// <summary>The two tables of a combination and how they are put together.</summary>
/// <param name="Left">First dataset.</param>
/// <param name="LeftVersion">Its version.</param>
/// <param name="Right">Second dataset.</param>
/// <param name="RightVersion">Its version.</param>
/// <param name="Form">How.</param>
public sealed record CombinationPlan(Dataset Left, DatasetVersion LeftVersion, Dataset Right, DatasetVersion RightVersion, CombinationForm Form)
{
    /// <summary>Key of the join: as asked, else as proposed.</summary>
    public IReadOnlyList<(string Left, string Right)> Keys => Form.Keys.Count > 0 ? Form.Keys : KeyProposal.Of(LeftVersion.Columns, RightVersion.Columns);
}

/// <summary>The result, written to a file that the caller adopts or disposes.</summary>
sealed class Combined(string path) : IDisposable
{
    public string Path { get; } = path;

    public required IReadOnlyList<ColumnMeaning> Columns { get; init; }

    /// <summary>Counts of a join; null for an append.</summary>
    public JoinResult? Join { get; init; }

    /// <summary>What the engine says of keys that occur several times in the second table; null where no row becomes several.</summary>
    public string? Multiplies { get; init; }

    /// <summary>Rows without a partner: of the first table, then of the second.</summary>
    public IReadOnlyList<UnmatchedRow> Unmatched { get; init; } = [];

    public IReadOnlyList<ColumnDifference> Differences { get; init; } = [];

    public IReadOnlyList<AppendedTable> Appended { get; init; } = [];

    public void Dispose() => File.Delete(Path);
}

/// <summary>Runs a combination with the engine.</summary>
sealed class Combiner(SourceTables sources, IFileStore files)
{
    /// <exception cref="UnreadableException">The tables cannot be put together so: what and what next.</exception>
    public async Task<Combined> MakeAsync(CombinationPlan plan, CancellationToken cancel)
    {
        using var left = await sources.OpenAsync(plan.LeftVersion, cancel: cancel);
        using var right = await sources.OpenAsync(plan.RightVersion, cancel: cancel);
        var path = files.NewTemporaryPath();
        try
        {
            return await Task.Run(() => plan.Form.IsAppend ? Append(plan, left.Table, right.Table, path, cancel) : Join(plan, left.Table, right.Table, path, cancel), cancel);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    static Combined Join(CombinationPlan plan, Pipeline left, Pipeline right, string path, CancellationToken cancel)
    {
        var keys = plan.Keys.Select(pair => new JoinKey(Named(left, pair.Left), Named(right, pair.Right))).ToList();
        if (keys.Count == 0)
        {
            throw new UnreadableException(new ReadProblem("no-key", "The tables share no column that names their rows.", null, "Choose the columns of the key."));
        }

        var options = new JoinOptions
        {
            Keys = keys,
            Kind = plan.Form.OnlyMatched ? JoinKind.Inner : JoinKind.Left,
            Take = plan.Form.Take.Count == 0 ? null : [.. plan.Form.Take.Select(header => Named(right, header))],
        };
        string? multiplies = null;
        TableJoin join;
        try
        {
            join = TableJoin.Prepare(left, right, options, cancel);
        }
        catch (UnreadableException problem) when (problem.Problem.Code == "join-multiplies")
        {
            // Counted and shown all the same; whether it may be saved is asked before it is.
            multiplies = problem.Problem.What;
            join = TableJoin.Prepare(left, right, options with { AllowRepeats = true }, cancel);
        }

        var unmatched = new List<UnmatchedRow>();
        using var output = Create(path);
        using var writer = TableWriter.Csv(output, join.Columns);
        var result = join.Run(writer, unmatched.Add, cancel);
        return new Combined(path) { Columns = join.Columns, Join = result, Multiplies = multiplies, Unmatched = unmatched };
    }

    static Combined Append(CombinationPlan plan, Pipeline left, Pipeline right, string path, CancellationToken cancel)
    {
        var append = new TableAppend([new NamedTable(plan.Left.Title, left), new NamedTable(plan.Right.Title, right)], plan.Form.SourceColumn);
        using var output = Create(path);
        using var writer = TableWriter.Csv(output, append.Columns);
        var appended = append.Run(writer, cancel);
        return new Combined(path) { Columns = Numbered(append.Columns), Differences = append.Differences, Appended = appended };
    }

    static ColumnMeaning Named(Pipeline table, string header) => table.Columns.FirstOrDefault(column => column.Column.Header == header)
        ?? throw new UnreadableException(new ReadProblem("column-unknown", $"There is no column “{header}” in the table.", null, "Choose another column."));

    static IReadOnlyList<ColumnMeaning> Numbered(IReadOnlyList<ColumnMeaning> columns) => [.. columns.Select((column, at) => column with { Column = column.Column with { Index = at } })];

    public static FileStream Create(string path) => new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16);
}
