namespace Muster.Tabular.Repairing.Actions;

/// <summary>Answers that persons gave for texts of place columns.</summary>
sealed class SettledPlaces
{
    readonly Dictionary<(int Column, string? Parent, string Text), (string? Code, int Step)> answers = [];
    readonly Dictionary<int, int> columnOfStep = [];

    public SettledPlaces(RepairPlan plan, IReadOnlyList<RepairStep> steps)
    {
        for (var step = 0; step < steps.Count; step++)
        {
            if (steps[step] is SettlePlace settle && plan.Find(settle.Column, step) is { } column)
            {
                columnOfStep[step] = column;
                answers[(column, settle.Parent, settle.Text.Trim())] = (settle.Code, step);
            }
        }
    }

    /// <summary>Column of a step that settles a place; null where the sheet has none of that name.</summary>
    public int? ColumnOf(int step) => columnOfStep.TryGetValue(step, out var column) ? column : null;

    /// <summary>True when nothing was settled.</summary>
    public bool IsEmpty => answers.Count == 0;

    /// <summary>The answer for a text under a parent, else for the text wherever it stands.</summary>
    /// <param name="column">Column of the text.</param>
    /// <param name="parent">P-code of the parent found in the row, or null.</param>
    /// <param name="text">The text, trimmed.</param>
    /// <param name="code">The code meant; null where the text was set aside on purpose.</param>
    /// <param name="step">The step that said so.</param>
    public bool TryFind(int column, string? parent, string text, out string? code, out int step)
    {
        var found = answers.TryGetValue((column, parent, text), out var answer) || answers.TryGetValue((column, null, text), out answer);
        (code, step) = found ? answer : (null, -1);
        return found;
    }
}
