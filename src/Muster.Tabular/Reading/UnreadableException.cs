namespace Muster.Tabular.Reading;

/// <summary>Why a file cannot be read as a table.</summary>
/// <param name="Code">Stable code such as <c>file-empty</c>, <c>file-encrypted</c>, <c>file-cut-off</c>, <c>cell-too-long</c>.</param>
/// <param name="What">What is wrong, one sentence.</param>
/// <param name="Where">Row, sheet or byte, or null.</param>
/// <param name="Next">What the person can do.</param>
public sealed record ReadProblem(string Code, string What, string? Where, string Next)
{
    /// <summary>The three parts as one text.</summary>
    public override string ToString() => Where is null ? $"{What} {Next}" : $"{What} ({Where}) {Next}";
}

/// <summary>Ends a pass over a file that cannot be read to its end as a table.</summary>
public sealed class UnreadableException(ReadProblem problem, Exception? cause = null) : Exception(problem.ToString(), cause)
{
    /// <summary>What, where and what next.</summary>
    public ReadProblem Problem { get; } = problem;
}
