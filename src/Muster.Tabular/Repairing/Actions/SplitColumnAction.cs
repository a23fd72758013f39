using Muster.Tabular.Tagging;

namespace Muster.Tabular.Repairing.Actions;

/// <summary>Splits texts into added columns.</summary>
sealed class SplitColumnAction : StepAction
{
    readonly SplitColumn split;
    readonly int column;
    readonly int[] targets;
    readonly int step;
    readonly ProblemList problems;

    public SplitColumnAction(RepairPlan plan, SplitColumn split, int column, int step)
    {
        (this.split, this.column, this.step, problems) = (split, column, step, plan.Problems);
        targets = [.. split.Into.Select(header => plan.Add(header, HeaderNames.Read(header) ?? Meaning.Unknown))];
    }

    public override void Apply(RowInHand row)
    {
        var text = row[column].ToString();
        var parts = text.Split(split.Separator, targets.Length);
        for (var part = 0; part < targets.Length; part++)
        {
            row.Place(targets[part], part < parts.Length ? parts[part].Trim() : "");
        }

        if (!string.IsNullOrWhiteSpace(text) && (parts.Length != targets.Length || parts[^1].Contains(split.Separator, StringComparison.Ordinal)))
        {
            problems.AddRow("parts-differ", step, split.Column, row.Number, $"Cells of \"{split.Column}\" do not have {targets.Length} parts; what is missing stays blank, and the last column takes the rest.");
        }
    }
}
